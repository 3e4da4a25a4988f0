//! What a pipeline asks of the command: shares that belong together, warnings that count, files as arguments, lists.

use std::fs;

use serde_json::Value as Json;

use crate::project::{PERIOD, PROGRAM, Project, run_in, shown};

const REGION: &str = "navn: Nord\nsøkerkommune: Storvik\n";

/// A programme with four regions.
fn four() -> Project {
    (1..=4).fold(Project::empty().with("data/p/program.yaml", PROGRAM), |project, n| {
        let folder = format!("data/p/regioner/region-{n}");
        project
            .with(&format!("{folder}/region.yaml"), REGION)
            .with(&format!("{folder}/2026-k1.yaml"), PERIOD)
    })
}

fn json(project: &Project, file: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(project.path(file)).unwrap()).unwrap()
}

/// Builds two shares, the second after a change, and joins them.
fn joined_after(project: &Project, change: impl FnOnce(&Project), more: &[&str]) -> String {
    let share = |number: usize, more: &[&str]| {
        let (shard, summary) = (format!("{number}/2"), format!("s{number}.json"));
        let args = [&["build", "--shard", &shard, "--summary", &summary], more].concat();
        let output = project.run(&args);
        assert!(output.status.success(), "{}", shown(&output));
    };
    share(1, &[]);
    change(project);
    share(2, more);
    project.shown(&["merge", "s1.json", "s2.json", "--lang", "en"])
}

#[test]
fn shares_of_another_run_are_refused() {
    let said = joined_after(&four(), |_| (), &[]);
    assert!(said.starts_with("exit 0") && said.contains("5 written"), "{said}");
    let write = |path: &'static str, text: &'static str| {
        move |project: &Project| {
            let path = project.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    };
    let data = write("data/p/regioner/region-1/2026-k1.yaml", "type: sluttrapport\ningress: Ny.\n");
    let said = joined_after(&four(), data, &[]);
    assert!(said.starts_with("exit 2") && said.contains("is of other data than s1.json"), "{said}");
    let words = write("templates/lang/nb.yaml", "rapport:\n  side: s. {side} av {sider}\n");
    let said = joined_after(&four(), words, &[]);
    assert!(said.contains("is of other templates or fonts than s1.json"), "{said}");
    let said = joined_after(&four(), |_| (), &["region-*"]);
    assert!(said.contains("is of other reports than s1.json"), "{said}");
}

#[test]
fn a_run_that_is_killed_leaves_a_summary_that_says_so() {
    let slow = "#let work(n) = range(n).fold(0, (a, b) => calc.rem(a * 31 + b, 1009))\n\
                #range(4000).map(i => work(9000 + i)).sum()\n";
    let project = four().with("templates/slow.typ", slow);
    assert!(project.run(&["build", "--summary", "s.json"]).status.success());
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_regionrapport"))
        .args(["build", "--template", "slow", "--summary", "s.json"])
        .current_dir(project.root())
        .env_clear()
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    child.kill().unwrap();
    child.wait().unwrap();
    let summary = json(&project, "s.json");
    assert_eq!(summary["finished"], false);
    assert_eq!(summary["counts"]["left"], 4);
}

#[test]
fn denied_warnings_mean_the_same_everywhere() {
    // A text that is not finished is a warning.
    let period = "type: sluttrapport\ningress: Tekst kommer.\n";
    let project = four().with("data/p/regioner/region-1/2026-k1.yaml", period);
    let file = "rapporter/p/region-1-2026-k1.pdf";
    let args = ["build", "region-1", "--deny-warnings", "--summary", "s.json", "--junit", "j.xml"];
    let denied = |project: &Project| {
        let said = project.shown(&args);
        assert!(said.starts_with("exit 1") && said.contains("på grunn av advarsler"), "{said}");
        assert_eq!(json(project, "s.json")["counts"]["failed"], 1);
        assert!(fs::read_to_string(project.path("j.xml")).unwrap().contains("failures=\"1\""));
    };
    denied(&project);
    assert!(!project.path(file).exists());
    assert!(project.run(&["build"]).status.success());
    let before = fs::metadata(project.path(file)).unwrap().modified().unwrap();
    // What would be the same again has its warnings as well.
    denied(&project);
    assert_eq!(fs::metadata(project.path(file)).unwrap().modified().unwrap(), before);
    let said = project.shown(&["build", "--dry-run", "--deny-warnings"]);
    assert!(said.starts_with("exit 1") && said.contains("på grunn av advarsler"), "{said}");
    assert!(project.run(&["build", "region-1", "--summary", "s.json"]).status.success());
    let said = project.shown(&["merge", "s.json", "--deny-warnings"]);
    assert!(said.starts_with("exit 1"), "{said}");
    assert!(project.shown(&["merge", "s.json"]).starts_with("exit 0"));
}

#[test]
fn what_belongs_to_no_report_fails_the_sum_and_prunes_nothing() {
    let project = four();
    assert!(project.run(&["build"]).status.success());
    let folder = project.path("data/p/regioner/region-2");
    fs::rename(folder.join("2026-k1.yaml"), folder.join("2026-k1.yml")).unwrap();
    for share in ["1/2", "2/2"] {
        let summary = format!("s{}.json", &share[..1]);
        project.run(&["build", "--prune", "--shard", share, "--summary", &summary]);
    }
    assert!(project.path("rapporter/p/region-2-2026-k1.pdf").exists());
    let said = project.shown(&["merge", "s1.json", "s2.json", "--junit", "j.xml", "--lang", "en"]);
    assert!(said.starts_with("exit 1") && said.contains("2026-k1.yml"), "{said}");
    let junit = fs::read_to_string(project.path("j.xml")).unwrap();
    assert!(junit.contains("failures=\"1\"") && junit.contains("2026-k1.yml"), "{junit}");
}

#[test]
fn a_period_means_the_reports_of_all_programmes() {
    let project = four()
        .with("data/q/program.yaml", PROGRAM)
        .with("data/q/regioner/region-1/region.yaml", REGION)
        .with("data/q/regioner/region-1/2026-k1.yaml", PERIOD);
    let listed = |name: &str| String::from_utf8(project.run(&["list", name]).stdout).unwrap();
    assert_eq!(listed("2026-k1").lines().count(), 6);
    assert_eq!(listed("2026-k1"), listed("2026-*"));
}

#[test]
fn files_that_are_gone_mean_their_reports_too() {
    let project = four();
    let listed = |name: &str| String::from_utf8(project.run(&["list", name]).stdout).unwrap();
    let of_region = listed("data/p/regioner/region-1/bilder/bølge æ.svg");
    assert_eq!(of_region, "p/2026-k1\np/region-1/2026-k1\n");
    assert_eq!(listed("templates/x.typ").lines().count(), 5);
    assert_eq!(listed("data/p/regioner/borte/region.yaml"), "p/2026-k1\n");
}

#[test]
fn an_empty_revision_is_none() {
    let project = four();
    for revision in ["", "..", "..."] {
        let said = project.shown(&["check", "--changed-since", revision]);
        assert!(said.starts_with("exit 2") && said.contains("ingen revisjon"), "{said}");
    }
}

#[test]
fn a_dry_run_may_end_with_one() {
    let project = four();
    let dry = ["build", "--dry-run", "--exit-code"];
    assert!(project.shown(&dry).starts_with("exit 1"));
    assert!(project.run(&["build"]).status.success());
    assert!(project.shown(&dry).starts_with("exit 0"));
}

#[test]
fn the_project_is_found_from_below_and_files_mean_their_reports() {
    let project = four();
    let folder = project.path("data/p/regioner/region-2");
    fs::write(folder.join("2026-k1.yaml"), "type: sluttrapport\ningres: x\n").unwrap();
    let output = run_in(&folder, &["check", "2026-k1.yaml", "--message-format", "short"]);
    let said = shown(&output);
    assert!(said.starts_with("exit 1\n--- out\n2026-k1.yaml:2:1: "), "{said}");
    let outside = run_in(&folder, &["check", "/etc/hosts.yaml"]);
    assert_eq!(outside.status.code(), Some(2), "{}", shown(&outside));
    let listed = run_in(&folder, &["list", "../region-3/region.yaml"]);
    assert_eq!(String::from_utf8(listed.stdout).unwrap(), "p/2026-k1\np/region-3/2026-k1\n");
}

#[test]
fn what_there_is_can_be_listed() {
    let project = four();
    assert!(project.run(&["build", "region-1"]).status.success());
    let output = project.run(&["list", "--message-format", "json"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let events: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |kind: &str| events.iter().filter(|event| event["kind"] == kind).count();
    assert_eq!([count("program"), count("region"), count("report")], [1, 4, 5]);
    assert!(count("template") >= 4 && events.iter().all(|event| event["version"] == 1));
    let written = events.iter().find(|event| event["written"] == true).unwrap();
    assert_eq!(written["file"], "rapporter/p/region-1-2026-k1.pdf");
}

#[test]
fn summaries_go_to_standard_output_alone() {
    let project = four();
    let output = project.run(&["build", "--summary", "-"]);
    let summary: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["counts"]["built"], 5);
    assert_eq!(summary["reports"][0]["reason_code"], "new");
    let output = project.run(&["build", "--deps", "-"]);
    let rules = String::from_utf8(output.stdout).unwrap();
    assert!(rules.starts_with("rapporter/p/2026-k1.pdf: "), "{rules}");
    let output = project.run(&["build", "--markdown", "-"]);
    let page = String::from_utf8(output.stdout).unwrap();
    let said = project.shown(&["build", "--summary", "-", "--deps", "-"]);
    assert!(said.starts_with("exit 2") && said.contains("bare én fil"), "{said}");
    let period = "type: sluttrapport\ningress: Tekst kommer.\n";
    let project = project.with("data/p/regioner/region-1/2026-k1.yaml", period);
    for format in ["short", "json", "github", "sarif"] {
        let output = project.run(&["build", "--summary", "-", "--message-format", format]);
        serde_json::from_slice::<Json>(&output.stdout).unwrap();
    }
    assert!(
        page.starts_with("### ") && page.contains("| p/region-1/2026-k1 | uendret | 0 | 0 |"),
        "{page}"
    );
}

#[test]
fn rules_are_kept_when_a_report_fails_and_make_comes_to_rest() {
    let project = four().with("templates/lang/nb.yaml", "rapport:\n  side: s. {side} av {sider}\n");
    assert!(project.run(&["build", "--deps", "out.d"]).status.success());
    let broken = project.path("data/p/regioner/region-1/2026-k1.yaml");
    fs::write(&broken, "type: [\n").unwrap();
    assert!(!project.run(&["build", "--deps", "out.d"]).status.success());
    let rules = fs::read_to_string(project.path("out.d")).unwrap();
    let rule = rules.split("rapporter/p/region-1-2026-k1.pdf:").nth(1).unwrap();
    let rule = rule.split(".pdf:").next().unwrap();
    assert!(
        rule.contains("regioner/region-1/2026-k1.yaml") && rule.contains("templates/lang/nb.yaml"),
        "{rules}"
    );
    assert!(!project.run(&["build", "region-1", "-o", "a.pdf", "--deps", "a.d"]).status.success());
    let rules = fs::read_to_string(project.path("a.d")).unwrap();
    assert!(rules.starts_with("a.pdf: data/p/"), "{rules}");
    fs::write(&broken, PERIOD).unwrap();
    assert!(project.run(&["build"]).status.success());
    let pdf = project.path("rapporter/p/region-2-2026-k1.pdf");
    let before = fs::metadata(&pdf).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert!(project.run(&["build", "--touch"]).status.success());
    assert!(fs::metadata(&pdf).unwrap().modified().unwrap() > before);
}

#[test]
fn reports_may_be_written_elsewhere() {
    let project = four();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().display().to_string();
    let output = project.run(&["build", "--out-dir", &folder]);
    assert!(output.status.success(), "{}", shown(&output));
    assert!(out.path().join("p/region-4-2026-k1.pdf").exists());
    assert!(!project.path("rapporter").exists());
}

#[test]
fn a_template_may_not_take_the_file_of_another_report() {
    let template = "#metadata(1) <contract>\n= Hei\n";
    let project = four()
        .with("data/p/regioner/region-1/2026.yaml", PERIOD)
        .with("templates/k1.typ", template);
    let said = project.shown(&["build", "region-1/2026", "-t", "k1"]);
    assert!(said.starts_with("exit 2") && said.contains("p/region-1/2026-k1"), "{said}");
}

#[test]
fn variables_stand_in_for_flags() {
    let project = four().with("data/p/regioner/region-1/2026-k1.yaml", "type: [\n");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_regionrapport"))
        .arg("check")
        .env_clear()
        .env("REGIONRAPPORT_ROOT", project.root())
        .env("REGIONRAPPORT_LANG", "en")
        .env("REGIONRAPPORT_MESSAGE_FORMAT", "short")
        .env("REGIONRAPPORT_JOBS", "")
        .env("REGIONRAPPORT_DENY_WARNINGS", "")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("error[") && text.contains("is never closed"), "{text}");
}
