//! Many reports, many machines: choosing, sharing, summaries, interrupts.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use regionrapport::project::{Project as Folder, affected};
use serde_json::Value as Json;

use crate::project::{PERIOD, Project, run_in, shown};

/// A programme with some regions that have two quarters each.
fn many(regions: usize) -> Project {
    (1..=regions).fold(
        Project::empty().with("data/p/program.yaml", crate::project::PROGRAM),
        |p, n| {
            let folder = format!("data/p/regioner/region-{n}");
            p.with(&format!("{folder}/region.yaml"), "navn: Nord\nsøkerkommune: Storvik\n")
                .with(&format!("{folder}/2026-k1.yaml"), PERIOD)
                .with(&format!("{folder}/2026-k2.yaml"), PERIOD)
        },
    )
}

/// The names of the reports that a choice means.
fn chosen(project: &Project, args: &[&str]) -> BTreeSet<String> {
    let args = [&["build", "--dry-run", "--message-format", "json"], args].concat();
    let output = project.run(&args);
    assert!(output.status.success(), "{}", shown(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    let events = lines.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
    let plans = events.filter(|event| event["kind"] == "plan");
    plans.map(|event| event["report"].as_str().unwrap().to_owned()).collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn patterns_mean_all_that_fit() {
    let project = many(3).with("data/q/program.yaml", crate::project::PROGRAM);
    let of = |pattern| chosen(&project, &[pattern]);
    assert_eq!(
        of("region-*/2026-k1"),
        names(&["p/region-1/2026-k1", "p/region-2/2026-k1", "p/region-3/2026-k1"])
    );
    assert_eq!(of("{region-1,region-3}/*k2"), names(&["p/region-1/2026-k2", "p/region-3/2026-k2"]));
    assert_eq!(of("region-[12]"), names(&["p/region-1/2026-k2", "p/region-2/2026-k2"]));
    assert_eq!(of("p/*"), names(&["p/2026-k1", "p/2026-k2"]));
    assert_eq!(of("p/region-1/*"), names(&["p/region-1/2026-k1", "p/region-1/2026-k2"]));
    assert_eq!(of("**").len(), 8);
    let wrong = project.shown(&["build", "nord-*"]);
    assert!(wrong.starts_with("exit 2") && wrong.contains("ingen rapport passer"), "{wrong}");
    let wrong = project.shown(&["build", "region-["]);
    assert!(wrong.starts_with("exit 2") && wrong.contains("ikke et gyldig mønster"), "{wrong}");
}

#[test]
fn the_latest_are_the_newest_of_each() {
    assert_eq!(
        chosen(&many(2), &["--latest"]),
        names(&["p/2026-k2", "p/region-1/2026-k2", "p/region-2/2026-k2"])
    );
}

#[test]
fn what_changed_since_a_revision_is_asked_of_git() {
    let project = many(2);
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let output = Command::new("git")
            .args(identity)
            .args(args)
            .current_dir(project.root())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", shown(&output));
    };
    let since = |revision| chosen_with_path(&project, &["--changed-since", revision]);
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "x"]);
    git(&["tag", "before"]);
    assert_eq!(since("before"), names(&[]));
    fs::remove_file(project.path("data/p/regioner/region-1/2026-k1.yaml")).unwrap();
    fs::write(project.path("data/p/regioner/region-2/2026-k3.yaml"), PERIOD).unwrap();
    let both =
        names(&["p/2026-k1", "p/2026-k2", "p/2026-k3", "p/region-1/2026-k2", "p/region-2/2026-k3"]);
    assert_eq!(since("before"), both);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "y"]);
    assert_eq!(since("before"), both);
    assert_eq!(since("HEAD"), names(&[]));
    let wrong = with_path(&project, &["build", "--changed-since", "nowhere"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(shown(&wrong).contains("fetch-depth: 0"), "{}", shown(&wrong));
}

#[test]
fn changes_in_submodules_and_behind_links_are_seen() {
    let git = |folder: &std::path::Path, args: &[&str]| {
        let identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let open = ["-c", "protocol.file.allow=always"];
        let mut command = Command::new("git");
        let output = command.args(identity).args(open).args(args).current_dir(folder).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", shown(&output));
    };
    let region = many(1);
    let inner = region.path("data/p/regioner/region-1");
    git(&inner, &["init", "-q", "-b", "main"]);
    git(&inner, &["add", "."]);
    git(&inner, &["commit", "-q", "-m", "x"]);
    let project = many(1).with("shared/other/region.yaml", "navn: Sør\nsøkerkommune: Storvik\n");
    let project = project.with("shared/other/2026-k1.yaml", PERIOD);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../../shared/other", project.path("data/p/regioner/other"))
        .unwrap();
    let root = project.root().to_owned();
    git(&root, &["init", "-q", "-b", "main"]);
    git(&root, &["submodule", "--quiet", "add", inner.to_str().unwrap(), "data/p/regioner/sub"]);
    git(&root, &["add", "."]);
    git(&root, &["commit", "-q", "-m", "x"]);
    let since = |revision| chosen_with_path(&project, &["--changed-since", revision]);
    assert_eq!(since("HEAD"), names(&[]));
    fs::write(project.path("data/p/regioner/sub/2026-k2.yaml"), "type: sluttrapport\ningress: x\n")
        .unwrap();
    assert_eq!(since("HEAD"), names(&["p/2026-k2", "p/sub/2026-k2"]));
    git(&project.path("data/p/regioner/sub"), &["commit", "-q", "-a", "-m", "y"]);
    assert_eq!(since("HEAD"), names(&["p/2026-k2", "p/sub/2026-k2"]));
    git(&root, &["commit", "-q", "-a", "-m", "y"]);
    git(&root, &["checkout", "-q", "-b", "branch"]);
    fs::write(project.path("shared/other/2026-k1.yaml"), "type: sluttrapport\ningress: x\n")
        .unwrap();
    let other =
        if cfg!(unix) { names(&["p/2026-k1", "p/2026-k2", "p/other/2026-k1"]) } else { names(&[]) };
    assert_eq!(since("main...HEAD"), other);
    let folder = tempfile::tempdir().unwrap();
    let args = ["check", "--changed-since", "main", "--root", root.to_str().unwrap()];
    let nowhere = Command::new(env!("CARGO_BIN_EXE_regionrapport"))
        .args(args)
        .current_dir(folder.path())
        .output();
    assert!(nowhere.unwrap().status.success());
    let lonely = many(1);
    let said = shown(&with_path(&lonely, &["build", "--changed-since", "main"]));
    assert!(said.contains("ikke i et git-repositorium"), "{said}");
}

#[test]
fn a_file_concerns_those_that_may_use_it() {
    let project = ["program.yaml", "regioner/a/region.yaml", "regioner/a/2026-k1.yaml"]
        .into_iter()
        .chain(["regioner/a/2026-k2.yaml", "regioner/b/2026-k1.yaml"])
        .fold(Project::empty(), |project, file| project.with(&format!("data/p/{file}"), "x"));
    let folder = Folder::open(project.root()).unwrap();
    let of = |path: &str| {
        let changed = BTreeSet::from([path.to_owned()]);
        let reports = affected(&folder, folder.reports(), &changed);
        let names: Vec<String> = reports.iter().map(ToString::to_string).collect();
        names.join(" ")
    };
    let all = "p/2026-k1 p/2026-k2 p/a/2026-k1 p/a/2026-k2 p/b/2026-k1";
    assert_eq!(of("templates/x.typ"), all);
    assert_eq!(of("data/p/logo.svg"), all);
    assert_eq!(of("data/p/regioner/a/2026-k2.yaml"), "p/2026-k2 p/a/2026-k2");
    let of_a = "p/2026-k1 p/2026-k2 p/a/2026-k1 p/a/2026-k2";
    assert_eq!(of("data/p/regioner/a/bilder/x.png"), of_a);
    assert_eq!(of("data/p/regioner/a/2026-k1.yaml"), of_a);
    assert_eq!(of("data/p/regioner/a/2025-k4.yaml"), of_a);
    assert_eq!(of("data/q/program.yaml"), "");
    assert_eq!(of("README.md"), "");
}

/// What a shell is offered for the last word of a line.
fn offered(project: &Project, words: &[&str]) -> Vec<String> {
    let last = words.len().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_regionrapport"))
        .args(["--", "regionrapport"])
        .args(words)
        .current_dir(project.root())
        .env_clear()
        .env("COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", &last)
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn shells_complete_reports_templates_and_codes() {
    let project = many(2).with("templates/arsmelding.typ", "= Hei\n");
    assert_eq!(
        offered(&project, &["build", "region-1/2026-k"]),
        ["region-1/2026-k1", "region-1/2026-k2"]
    );
    assert_eq!(offered(&project, &["build", "--template", "ars"]), ["arsmelding"]);
    assert_eq!(offered(&project, &["explain", "thousands-d"]), ["thousands-dot"]);
    assert_eq!(offered(&project, &["new", "period", "region-"]), ["region-1", "region-2"]);
    assert!(offered(&project, &["build", "--chang"]).contains(&"--changed-since".to_owned()));
}

/// The command with the `PATH` of this process, to find git.
fn with_path(project: &Project, args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_regionrapport"))
        .args(args)
        .current_dir(project.root())
        .output()
        .unwrap()
}

fn chosen_with_path(project: &Project, args: &[&str]) -> BTreeSet<String> {
    let args = [&["build", "--dry-run", "--message-format", "json"], args].concat();
    let output = with_path(project, &args);
    assert!(output.status.success(), "{}", shown(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    let events = lines.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
    let plans = events.filter(|event| event["kind"] == "plan");
    plans.map(|event| event["report"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn shares_are_whole_and_come_together_again() {
    let project = many(2).with("data/p/regioner/region-2/2026-k1.yaml", "type: feil\n");
    for number in 1..=3 {
        let shard = format!("{number}/3");
        let summary = format!("{number}.json");
        let output = project.run(&["build", "--shard", &shard, "--summary", &summary]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", shown(&output));
    }
    let all = ["merge", "1.json", "2.json", "3.json", "--summary", "all.json"];
    let merged = project.run(&[&all[..], &["--junit", "all.xml"]].concat());
    assert_eq!(merged.status.code(), Some(1), "{}", shown(&merged));
    let json = fs::read_to_string(project.path("all.json")).unwrap();
    let json: Json = serde_json::from_str(&json).unwrap();
    // The faulty period is in the series of the one after it, and in both of the programme's.
    assert_eq!(json["counts"]["built"], 2, "{json:#}");
    assert_eq!(json["counts"]["failed"], 4);
    assert_eq!(json["finished"], true);
    let failed =
        json["reports"].as_array().unwrap().iter().find(|report| report["outcome"] == "failed");
    assert_eq!(failed.unwrap()["findings"][0]["code"], "unknown-word", "{json:#}");
    let xml = fs::read_to_string(project.path("all.xml")).unwrap();
    assert!(xml.contains("tests=\"6\"") && xml.contains("failures=\"4\""), "{xml}");
    assert!(xml.contains("classname=\"p.region-1\""), "{xml}");

    let fails = |args: &[&str], word: &str| {
        let said = project.shown(&[&["merge"], args].concat());
        assert!(said.starts_with("exit 2") && said.contains(word), "{said}");
    };
    fails(&["1.json", "3.json"], "del 2/3 mangler");
    fails(&["1.json", "2.json", "3.json", "3.json"], "mer enn én gang");
    fails(&["data/p/program.yaml"], "er ingen oppsummering");
    fails(&["4.json"], "kan ikke lese 4.json: finnes ikke");
}

#[test]
fn the_share_can_come_from_the_environment() {
    let project = many(3);
    let build = |shard: &str, variables: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args(["build", "--dry-run", "--shard", shard, "--message-format", "json"])
            .current_dir(project.root())
            .env_clear()
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        shown(&output)
    };
    let second = build("2/3", &[]);
    assert!(second.starts_with("exit 0"));
    assert_eq!(build("auto/3", &[("JOB_COMPLETION_INDEX", "1")]), second);
    assert_eq!(build("auto", &[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "3")]), second);
    let none = build("auto/3", &[]);
    assert!(none.starts_with("exit 2") && none.contains("JOB_COMPLETION_INDEX"), "{none}");
    let unknown = build("auto", &[("JOB_COMPLETION_INDEX", "1")]);
    assert!(unknown.contains("--shard auto/8"), "{unknown}");
    let outside = build("auto/3", &[("JOB_COMPLETION_INDEX", "3")]);
    assert!(outside.starts_with("exit 2"), "{outside}");
}

#[test]
fn a_failure_ends_the_run_if_that_is_asked_for() {
    let project = many(3).with("data/p/regioner/region-1/2026-k1.yaml", "type: feil\n");
    let args = ["build", "region-*/*", "--jobs", "1", "--keep-going=false"];
    let said = project.shown(&[&args[..], &["--summary", "s.json"]].concat());
    assert!(said.starts_with("exit 1"), "{said}");
    assert!(said.contains("0 skrevet, 1 feilet, 5 gjenstår"), "{said}");
    let json = fs::read_to_string(project.path("s.json")).unwrap();
    assert_eq!(serde_json::from_str::<Json>(&json).unwrap()["finished"], false);
}

#[test]
fn a_date_that_is_not_given_can_come_from_the_environment() {
    let project = Project::new()
        .with_south()
        .with("data/p/regioner/sor/2026.yaml", "type: sluttrapport\ndato: 2026-12-01\n");
    let build = |epoch: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args(["build", "nord", "sor"])
            .current_dir(project.root())
            .env_clear()
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .unwrap();
        shown(&output)
    };
    let pdf = || {
        let bytes = fs::read(project.path("rapporter/p/nord-2026.pdf")).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    assert!(build("1791763200").contains("2 skrevet"));
    assert!(pdf().contains("(D:20261012"), "no such date");
    // Only the report without a date of its own depends on it.
    assert!(build("1791936000").contains("1 skrevet, 1 uendret"));
    assert!(pdf().contains("(D:20261014"), "no such date");
    assert!(build("").contains("1 skrevet, 1 uendret"));
    assert!(pdf().contains("(D:20261231"), "no such date");
    let wrong = build("i går");
    assert!(wrong.starts_with("exit 2") && wrong.contains("SOURCE_DATE_EPOCH"), "{wrong}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_soon_and_the_next_goes_on() {
    let slow = "#let work(n) = range(n).fold(0, (a, b) => calc.rem(a * 31 + b, 1009))\n";
    let template = format!("{slow}#range(4000).map(i => work(9000 + i)).sum()\n");
    let project = many(2).with("templates/slow.typ", template);
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        let child = Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args(["build", "region-1", "--template", "slow", "--summary", "s.json"])
            .current_dir(project.root())
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        // Without the interrupt it would go on until the limit of time, and end with 1.
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", shown(&output));
        assert!(shown(&output).contains("1 gjenstår"), "{}", shown(&output));
        let json = fs::read_to_string(project.path("s.json")).unwrap();
        assert_eq!(serde_json::from_str::<Json>(&json).unwrap()["counts"]["left"], 1);
    }
    assert!(project.run(&["build"]).status.success());
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = project.run(&["completions", shell]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("COMPLETE") && text.contains("regionrapport"), "{shell}: {text}");
    }
    let page = project.run(&["man"]).stdout;
    assert!(String::from_utf8(page).unwrap().starts_with(".ie"));
    assert!(project.run(&["man", "man1"]).status.success());
    for page in ["regionrapport", "regionrapport-build", "regionrapport-new-period"] {
        let text = fs::read_to_string(project.path(&format!("man1/{page}.1"))).unwrap();
        assert!(text.contains(".SH SYNOPSIS"), "{page}");
    }
}

#[test]
fn two_builds_in_one_folder_do_each_other_no_harm() {
    let project = many(4);
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args(["build", "region-*/*"])
            .current_dir(project.root())
            .env_clear()
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let (mut one, mut other) = (start(), start());
    assert!(one.wait().unwrap().success());
    assert!(other.wait().unwrap().success());
    assert_eq!(shown(&run_in(project.root(), &["build", "region-*/*", "-q"])).lines().count(), 3);
    let files = fs::read_dir(project.path("rapporter/p")).unwrap();
    let names: Vec<String> =
        files.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
    assert_eq!(names.len(), 8);
}

/// A report of a region that was deleted is told with each run, and goes when it is asked for.
#[test]
fn reports_of_deleted_regions_are_told_and_removed() {
    let project = Project::new()
        .with("data/p/regioner/sor/region.yaml", "navn: Sør\nsøkerkommune: Vik\n")
        .with("data/p/regioner/sor/2026.yaml", crate::project::PERIOD);
    let said = project.shown(&["build"]);
    assert!(!said.contains("--prune"), "{said}");
    assert!(project.run(&["build", "sor", "-t", "enside"]).status.success());
    fs::remove_dir_all(project.path("data/p/regioner/sor")).unwrap();
    for args in [&["build"][..], &["build", "nord"], &["build", "--dry-run"]] {
        let said = project.shown(args);
        // The programme has no report of its own any more, with one region.
        assert!(said.contains("3 filer i rapporter/") && said.contains("sor-2026.pdf"), "{said}");
    }
    assert!(project.run(&["build", "--summary", "s.json"]).status.success());
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(project.path("s.json")).unwrap()).unwrap();
    assert_eq!(json["orphans"][2], "rapporter/p/sor-2026.pdf");
    let said = project.shown(&["build", "--prune"]);
    assert!(said.contains("rapporter/p/sor-2026-enside.pdf: tatt bort"), "{said}");
    assert!(!project.path("rapporter/p/sor-2026.pdf").exists());
    assert!(project.path("rapporter/p/nord-2026.pdf").is_file());
    assert!(!project.shown(&["build"]).contains("--prune"));
}
