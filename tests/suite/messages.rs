//! Findings in every format, for people and for programs.

use insta::assert_snapshot;
use regionrapport::fault::{Fault, explained, explanation};
use regionrapport::lang::Lang;
use unicode_width::UnicodeWidthStr;

use crate::project::{Project, shown};

/// A project with an error after æøå, one with a second place, a warning and one without a
/// place in a text.
fn faulty() -> Project {
    Project::new()
        .with_region("navn: Nord\nsøkerkommune: \"Ål\", Æ\nnavn: Sør\n")
        .with("data/p/regioner/vest/region.yaml", "navn: 🌊 Vest\nsøkerkommune: Ål\nmål: <b>\n")
        .with("data/p/regioner/vest/2026.yaml", "type: statusrapport\nsamlet_status: fulført\n")
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
        serde_json::json!({"kind": "summary", "version": 1, "errors": 0, "warnings": 0, "files": 0})
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

/// Without a code, all findings are listed by topic, in either language.
#[test]
fn all_findings_are_listed_by_topic() {
    let project = Project::new();
    for lang in ["nb", "en"] {
        let list = project.shown(&["explain", "--lang", lang]);
        for code in Fault::codes() {
            let line = list.lines().find(|line| line.trim_start().starts_with(&format!("{code} ")));
            assert!(line.is_some_and(|line| line.ends_with(['.', ':'])), "{lang} {code}: {line:?}");
        }
    }
}

#[test]
fn every_finding_is_explained_in_both_languages() {
    let mut codes: Vec<&str> = Fault::codes().collect();
    codes.sort_unstable();
    assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "two faults have one code");
    let mut explained = explained();
    explained.sort_unstable();
    assert_eq!(explained, codes);
    for code in codes {
        assert!(explanation(code, Lang::En).is_some(), "{code} lacks English");
    }
}

/// The codes that are found in an example.
fn found_in(kind: &str, text: &str) -> Vec<String> {
    let findings = crate::invalid::findings(kind, text);
    findings.iter().map(|finding| finding.code().to_owned()).collect()
}

#[test]
fn wrong_examples_are_wrong_and_right_ones_right() {
    let mut count = 0;
    for code in Fault::codes() {
        let text = explanation(code, Lang::Nb).unwrap_or_default();
        let english = explanation(code, Lang::En).unwrap_or_default();
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
                found.iter().any(|other| other == code),
                wrong,
                "{code}, example {i}: {found:?}\n{block}"
            );
            count += 1;
        }
    }
    assert!(count > 80, "{count}");
}
