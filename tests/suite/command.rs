//! The real command: exit status, output and errors.

use std::fs;

use insta::assert_snapshot;

use crate::project::{PERIOD, Project, repository, run_in, shown};

#[test]
fn help_of_every_command() {
    let project = Project::empty();
    let mut all = String::new();
    let mut commands = vec![String::new()];
    while let Some(command) = commands.pop() {
        let args: Vec<&str> = command.split(' ').filter(|arg| !arg.is_empty()).collect();
        let help = project.shown(&[&args[..], &["--help"]].concat());
        let list = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
        let list = list.split("\n\n").next().unwrap();
        // A description may go on in the next line, further to the right.
        let names = list.lines().filter_map(|line| line.strip_prefix("  "));
        let names = names.filter_map(|line| line.split(' ').next());
        let names: Vec<&str> = names.filter(|name| !matches!(*name, "" | "help")).collect();
        commands.extend(names.iter().rev().map(|name| format!("{command} {name}")));
        all += &format!("===={command}\n{help}");
    }
    assert_eq!(all.matches("\n====").count() + 1, 31, "commands, with the program itself");
    assert_snapshot!(all);
}

#[test]
fn the_version_is_the_crates() {
    let shown = Project::empty().shown(&["--version"]);
    assert!(shown.contains(concat!("regionrapport ", env!("CARGO_PKG_VERSION"))), "{shown}");
}

#[test]
fn build_writes_all_reports_and_says_which() {
    let project = Project::new().with("data/p/regioner/nord/2027-K1.yaml", "type: statusrapport\n");
    assert_snapshot!(project.shown(&["build"]));
    assert!(project.path("rapporter/p/nord-2026.pdf").is_file());
    assert!(project.path("rapporter/p/nord-2027-k1.pdf").is_file());
}

#[test]
fn build_writes_pictures_of_pages() {
    let project = Project::new();
    assert_snapshot!(project.shown(&["build", "--format", "png"]));
    let png = fs::read(project.path("rapporter/p/nord-2026-1.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    assert!(project.run(&["build", "-o", "x.svg", "-q"]).stdout.is_empty());
    assert!(fs::read_to_string(project.path("x-1.svg")).unwrap().starts_with("<svg"));
}

#[test]
fn build_writes_to_standard_output() {
    let output = Project::new().run(&["build", "-o", "-", "--format", "pdf"]);
    assert!(output.stdout.starts_with(b"%PDF-"));
    assert!(output.stderr.is_empty());
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let build = |jobs| {
        let project = crate::structure::everything();
        let output = project.run(&["build", "--jobs", jobs]);
        assert!(output.status.success(), "{}", shown(&output));
        fs::read(project.path("rapporter/p/nord-2026.pdf")).unwrap()
    };
    assert!(build("1") == build("2"));
}

#[test]
fn reports_of_a_language_are_made_one_after_another() {
    let project = Project::new()
        .with_south()
        .with(
            "data/p/regioner/midt/region.yaml",
            "navn: Midt\nsøkerkommune: Os\nspråk: nn  # her\n",
        )
        .with("data/p/regioner/midt/2026.yaml", PERIOD);
    for jobs in ["1", "2"] {
        let output = project.run(&["build", "*/2026", "--force", "--jobs", jobs]);
        let told = String::from_utf8(output.stdout).unwrap();
        let at = |name: &str| told.find(name).unwrap_or_else(|| panic!("{name}: {told}"));
        assert!(at("nord-2026.pdf") < at("sor-2026.pdf"), "{told}");
        assert!(at("sor-2026.pdf") < at("midt-2026.pdf"), "{told}");
    }
}

#[test]
fn line_ends_marks_and_composition_make_no_difference() {
    let build = |region: &str| {
        let project = Project::new().with_region(region);
        assert!(project.run(&["build"]).status.success());
        fs::read(project.path("rapporter/p/nord-2026.pdf")).unwrap()
    };
    let plain = build("navn: Nord\nsøkerkommune: Ål\n");
    assert!(plain == build("\u{feff}navn: Nord\r\nsøkerkommune: A\u{30a}l\r\n"));
}

#[test]
fn check_says_that_all_is_in_order() {
    assert_snapshot!(Project::new().shown(&["check"]));
    let root = repository().display().to_string();
    assert_snapshot!(shown(&run_in(repository(), &["check", "--root", &root, "--lang", "en"])));
}

#[test]
fn check_shows_all_findings_of_all_files() {
    let project = Project::new()
        .with_region("navn: Nord\nsokerkommune: Storvik\nfakta: { folketall: 34.394 }\n")
        .with_period("type: sluttrapport\nresultatar: Alt\n");
    assert_snapshot!("check_in_norwegian", project.shown(&["check"]));
    assert_snapshot!("check_in_english", project.shown(&["check", "--lang", "en"]));
}

#[test]
fn data_is_the_merged_report() {
    assert_snapshot!(Project::new().shown(&["data", "nord"]));
}

#[test]
fn data_for_a_folder_is_all_that_templates_read() {
    let program = format!(
        "{}overskrifter: {{ råd: \"Råd fra {{region}}\" }}\nprofil: {{ farge: \"#123456\" }}\n",
        crate::project::PROGRAM
    );
    let project = Project::new().with_program(&program);
    let output = project.run(&["data", "nord", "-o", "."]);
    assert!(output.status.success(), "{}", shown(&output));
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(project.path(name)).unwrap()).unwrap()
    };
    let report = read("rapport.json");
    let shared = serde_json::json!({
        "medium": "papir",
        "ord": report["ord"],
        "profil": report["program"]["profil"],
        "grenser": report["grenser"],
    });
    assert_eq!(read("felles.json"), shared);
    assert_eq!(shared["profil"]["farge"], "#123456");
    let headings = read("overskrifter.json");
    let region = report["region"]["navn"].as_str().unwrap();
    assert_eq!(headings["råd"], format!("Råd fra {region}"));
    assert_eq!(headings["mål"], format!("Mål for {region}"));
    assert_eq!(headings["kontakt"], report["ord"]["overskrifter"]["kontakt"]);
}

#[test]
fn a_report_in_another_language_has_its_own_headings() {
    let program = format!("{}overskrifter: {{ råd: Gode råd }}\n", crate::project::PROGRAM);
    let headings = |region: &str| {
        let project = Project::new().with_program(&program).with_region(region);
        let output = project.run(&["data", "nord"]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["overskrifter"].clone()
    };
    let region = crate::project::REGION;
    assert_eq!(headings(region), serde_json::json!({ "råd": "Gode råd" }));
    let own = format!("{region}språk: nn\noverskrifter: {{ mål: Måla }}\n");
    assert_eq!(headings(&own), serde_json::json!({ "mål": "Måla" }));
}

#[test]
fn names_of_reports_may_be_short() {
    let project = Project::new()
        .with("data/p/regioner/nord/2026-k1.yaml", "type: statusrapport\n")
        .with("data/q/program.yaml", crate::project::PROGRAM)
        .with("data/q/regioner/vest/region.yaml", crate::project::REGION)
        .with("data/q/regioner/vest/2026-k1.yaml", "type: statusrapport\n")
        .with("data/q/regioner/tom/region.yaml", crate::project::REGION);
    let id = |name: &str| {
        let output = project.run(&["data", name]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
        json["id"].as_str().map(str::to_owned)
    };
    assert_eq!(id("nord").unwrap(), "p/nord/2026");
    assert_eq!(id("nord/2026-K1").unwrap(), "p/nord/2026-k1");
    assert_eq!(id("p/nord/2026-k1").unwrap(), "p/nord/2026-k1");
    assert_eq!(id("vest").unwrap(), "q/vest/2026-k1");
    assert_eq!(id("2026").unwrap(), "p/nord/2026");
    let mut all = String::new();
    for name in ["2026-k1", "p", "tom", "nrd", "nord/2027", "helt annet"] {
        all.push_str(&format!("# {name}\n{}", project.shown(&["data", name])));
    }
    assert_snapshot!(all);
}

#[test]
fn requests_that_cannot_be_met() {
    let project = Project::new().with("data/p/regioner/nord/2025.yaml", crate::project::PERIOD);
    let mut all = String::new();
    for args in [
        vec!["build", "-o", "x.pdf"],
        vec!["build", "nord", "-o", "x.docx"],
        vec!["build", "nord", "-o", "-", "--format", "svg"],
        vec!["build", "nord", "--template", "slutrapport"],
        vec!["build", "nord", "--root", "finnes-ikke"],
        vec!["build", "nord", "--root", "data"],
        vec!["schema", "kommune"],
        vec!["bygg"],
    ] {
        all.push_str(&format!("# {}\n{}", args.join(" "), project.shown(&args)));
    }
    assert_snapshot!(all);
}

#[test]
fn failures_speak_the_language_of_the_user() {
    let project = Project::new().with("data/p/regioner/tom/region.yaml", crate::project::REGION);
    let mut all = String::new();
    for args in [
        ["build", "nrd"].as_slice(),
        &["build", "tom"],
        &["build", "--root", "finnes-ikke"],
        &["data", "nord", "--root", "data"],
        &["check", "region-["],
        &["new", "region", "nord"],
        &["merge", "data"],
        &["publish", "nord", "--correct"],
    ] {
        all.push_str(&format!("# {}\n{}", args.join(" "), project.shown(args)));
        all.push_str(&project.shown(&[args, &["--lang", "en"]].concat()));
    }
    assert_snapshot!(all);
}

#[test]
fn a_template_of_the_project_takes_the_place_of_the_built_in_one() {
    let own = "#import \"../theme.typ\": theme\n#let facts(report) = [HER: #report.region.navn]\n";
    let project = Project::new().with("templates/sections/facts.typ", own);
    assert!(project.run(&["build", "-o", "x.pdf"]).status.success());
    let pdf = lopdf::Document::load(project.path("x.pdf")).unwrap();
    assert!(pdf.extract_text(&[1]).unwrap().replace('\n', "").contains("HER: Nord"));
}

/// What is wrong with a command line is told in Norwegian, with what was probably meant; in English as the
/// parser says it.
#[test]
fn usage_errors_speak_the_language_of_the_user() {
    let project = Project::new();
    let mut all = String::new();
    for args in [
        &["bild"][..],
        &["build", "--formt", "pdf"],
        &["build", "--format", "docx"],
        &["build", "--shard", "9/3"],
        &["new", "period", "nord", "2026-q9"],
        &["diff", "nord/2026"],
        &["explain", "--lang"],
        &["build", "--template", "x", "--template", "y"],
        &["--lang", "en", "bild"],
        &["bild", "--lang=en"],
    ] {
        let output = project.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        all += &format!("$ {}\n{}\n", args.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    assert_snapshot!(all);
}

/// The help in Norwegian is there for eight commands, and says so for others.
#[test]
fn help_in_norwegian() {
    let project = Project::new();
    assert_snapshot!(project.shown(&["hjelp"]));
    assert!(project.shown(&["hjelp", "build"]).contains("--draft"));
    assert_eq!(project.run(&["hjelp", "site"]).status.code(), Some(2));
}
