//! A report is made again when, and only when, something it depends on has changed.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::project::{Project, run_in, shown};

/// What would be built, each with the reason.
fn plan(project: &Project) -> Vec<(String, String)> {
    let output = project.run(&["build", "--dry-run", "--message-format", "json"]);
    assert!(output.status.success(), "{}", shown(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    let events = lines.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
    let build = events.filter(|event| event["build"] == true);
    let text = |event: &Json, key: &str| event[key].as_str().unwrap().to_owned();
    build.map(|event| (text(&event, "report"), text(&event, "reason"))).collect()
}

/// The names of what would be built.
fn stale(project: &Project) -> String {
    let names: Vec<String> = plan(project).into_iter().map(|(name, _)| name).collect();
    names.join(" ")
}

/// A project of two regions, north in bokmål and south in nynorsk, whose reports are built.
fn built() -> Project {
    let period = "type: sluttrapport\nbilder:\n  - { fil: x.svg, alt: Et bilde. }\n";
    let project = Project::new()
        .with_south()
        .with("data/p/regioner/sor/region.yaml", "navn: Sør\nspråk: nn\nsøkerkommune: Lillevåg\n")
        .with("data/p/regioner/nord/x.svg", crate::structure::PICTURE)
        .with_period(period);
    build(&project);
    project
}

fn build(project: &Project) {
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", shown(&output));
    assert_eq!(plan(project), []);
}

const ALL: &str = "p/2026 p/nord/2026 p/sor/2026";

#[test]
fn nothing_is_made_again_for_nothing() {
    let project = built();
    let path = project.path("rapporter/p/nord-2026.pdf");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    // Another time stamp is no other content.
    let project = project.with_region(crate::project::REGION);
    let shown = project.shown(&["build"]);
    assert!(shown.contains("0 skrevet, 3 uendret"), "{shown}");
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    let shown = project.shown(&["build", "--force"]);
    assert!(shown.contains("3 skrevet på"), "{shown}");
}

#[test]
fn data_concerns_the_reports_that_read_it() {
    let project = built().with_region("navn: Nord\nsøkerkommune: Vestvik\n");
    let reason = "data/p/regioner/nord/region.yaml er endret".to_owned();
    let expected = [("p/2026".into(), reason.clone()), ("p/nord/2026".into(), reason)];
    assert_eq!(plan(&project), expected);
    build(&project);
    let project = project.with(
        "data/p/program.yaml",
        "navn: Annet\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n",
    );
    assert_eq!(stale(&project), ALL);
    build(&project);
    // A new first period joins the series of the later one.
    let project = project.with("data/p/regioner/nord/2025.yaml", "type: statusrapport\n");
    let reason = "data/p/regioner/nord/2025.yaml er ny".to_owned();
    assert!(plan(&project).contains(&("p/nord/2026".into(), reason)));
    assert_eq!(stale(&project), "p/2025 p/2026 p/nord/2025 p/nord/2026");
    fs::remove_file(project.path("data/p/regioner/nord/2025.yaml")).unwrap();
    assert_eq!(stale(&project), "");
}

#[test]
fn pictures_templates_words_and_fonts_concern_those_that_use_them() {
    let picture = crate::structure::PICTURE.replace("<svg", "<svg id=\"a\"");
    let project = built().with("data/p/regioner/nord/x.svg", picture);
    assert!(stale(&project).contains("p/nord/2026"));
    assert!(!stale(&project).contains("sor"));
    build(&project);

    // A file of one's own takes the built-in's place.
    let own = regionrapport::typeset::builtin_template("sections/facts.typ").unwrap();
    let project = project.with("templates/sections/facts.typ", own);
    let of_regions = "p/nord/2026 p/sor/2026";
    assert!(stale(&project).ends_with(of_regions), "{}", stale(&project));
    assert!(plan(&project)[0].1.contains("facts.typ er ny"));
    build(&project);
    fs::remove_file(project.path("templates/sections/facts.typ")).unwrap();
    assert!(stale(&project).ends_with(of_regions));
    build(&project);
    let unused = project.with("templates/sections/unused.typ", "#let section = none\n");
    assert_eq!(stale(&unused), "");

    let words = unused.with("templates/lang/nn.yaml", "side: Sida\n");
    assert_eq!(stale(&words), "p/sor/2026");
    build(&words);
    let font = regionrapport::typeset::builtin_template("sections/facts.typ").unwrap();
    let fonts = words.with("fonts/own.ttf", font);
    assert_eq!(stale(&fonts), ALL);
}

#[test]
fn what_is_lost_or_damaged_is_made_again() {
    let project = built();
    let pdf = project.path("rapporter/p/nord-2026.pdf");
    let whole = fs::read(&pdf).unwrap();
    fs::write(&pdf, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(stale(&project), "p/nord/2026");
    build(&project);
    assert_eq!(fs::read(&pdf).unwrap(), whole);
    fs::remove_file(&pdf).unwrap();
    assert_eq!(stale(&project), "p/nord/2026");
    build(&project);
    for damage in [b"".as_slice(), b"{}", b"\xff\xfe"] {
        fs::write(project.path("rapporter/.regionrapport.json"), damage).unwrap();
        assert_eq!(stale(&project), ALL);
        build(&project);
    }
    fs::remove_dir_all(project.path("rapporter")).unwrap();
    assert_eq!(stale(&project), ALL);
}

#[test]
fn templates_and_formats_have_reports_of_their_own() {
    let project = built();
    let short = |args: &[&str]| {
        let args = [&["build", "nord", "--template", "enside"], args].concat();
        project.shown(&args)
    };
    assert!(short(&[]).contains("nord-2026-enside.pdf"));
    assert!(short(&[]).contains("1 uendret"));
    assert!(short(&["--format", "png"]).contains("nord-2026-enside-1.png"));
    assert!(short(&["--format", "png"]).contains("1 uendret"));
    assert_eq!(plan(&project), []);
}

#[test]
fn warnings_are_told_again() {
    let template = "#import \"/templates/sluttrapport.typ\": *\n#text(font: \"Ukjent\")[x]\n";
    let project = Project::new()
        .with_earlier("2026-k1")
        .with("templates/sections/welcome.typ", template)
        .with("data/p/regioner/nord/2026-k2.yaml", "type: statusrapport\nsammendrag: Xxxx TODO.\n");
    let findings = || {
        let shown = project.shown(&["build"]);
        shown.split_once("--- err\n").unwrap().1.to_owned()
    };
    let first = findings();
    assert!(first.contains("advarsel["), "{first}");
    assert_eq!(plan(&project), []);
    assert_eq!(findings(), first);
    let denied = project.run(&["build", "--deny-warnings"]);
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn a_fault_leaves_the_old_report_which_is_the_right_one_when_it_is_mended() {
    let project = built();
    let region = fs::read(project.path("data/p/regioner/sor/region.yaml")).unwrap();
    let path = project.path("rapporter/p/sor-2026.pdf");
    let old = fs::read(&path).unwrap();
    let project = project.with("data/p/regioner/sor/region.yaml", "navn: [\n");
    assert_eq!(project.run(&["build"]).status.code(), Some(1));
    assert_eq!(fs::read(&path).unwrap(), old);
    assert_eq!(stale(&project), "p/2026 p/sor/2026");
    let project = project.with("data/p/regioner/sor/region.yaml", region);
    assert_eq!(stale(&project), "");
}

#[test]
fn a_report_made_after_others_knows_all_that_it_depends_on() {
    let deps = |project: &Project, jobs: &str, names: &[&str]| {
        for name in names {
            let args = ["build", name, "--jobs", jobs];
            assert!(project.run(&args).status.success());
        }
        manifest(project.root())
    };
    let together = deps(&built(), "1", &[]);
    let project = built();
    fs::remove_dir_all(project.path("rapporter")).unwrap();
    // Each in a process of its own, where no cache has anything.
    let apart = deps(&project, "2", &["p/2026", "p/sor/2026", "p/nord/2026"]);
    assert_eq!(together, apart);
}

/// The manifest, with what reports share put into each.
fn manifest(root: &Path) -> Json {
    let text = fs::read_to_string(root.join("rapporter/.regionrapport.json")).unwrap();
    let mut json: Json = serde_json::from_str(text.split_once('\n').unwrap().1).unwrap();
    let shared = json["shared"].take();
    for report in json["reports"].as_object_mut().unwrap().values_mut() {
        let index = usize::try_from(report[0].as_u64().unwrap()).unwrap();
        report[0] = shared[index].clone();
    }
    json["reports"].take()
}

#[test]
fn deps_are_rules_that_make_can_read() {
    let project = built();
    assert!(project.run(&["build", "--deps", "out.d"]).status.success());
    let rules = fs::read_to_string(project.path("out.d")).unwrap();
    let rule = rules.split("\n\n").next().unwrap();
    assert!(rule.contains("rapporter/p/nord-2026.pdf: "), "{rules}");
    assert!(rules.contains("data/p/regioner/nord/x.svg"), "{rules}");
    assert!(rules.contains("\ndata/p/program.yaml:\n"), "{rules}");
    let output = run_in(
        project.root(),
        &["build", "nord", "-o", "a b.pdf", "--deps", "out.d", "--root", "."],
    );
    assert!(output.status.success(), "{}", shown(&output));
    let rules = fs::read_to_string(project.path("out.d")).unwrap();
    assert!(rules.starts_with("a\\ b.pdf: data/p/program.yaml"), "{rules}");
}
