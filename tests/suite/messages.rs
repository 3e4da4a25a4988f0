//! Findings in every format, for people and for programs.

use insta::assert_snapshot;
use regionrapport::diagnostics::{
    Code, Construct, Home, Kind, Lang, Pair, Sum, explained, explanation,
};
use unicode_width::UnicodeWidthStr;

use crate::project::{Project, shown};

/// A project with an error after æøå, one with a second place, a warning and one without a
/// place in a text.
fn faulty() -> Project {
    Project::new()
        .with_region("navn: Nord\nsøkerkommune: \"Ål\", Æ\nnavn: Sør\n")
        .with(
            "data/p/regioner/vest/region.yaml",
            "navn: 🌊 Vest\nsøkerkommune: Ål\nmål: <b>\n",
        )
        .with(
            "data/p/regioner/vest/2026.yaml",
            "type: statusrapport\nsamlet_status: fulført\n",
        )
        .with("data/p/regioner/vest/2026-k7.yaml", "type: statusrapport\n")
}

#[test]
fn every_format() {
    for format in ["short", "json", "github", "sarif"] {
        let said = faulty().shown(&["check", "--message-format", format]);
        assert_snapshot!(format, said);
    }
}

#[test]
fn a_sarif_log_follows_its_schema() {
    let schema = include_str!("../source/sarif-schema-2.1.0.json");
    // One pattern of the schema closes a bracket that it did not open.
    let schema = schema.replace("{2}]?$", "{2}?$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for project in [faulty(), Project::new()] {
        let output = project.run(&["check", "--message-format", "sarif"]);
        let log = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<_> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn json_is_one_object_a_line_and_ends_with_the_sum() {
    let project = Project::new();
    let build = project.run(&["build", "--message-format", "json"]);
    let lines: Vec<serde_json::Value> = String::from_utf8(build.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["kind"], "report");
    assert_eq!(lines[0]["files"][0], "rapporter/p/nord-2026.pdf");
    assert_eq!(
        lines[1],
        serde_json::json!({"kind": "summary", "errors": 0, "warnings": 0, "files": 0})
    );
}

#[test]
fn data_on_standard_output_stays_alone() {
    let project = Project::new().with_period("type: statusrapport\n");
    let data = project.run(&["data", "nord", "--message-format", "json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&data.stdout).is_ok());
    assert!(String::from_utf8(data.stderr).unwrap().contains("\"code\":\"not-filled\""));
}

#[test]
fn long_lines_are_shown_around_the_fault() {
    let long = "en ganske lang tekst om æøå og 日本 ".repeat(30);
    let project = Project::new()
        .with_region(&format!("navn: Nord\nsøkerkommune: Ål\nmål: {long}<b>{long}\n"));
    let said = project.shown(&["check"]);
    assert!(said.contains("<b>") && said.contains('…'), "{said}");
    for line in said.lines().filter(|line| !line.starts_with("feil")) {
        assert!(line.width() <= 80 || line.contains("tips"), "{} {line}", line.width());
    }
}

#[test]
fn colour_is_for_terminals_only() {
    let project = faulty();
    let plain = project.shown(&["check"]);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let coloured = project.shown(&["check", "--color", "always"]);
    assert!(coloured.contains('\u{1b}'), "{coloured}");
}

#[test]
fn a_fault_in_a_template_shows_the_way_to_it_and_the_value() {
    let own = "#let deep(it) = panic(\"kjenner ikke \" + repr(it))\n\
               #let facts(report) = deep(report.region.søkerkommune.navn)\n";
    let project = Project::new()
        .with_region("navn: Nord\nsøkerkommune: Storvik kommune\n")
        .with("templates/sections/facts.typ", own);
    assert_snapshot!(project.shown(&["build"]));
}

#[test]
fn explain_tells_in_both_languages() {
    let project = Project::new();
    let said = project.shown(&["explain", "unknown-field"]);
    assert!(said.contains("Feil:") && said.contains("Riktig:"), "{said}");
    let english = project.shown(&["explain", "unknown-field", "--lang", "en"]);
    assert!(english.contains("Wrong:") && english.contains("Right:"), "{english}");
    assert_snapshot!(shown(&project.run(&["explain", "unknown-feild"])));
}

/// The codes that the source gives names to.
fn codes() -> Vec<String> {
    let path = crate::project::repository().join("src/diagnostics/code.rs");
    let source = std::fs::read_to_string(path).unwrap();
    let names =
        source.split_once("fn name(").unwrap().1.split_once("\n    }\n").unwrap().0;
    names
        .split("=> \"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().into())
        .collect()
}

#[test]
fn every_finding_is_explained_in_both_languages() {
    let explained = explained();
    for code in codes() {
        assert!(explained.contains(&code.as_str()), "docs/findings.md lacks {code}");
        assert!(
            explanation(&code, Lang::En).is_some(),
            "docs/findings-en.md lacks {code}"
        );
    }
    assert_eq!(explained.len(), codes().len());
}

/// The codes that are found in an example.
fn found_in(kind: &str, text: &str) -> Vec<String> {
    let findings = crate::invalid::findings(kind, text);
    findings.iter().map(|finding| finding.code.name().to_owned()).collect()
}

#[test]
fn wrong_examples_are_wrong_and_right_ones_right() {
    let mut count = 0;
    for code in codes() {
        let text = explanation(&code, Lang::Nb).unwrap_or_default();
        let english = explanation(&code, Lang::En).unwrap_or_default();
        let blocks = |text: &str| -> Vec<String> {
            let all = text.split("```yaml\n").skip(1);
            all.map(|block| block.split("```").next().unwrap().to_owned()).collect()
        };
        assert_eq!(blocks(text), blocks(english), "{code}");
        for (i, block) in blocks(text).iter().enumerate() {
            let (first, body) = block.split_once('\n').unwrap();
            let found = found_in(first.trim_start_matches("# "), body);
            let wrong = i % 2 == 0;
            assert_eq!(
                found.contains(&code),
                wrong,
                "{code}, example {i}: {found:?}\n{block}"
            );
            count += 1;
        }
    }
    assert!(count > 80, "{count}");
}

/// Every code once, with facts of every kind.
#[expect(clippy::too_many_lines, reason = "one for each code")]
fn one_of_each() -> Vec<Code> {
    vec![
        Code::Unreadable { reason: "Æx".into() },
        Code::MissingFile,
        Code::IsDirectory,
        Code::Encoding { byte: 45 },
        Code::CutOff,
        Code::EmptyFile,
        Code::TooLarge { size: 1_234_567, limit: 1_234_567 },
        Code::TooComplex,
        Code::Tab,
        Code::UnclosedQuote,
        Code::ColonInText { field: Some("Æx".into()) },
        Code::Indentation { under: Some("Æx".into()), value: Some("Æx".into()) },
        Code::TextIndentation { field: Some("Æx".into()) },
        Code::SpecialStart { character: '•' },
        Code::UnclosedBracket { open: '•' },
        Code::MissingSpace { after: '•' },
        Code::MissingColon { equals: true },
        Code::StrayDash { under: Some("Æx".into()) },
        Code::CurlyQuotes,
        Code::QuoteInside { quote: '•', rest: Some("Æx".into()) },
        Code::Backslash { sequence: "Æx".into() },
        Code::Semicolon,
        Code::Comment { lost: "Æx".into() },
        Code::FoldedList { sign: '•' },
        Code::FoldedText,
        Code::NotABar { character: '•' },
        Code::Bullet { sign: '•' },
        Code::ItemOnLine,
        Code::StrayLine { line: "Æx".into() },
        Code::Invisible { character: '•' },
        Code::HtmlEntity { entity: "Æx".into(), character: '•' },
        Code::MergeConflict,
        Code::MissingComma,
        Code::TabInside,
        Code::CommaInBraces,
        Code::SecondDocument,
        Code::Syntax { detail: "Æx".into() },
        Code::DuplicateKey { key: "Æx".into() },
        Code::KeyType,
        Code::UnknownField {
            field: "Æx".into(),
            suggestion: Some("Æx".into()),
            allowed: vec!["Æx".into(), "Øy".into()],
            elsewhere: Some(Home::File("region".into())),
        },
        Code::MissingField { field: "Æx".into() },
        Code::EmptyField { field: "Æx".into() },
        Code::WrongType {
            expected: vec![Kind::List, Kind::Text],
            found: Kind::Number,
            fields: vec!["Æx".into(), "Øy".into()],
            name: Some("Æx".into()),
        },
        Code::BracesForList { items: vec!["Æx".into(), "Øy".into()] },
        Code::IdAsField { id: "Æx".into() },
        Code::SeveralValues {
            values: vec!["Æx".into(), "Øy".into()],
            fields: vec!["Æx".into(), "Øy".into()],
        },
        Code::UnknownWord {
            value: "Æx".into(),
            suggestion: Some("Æx".into()),
            allowed: vec!["Æx".into(), "Øy".into()],
            field: Some("Æx".into()),
        },
        Code::TrailingComma,
        Code::MunicipalityNumber { value: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::EmptyList,
        Code::EmptyText,
        Code::ThousandsDot {
            value: "Æx".into(),
            plain: "Æx".into(),
            decimal: Some("Æx".into()),
        },
        Code::Count { value: "Æx".into() },
        Code::Decimal { value: "Æx".into() },
        Code::Amount { value: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::Date { value: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::NoSuchDate { value: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::Moment { value: "Æx".into() },
        Code::Colour { value: "Æx".into() },
        Code::IdForm { value: "Æx".into(), suggestion: "Æx".into() },
        Code::SectionName { value: "Æx".into(), suggestion: "Æx".into() },
        Code::UnknownSection { name: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::SectionTwice { name: "Æx".into() },
        Code::Margin { value: 2.5, least: 2.5, most: 2.5 },
        Code::Url { value: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::Email { value: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::Markdown { construct: Construct::Table },
        Code::PeriodName { name: "Æx".into() },
        Code::Misnamed { name: "Æx".into(), suggestion: "Æx".into() },
        Code::Misplaced { name: "Æx".into(), folder: "Æx".into() },
        Code::SamePeriod { name: "Æx".into() },
        Code::FileName { name: "Æx".into(), suggestion: "Æx".into() },
        Code::OutsideProject { file: "Æx".into() },
        Code::MissingPicture { file: "Æx".into(), suggestion: Some("Æx".into()) },
        Code::PictureFormat { file: "Æx".into() },
        Code::PictureName { file: "Æx".into(), format: "Æx".into() },
        Code::CmykPicture { file: "Æx".into() },
        Code::BrokenPicture { file: "Æx".into() },
        Code::MissingAlt,
        Code::DateOrder { start: "Æx".into(), end: "Æx".into() },
        Code::Contrast {
            pair: Pair::ChartOnTint,
            colour: "Æx".into(),
            ratio: 2.5,
            required: 2.5,
            nearest: "Æx".into(),
        },
        Code::Character { character: '•' },
        Code::UnknownFont { font: "Æx".into(), known: vec!["Æx".into(), "Øy".into()] },
        Code::PdfStandards { detail: "Æx".into() },
        Code::Percent { value: "Æx".into(), suggestion: Some(45) },
        Code::Score { value: "Æx".into() },
        Code::DuplicateId { id: "Æx".into() },
        Code::UnknownId {
            id: "Æx".into(),
            suggestion: Some("Æx".into()),
            allowed: vec!["Æx".into(), "Øy".into()],
        },
        Code::OutsideProgram {
            date: "Æx".into(), start: "Æx".into(), end: "Æx".into()
        },
        Code::ReachedLater { date: "Æx".into(), end: "Æx".into() },
        Code::ReachedStatus { status: "ned".into() },
        Code::ReservedId { id: "Æx".into() },
        Code::Overdue { name: "Æx".into(), deadline: "Æx".into() },
        Code::ProgressStatus { progress: 45, status: "ned".into() },
        Code::MissingDeviation { name: "Æx".into(), status: "ned".into() },
        Code::IncompleteDeviation { missing: vec!["Æx".into(), "Øy".into()] },
        Code::Overspent { field: "regnskap".into(), over: 1_234_567 },
        Code::ForecastBelow { spent: 1_234_567, forecast: 1_234_567 },
        Code::NegativeAmount { amount: 1_234_567 },
        Code::SumRow { name: "Æx".into() },
        Code::ProgressFell { before: 45, now: 45 },
        Code::FarValue { value: 2.5, target: 2.5 },
        Code::ReportDate { date: "Æx".into(), end: "Æx".into() },
        Code::PastDeadline { deadline: "Æx".into(), start: "Æx".into() },
        Code::MunicipalityTwice { name: "Æx".into() },
        Code::Placeholder { text: "Æx".into() },
        Code::SplitWord { word: "Æx".into() },
        Code::AccountsFell { before: 1_234_567, now: 1_234_567 },
        Code::Unaccounted { name: "Æx".into() },
        Code::Direction { baseline: 2.5, target: 2.5, word: "ned".into() },
        Code::Sum { sum: Sum::Areal, parts: 2.5, whole: 2.5 },
        Code::MissingPeriod { period: "Æx".into() },
        Code::StatusParts {
            status: "ned".into(),
            part: "Æx".into(),
            part_status: "ned".into(),
        },
        Code::Vanished { id: "Æx".into(), name: "Æx".into() },
        Code::NotFilled {
            name: Some("Æx".into()),
            fields: vec!["Æx".into(), "Øy".into()],
        },
        Code::TooManyPages { pages: 1_234_567, most: 1_234_567 },
        Code::NotShown { value: "Æx".into() },
        Code::TimeLimit { seconds: 45, report: "Æx".into() },
        Code::TextOutside { page: 45, text: "Æx".into(), report: "Æx".into() },
        Code::PageCount { pages: 45, stored: 45 },
        Code::PageDiffers { difference: 45, shown: "Æx".into() },
        Code::MisnamedTemplate { file: "Æx".into(), suggestion: "Æx".into() },
        Code::Contract { made_for: 2, version: 1 },
        Code::MissingLabel { label: "Æx".into() },
        Code::UnknownLabel { label: "Æx".into(), suggestion: "Æx".into() },
        Code::LabelName {
            value: "Æx".into(), allowed: vec!["Æx".into(), "Øy".into()]
        },
        Code::LabelShape { label: "Æx".into(), items: Some(45) },
        Code::Template {
            message: "Æx".into(),
            hints: vec!["Æx".into(), "Øy".into()],
            report: "Æx".into(),
        },
        Code::Internal { detail: "Æx".into() },
    ]
}

#[test]
fn no_words_have_a_hole() {
    let all = one_of_each();
    let names: Vec<&str> = all.iter().map(Code::name).collect();
    assert_eq!(names, codes());
    for code in &all {
        for lang in [Lang::Nb, Lang::En] {
            for text in [lang.message(code), lang.hint(code)] {
                let whole =
                    !text.is_empty() && !text.contains("{}") && !text.contains("  ");
                assert!(whole && !text.ends_with('.'), "{}: {text}", code.name());
                // Lower case, unless it begins with a word that is written otherwise.
                let first = text.chars().next().unwrap();
                assert!(!first.is_uppercase() || text.starts_with('Æ'), "{text}");
            }
        }
        let (nb, en) = (Lang::Nb.message(code), Lang::En.message(code));
        assert_ne!(nb, en, "{}", code.name());
    }
}
