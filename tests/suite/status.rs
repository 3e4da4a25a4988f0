//! The quarterly report: every sample, every size, every text and number, and the commands
//! that make and compare periods.

use std::fmt::Write;
use std::fs;

use insta::assert_snapshot;
use page_validation::ValidationProfile;
use proptest::prelude::*;
use regionrapport::finding::render;
use regionrapport::lang::Lang;
use regionrapport::typeset::{page_texts, texts_outside};
use regionrapport::{Rendered, Workspace};

use crate::conformance::assert_conforms;
use crate::customise::unshown;
use crate::project::{Project, repository, shown};
use crate::properties::{config, escaped, squeezed, words};

/// Makes a report and fails with everything that was found, warnings too.
fn make(project: &Project) -> Rendered {
    let (rendered, findings) = project.render();
    let all: String = findings.iter().map(|f| render(f, Lang::En)).collect();
    let rendered = rendered.unwrap_or_else(|| panic!("{all}"));
    assert!(findings.is_empty(), "{all}");
    let outside = texts_outside(&rendered.pages().document);
    assert!(outside.is_empty(), "{outside:?}");
    rendered
}

/// The samples with a template, or each with its own.
fn samples(names: &[&str], template: Option<&str>) -> Vec<(String, Rendered)> {
    let workspace = Workspace::open(repository()).unwrap();
    assert!(workspace.findings().is_empty(), "{:?}", workspace.findings());
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let ids = workspace.select(&names).unwrap();
    let render = |id| {
        let rendered = workspace.load(id).render_with(template);
        rendered.unwrap_or_else(|findings| panic!("{id}: {findings}"))
    };
    ids.iter().map(|id| (id.to_string(), render(id))).collect()
}

#[test]
fn every_sample_is_whole_and_conforms() {
    let mut reports = samples(&["eksempelprogrammet", "byregionprogrammet"], None);
    assert_eq!(reports.len(), 3 * 4 + 4 + 2);
    let regions = ["nord", "fjord", "innland"].map(|region| format!("{region}/2026-k3"));
    let regions: Vec<&str> = regions.iter().map(String::as_str).collect();
    for (id, rendered) in samples(&regions, Some("enside")) {
        assert_eq!(rendered.pages().count(), 1, "{id}");
        reports.push((id, rendered));
    }
    for (id, rendered) in reports {
        assert!(rendered.pages().warnings.is_empty(), "{id}: {:?}", rendered.pages().warnings);
        let outside = texts_outside(&rendered.pages().document);
        assert!(outside.is_empty(), "{id}: {outside:?}");
        let pages = page_texts(&rendered.pages().document);
        let lonely = pages.iter().find_map(|page| lonely_heading(page));
        assert_eq!(lonely, None, "{id}");
        let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a];
        assert_conforms(&rendered.pdf().unwrap(), &profiles);
    }
}

/// The heading with which a page's text ends, before the footer, if it does.
fn lonely_heading(page: &str) -> Option<&'static str> {
    let headings = [
        "Vurdering",
        "Avvik",
        "Milepæler",
        "Milepælar",
        "Indikatorer",
        "Indikatorar",
        "Økonomi",
        "Risikoer",
        "Risikoar",
        "Delprosjekter",
        "Delprosjekt",
        "Resultater",
        "Resultat",
        "Neste periode",
        "Sammendrag",
        "Samandrag",
        "Kontakt",
        "Dokumenter",
        "Dokument",
    ];
    let footers = ["Statusrapport", "Sluttrapport", "Programrapport"];
    let end = footers.iter().filter_map(|footer| page.rfind(footer)).max()?;
    let body = page[..end].trim_end();
    // The table of the assessments begins with the same word as its section.
    headings.into_iter().find(|heading| body.ends_with(&format!(" {heading}")))
}

/// A region with so many of everything, all names long, and its period.
fn sized(count: usize, amount: &str, language: &str) -> Project {
    let (region, period) = regionrapport::scaffold::sized(count, amount, language);
    Project::new().with_region(&region).with_period(&period)
}

#[test]
fn one_and_forty_of_everything_nothing_and_milliards() {
    for (count, amount, language) in
        [(1, "0", "nb"), (1, "2 000 000 000", "nn"), (40, "2 000 000 000,50", "nb")]
    {
        let rendered = make(&sized(count, amount, language));
        let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a];
        assert_conforms(&rendered.pdf().unwrap(), &profiles);
        let text = page_texts(&rendered.pages().document).join(" ");
        assert!(text.contains("Nord-Fron"), "{count}");
    }
}

#[test]
fn a_page_that_is_too_full_is_a_warning() {
    let project = sized(40, "1000", "nb");
    let ingress = "Alt er fiktivt, og det er mye av det. ".repeat(200);
    let path = project.path("data/p/regioner/nord/2026.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("Alt er fiktivt.", &ingress)).unwrap();
    let output = project.run(&["build", "nord", "--template", "enside", "-o", "x.pdf"]);
    let said = shown(&output);
    assert!(said.starts_with("exit 0"), "{said}");
    assert!(said.contains("og malen skal ha plass på 1"), "{said}");
    fs::write(&path, text).unwrap();
    let output = project.run(&["build", "nord", "--template", "enside", "-o", "x.pdf"]);
    assert!(!shown(&output).contains("too-many-pages"), "{}", shown(&output));
}

proptest! {
    #![proptest_config(config(24))]

    /// Every text and number of a plan and a period is on the pages.
    #[test]
    fn every_text_and_number_is_on_the_pages(
        texts in prop::collection::vec(words(25), 24),
        numbers in prop::collection::vec(1_u32..100_000_000, 8),
        language in prop::sample::select(vec!["nb", "nn"]),
        progress in 1_u8..100,
        (probability, consequence) in (1_u8..6, 1_u8..6),
    ) {
        let yaml = |text: &str| serde_json::to_string(text).unwrap();
        let plain: Vec<String> = texts.iter().map(|text| yaml(text)).collect();
        let rich: Vec<String> = texts.iter().map(|text| yaml(&escaped(text))).collect();
        // Odd sums, so that no table is in thousands.
        let sums: Vec<u32> = numbers.iter().map(|n| n / 1000 * 1000 + 7).collect();
        let region = format!(
            "navn: Nord\nspråk: {language}\nsøkerkommune: Storvik\n\
             delprosjekter: [{{ id: a, navn: {}, ansvarlig: {}, start: 2026-02-03, slutt: 2026-11-12 }}]\n\
             milepæler: [{{ id: a, navn: {}, frist: 2026-04-05, delprosjekt: a }}]\n\
             indikatorer: [{{ id: a, navn: {}, enhet: {}, utgangsverdi: {}, måltall: {}, kilde: {} }}]\n\
             budsjett: [{{ id: a, navn: {}, beløp: {} }}]\n\
             finansiering: [{{ navn: {}, beløp: {} }}]\n",
            plain[0], plain[1], plain[2], plain[3], plain[4], numbers[0], u64::from(numbers[0]) + 1,
            plain[5], plain[6], sums[0], plain[7], sums[1],
        );
        let period = format!(
            "type: statusrapport\nutarbeidet_av: {}\ningress: {}\n\
             samlet_status: {{ status: på-vent, kommentar: {} }}\n\
             vurdering: {{ kvalitet: {{ status: avbrutt, kommentar: {} }} }}\n\
             delprosjekter: {{ a: {{ status: i-gang, framdrift: {progress}, kommentar: {} }} }}\n\
             milepæler: {{ a: {{ status: i-gang, ny_frist: 2027-06-07, kommentar: {} }} }}\n\
             indikatorer: {{ a: {{ verdi: {}, kommentar: {} }} }}\n\
             økonomi: {{ a: {{ regnskap: {}, prognose: {}, kommentar: {} }} }}\n\
             risikoer: [{{ id: a, risiko: {}, sannsynlighet: {probability}, konsekvens: {consequence}, tiltak: {}, eier: {} }}]\n\
             avvik: [{{ id: a, gjelder: [a, kvalitet], avvik: {}, årsak: {}, konsekvens: {}, tiltak: {}, frist: 2027-08-09, ansvarlig: {} }}]\n\
             resultater: {}\nneste_periode: {}\n",
            plain[8], rich[9], rich[10], rich[11], rich[12], rich[13], numbers[2], rich[14],
            sums[2], sums[3], rich[15], plain[16], rich[17], plain[18], plain[19], rich[20],
            rich[21], rich[22], plain[23], rich[0], rich[1],
        );
        let project = Project::new().with_region(&region).with_period(&period);
        let (rendered, findings) = project.render();
        let Some(rendered) = rendered else {
            let all: String = findings.iter().map(|f| render(f, Lang::En)).collect();
            return Err(TestCaseError::fail(all));
        };
        prop_assert!(texts_outside(&rendered.pages().document).is_empty());
        prop_assert_eq!(unshown(&project, &[]), "");
        let page = squeezed(&page_texts(&rendered.pages().document).join(" "));
        // A text may go on over a page, and so around its header and footer.
        for word in texts.iter().flat_map(|text| text.split(' ')) {
            let word = squeezed(word);
            prop_assert!(page.contains(&word), "{word} is not in {page}");
        }
        let mut figures: Vec<String> = sums[..4].iter().map(ToString::to_string).collect();
        figures.push(numbers[0].to_string());
        figures.push(numbers[2].to_string());
        figures.push(format!("{progress}%"));
        figures.push(format!("{probability}×{consequence}"));
        for date in ["03.02.2026", "12.11.2026", "05.04.2026", "07.06.2027", "9.august2027"] {
            figures.push(date.to_owned());
        }
        for figure in figures {
            prop_assert!(page.contains(&figure), "{figure} is not in {page}");
        }
    }
}

/// A project with the samples, whose regions are to be changed.
fn copy_of_samples() -> Project {
    let mut project = Project::empty();
    let mut folders = vec![repository().join("data/eksempelprogrammet")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(repository()).unwrap().display().to_string();
                project = project.with(&name, fs::read(&path).unwrap());
            }
        }
    }
    project
}

/// Whether a check printed no error, but warnings or that all is in order.
fn is_free_of_errors(check: &str) -> bool {
    let mut lines = check.lines();
    lines.any(|line| line.starts_with("0 feil og ") || line.starts_with("alt i orden: "))
}

#[test]
fn a_new_period_carries_over_what_is_open() {
    let project = copy_of_samples();
    let folder = "data/eksempelprogrammet/regioner/nord";
    fs::remove_file(project.path(&format!("{folder}/2026-k4.yaml"))).unwrap();
    assert_snapshot!("new_period_says_where", project.shown(&["new", "period", "nord"]));
    let text = fs::read_to_string(project.path(&format!("{folder}/2026-k4.yaml"))).unwrap();
    assert_snapshot!("new_period_of_nord", text);
    let check = project.shown(&["check", "nord"]);
    assert!(check.starts_with("exit 0") && is_free_of_errors(&check), "{check}");
    let again = project.shown(&["new", "period", "nord", "2026-k4"]);
    assert!(again.contains("finnes fra før"), "{again}");
    assert!(project.shown(&["new", "period", "nord"]).contains("2027-k1.yaml"));
}

#[test]
fn new_periods_and_regions_where_there_is_little() {
    let project = Project::new().with("data/p/regioner/sør/region.yaml", crate::project::REGION);
    let mut all = String::new();
    for args in [
        vec!["new", "period", "nord"],
        vec!["new", "period", "sør", "2026-t3"],
        vec!["new", "period", "vest"],
        vec!["new", "period", "nord", "2026-k9"],
        vec!["new", "region", "Bodø og Sálten: nord"],
        vec!["new", "region", "q/bodø"],
        vec!["new", "region", "!"],
        vec!["new", "region", "nord"],
    ] {
        let _ = write!(all, "# {}\n{}", args.join(" "), project.shown(&args));
    }
    assert_snapshot!(all);
    let read = |path: &str| fs::read_to_string(project.path(path)).unwrap();
    assert_snapshot!("new_region", read("data/p/regioner/bodo-og-salten-nord/region.yaml"));
    assert_snapshot!("first_period", read("data/p/regioner/nord/2027.yaml"));
}

#[test]
fn whatever_the_form_of_a_period_the_next_one_is_valid() {
    let earlier = include_str!("../source/earlier.yaml");
    let forms = [
        earlier.to_owned(),
        earlier.replace('\n', "\r\n"),
        earlier.trim_end().to_owned(),
        "{ type: statusrapport, samlet_status: etter-plan, \
         delprosjekter: { plan: i-gang } }"
            .into(),
        "\"type\":   statusrapport\n\n\n# om risikoer\n\"risikoer\":\n    \
         # den første\n    - id: tid # her\n\n      risiko:   'For lite: tid'\n      \
         sannsynlighet: 3\n      \
         konsekvens: 3\n# til slutt\n"
            .into(),
        "{\n  \"type\": \"statusrapport\",\n  \"risikoer\": [\n    {\"id\": \"tid\", \
         \"risiko\": \"Tid\", \"sannsynlighet\": 1, \"konsekvens\": 2}\n  ]\n}\n"
            .into(),
        "type: statusrapport\nutarbeidet_av: &k Kari\nrisikoer:\n  - id: tid\n    \
         risiko: Tid\n    sannsynlighet: 1\n    konsekvens: 2\n    eier: *k\n"
            .into(),
        "type: statusrapport\nrisikoer:\n  - id: tid\n    risiko: Tid\n    \
         sannsynlighet: 1\n    konsekvens: 4"
            .into(),
        "type: statusrapport\nrisikoer: [{ id: tid, risiko: \"A: b\", \
         sannsynlighet: 1, konsekvens: 2 },\n  { id: to, risiko: B, \
         sannsynlighet: 1, konsekvens: 2 }]\n"
            .into(),
    ];
    for form in forms {
        let project = Project::new().with_earlier("2026-k2");
        fs::write(project.path("data/p/regioner/nord/2026-k2.yaml"), &form).unwrap();
        let output = project.run(&["new", "period", "nord"]);
        assert!(output.status.success(), "{form}\n{}", shown(&output));
        let check = project.shown(&["check", "nord"]);
        let path = project.path("data/p/regioner/nord/2026-k3.yaml");
        let text = fs::read_to_string(path).unwrap();
        assert!(is_free_of_errors(&check), "{form}\n{text}\n{check}");
        assert!(!check.contains("vanished"), "{form}\n{text}\n{check}");
    }
}

#[test]
fn templates_fit_their_reports() {
    let project = copy_of_samples();
    let build = |args: &[&str]| project.shown(&[&["build"], args].concat());
    let program = build(&["eksempelprogrammet/2026-k3", "--template", "enside"]);
    let region = build(&["nord", "--template", "programrapport"]);
    assert_snapshot!(format!("{program}{region}"));
    let all = build(&["eksempelprogrammet", "--template", "enside"]);
    assert_eq!(all.matches("-enside.pdf  1 side").count(), 12, "{all}");
    let programs = build(&["--template", "programrapport"]);
    assert_eq!(programs.matches("-programrapport.pdf").count(), 4, "{programs}");
}

#[test]
fn own_sections_stand_wherever_they_name() {
    let sections: String = ["indikatorer", "endringer", "kontakt", "mål"]
        .iter()
        .map(|key| format!("  - {{ tittel: Etter {key}, etter: {key}, innhold: Her }}\n"))
        .collect();
    for kind in ["statusrapport", "sluttrapport"] {
        let period = format!("type: {kind}\nsamlet_status: i-gang\nseksjoner:\n{sections}");
        let rendered = make(&Project::new().with_period(&period));
        let text = page_texts(&rendered.pages().document).join(" ");
        assert_eq!(text.matches("Etter").count(), 4, "{kind}: {text}");
    }
}

#[test]
fn the_changes_between_two_periods() {
    let root = repository().display().to_string();
    let diff = |args: &[&str]| {
        let args = [&["diff", "--root", &root], args].concat();
        shown(&crate::project::run_in(repository(), &args))
    };
    assert_snapshot!(diff(&["nord/2026-k2", "nord/2026-k3"]));
    let english = diff(&["nord/2026-k2", "nord/2026-k3", "--lang", "en"]);
    assert!(english.contains("moved") || english.contains("deadline 2026-09-18"));
    let json = diff(&["nord/2026-k2", "nord/2026-k3", "--message-format", "json"]);
    assert_snapshot!("changes_as_json", json.lines().take(40).collect::<Vec<_>>().join("\n"));
    assert!(diff(&["nord/2026-k2", "fjord/2026-k3"]).contains("gjelder ikke samme region"));
    assert!(diff(&["nord/2026-k3", "nord/2026-k3"]).contains("ingen endringer"));
}

#[test]
fn a_new_project_builds_at_once() {
    let project = Project::empty();
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_regionrapport"));
        let command = command.args(args).current_dir(project.path("."));
        command.env_clear().env("SOURCE_DATE_EPOCH", "1790000000").output().unwrap()
    };
    assert_snapshot!(shown(&run(&["init", "Mitt prøve-program"])));
    let root = "Mitt prøve-program";
    assert_snapshot!("init_checks", shown(&run(&["check", "--root", root, "--deny-warnings"])));
    assert!(run(&["build", "--root", root]).status.success());
    let again = shown(&run(&["init", root]));
    assert!(again.contains("finnes fra før") && again.starts_with("exit 2"), "{again}");
}

#[test]
fn the_examples_of_the_documentation_are_valid() {
    let text = fs::read_to_string(repository().join("docs/data-format.md")).unwrap();
    let mut files = [
        ("region", String::from("navn: Nord\nsøkerkommune: Storvik\n")),
        ("periode", String::from("type: statusrapport\n")),
        ("senere periode", String::from("type: statusrapport\n")),
        ("senere region", String::from("navn: Nord\nsøkerkommune: Storvik\n")),
        ("program", String::from("navn: P\neier: E\nperiode: { fra: 2025, til: 2027 }\n")),
    ];
    let mut count = 0;
    for block in text.split("```yaml\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let kind = block.lines().next().unwrap().trim_start_matches("# ");
        let file = files.iter_mut().find(|(name, _)| *name == kind);
        file.unwrap_or_else(|| panic!("a block without a kind:\n{block}")).1.push_str(block);
        count += 1;
    }
    assert!(count > 8, "{count}");
    let [(_, region), (_, period), (_, later), (_, later_region), (_, program)] = files;
    let mut project = Project::new().with_region(&region).with_program(&program);
    fs::remove_file(project.path("data/p/regioner/nord/2026.yaml")).unwrap();
    project = project
        .with("data/p/regioner/nord/2026-k3.yaml", &period)
        .with("data/p/regioner/nord/2026-k4.yaml", &later);
    let picture = include_str!("../source/torget.svg");
    for line in period.lines().chain(program.lines()) {
        if let Some(file) = line.trim_start_matches([' ', '-']).strip_prefix("fil: ") {
            for folder in ["data/p/regioner/nord/", "data/p/"] {
                project = project.with(&format!("{folder}{file}"), picture);
            }
        }
    }
    let check = project.shown(&["check"]);
    assert!(is_free_of_errors(&check), "{check}");
    let check = Project::new().with_region(&later_region).shown(&["check"]);
    assert!(is_free_of_errors(&check), "{check}");
}
