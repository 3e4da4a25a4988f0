//! Files that cannot carry notes, folders in the way, and what they leave behind.

use std::fs;

use insta::assert_snapshot;

use crate::project::{PROGRAM, Project};

const REGION_FILE: &str = "data/p/regioner/nord/region.yaml";
const PERIOD_FILE: &str = "data/p/regioner/nord/2026.yaml";

#[test]
fn a_missing_region_file() {
    let project = Project::new();
    fs::remove_file(project.path(REGION_FILE)).unwrap();
    assert_snapshot!(project.shown(&["build"]));
}

#[test]
fn a_folder_in_place_of_a_file() {
    let project = Project::new();
    fs::remove_file(project.path(REGION_FILE)).unwrap();
    fs::create_dir(project.path(REGION_FILE)).unwrap();
    assert_snapshot!(project.shown(&["check"]));
}

#[test]
fn an_empty_file() {
    assert_snapshot!(Project::new().with(PERIOD_FILE, "").shown(&["check"]));
}

#[test]
fn bytes_of_windows_1252() {
    let project = Project::new().with(REGION_FILE, b"navn: L\xf8ten\ns\xf8kerkommune: B\n");
    assert_snapshot!(project.shown(&["check"]));
}

#[test]
fn a_file_that_is_too_large() {
    let text = format!("navn: {}", "x".repeat(1_100_000));
    assert_snapshot!(Project::new().with(REGION_FILE, text).shown(&["check"]));
}

#[test]
fn a_bomb_of_anchors() {
    let mut bomb = String::from("navn: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..9 {
        let aliases = vec![format!("*a{}", i - 1); 10].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{aliases}]\n"));
    }
    let shown = Project::new().with(REGION_FILE, bomb).shown(&["check"]);
    assert!(shown.starts_with("exit 1") && shown.contains("feil[too-complex]"), "{shown}");
}

#[test]
fn a_file_cut_in_half() {
    let whole = include_str!("../source/everything.yaml");
    for at in (0..whole.len()).filter(|at| whole.is_char_boundary(*at)).step_by(97) {
        let shown = Project::new().with_period(&whole[..at]).shown(&["check"]);
        assert!(!shown.starts_with("exit 2") && !shown.contains("panick"), "{at}: {shown}");
    }
}

#[test]
fn names_that_are_not_understood() {
    let project = Project::new()
        .with("data/p/regioner/nord/2026-k5.yaml", "type: statusrapport\n")
        .with("data/p/regioner/nord/2026-k1.yml", "type: statusrapport\n")
        .with("data/p/regioner/bodø/region.yaml", crate::project::REGION);
    assert_snapshot!(project.shown(&["check"]));
}

#[test]
fn a_report_with_faults_leaves_the_old_one_and_does_not_stop_others() {
    let project = Project::new().with_south();
    assert!(project.run(&["build"]).status.success());
    let old = fs::read(project.path("rapporter/p/nord-2026.pdf")).unwrap();
    fs::remove_file(project.path("rapporter/p/sor-2026.pdf")).unwrap();
    let project = project.with_period("type: feil\n");
    let shown = project.shown(&["build"]);
    assert!(shown.starts_with("exit 1"), "{shown}");
    assert!(shown.contains("rapporter/p/sor-2026.pdf"), "{shown}");
    assert!(shown.contains("p/nord/2026: ikke skrevet på grunn av feil"), "{shown}");
    assert!(project.path("rapporter/p/sor-2026.pdf").is_file());
    assert_eq!(fs::read(project.path("rapporter/p/nord-2026.pdf")).unwrap(), old);
}

#[test]
fn a_folder_in_place_of_the_target_is_a_failure() {
    let project = Project::new();
    fs::create_dir_all(project.path("rapporter/p/nord-2026.pdf")).unwrap();
    assert_snapshot!(project.shown(&["build"]));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_refused() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.svg"), crate::structure::PICTURE).unwrap();
    let period = "type: sluttrapport\nbilder:\n  - { fil: x.svg, alt: Et bilde. }\n";
    let project = Project::new().with_period(period);
    let link = project.path("data/p/regioner/nord/x.svg");
    std::os::unix::fs::symlink(outside.path().join("x.svg"), link).unwrap();
    let shown = project.shown(&["check"]);
    assert!(shown.contains("feil[outside-project]"), "{shown}");
}

#[test]
fn a_file_in_the_wrong_folder_is_not_passed_over() {
    let project = Project::new()
        .with("data/2026-k1.yaml", "type: statusrapport\n")
        .with("data/p/region.yaml", "navn: Sør\n")
        .with("data/p/regioner/2026-k2.yaml", "type: statusrapport\n")
        .with("data/p/regioner/nord/gammelt/2026-k3.yaml", "type: statusrapport\n")
        .with("data/q/program.yaml", PROGRAM)
        .with("data/q/regionar/nord/2026.yaml", "type: sluttrapport\n");
    assert_snapshot!(project.shown(&["check"]));
}

#[test]
fn a_repetition_is_told_once() {
    let project = Project::new()
        .with_region(
            "navn: Nord\nsøkerkommune: Storvik\n\
             indikatorer:\n  - { id: a, navn: Nye foretak, enhet: antall }\n",
        )
        .with_period("type: statusrapport\nsamlet_status: etter-plan\nindikatorer:\n");
    let said = project.shown(&["check", "--message-format", "short"]);
    assert_eq!(said.matches("«verdi»").count(), 1, "{said}");
    assert_eq!(said.matches("«indikatorer»").count(), 1, "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_a_failure() {
    for args in [vec!["check", "--message-format", "json"], vec!["build", "-n"]] {
        let project = Project::new();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_regionrapport"));
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let command = command.args(args).current_dir(project.root()).env_clear();
        let output = command.stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("kan ikke skrive til standard ut"), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn pictures_that_are_damaged_or_misnamed() {
    let pages = Project::new();
    assert!(pages.run(&["build", "-o", "x.png"]).status.success());
    let png = fs::read(pages.path("x-1.png")).unwrap();
    let period = "type: sluttrapport\nbilder:\n  - { fil: hel.jpg, alt: En side. }\n  \
                  - { fil: halv.png, alt: En side. }\n  - { fil: feil.svg, alt: En side. }\n";
    let project = Project::new()
        .with_period(period)
        .with("data/p/regioner/nord/hel.jpg", &png)
        .with("data/p/regioner/nord/halv.png", &png[..png.len() / 2])
        .with("data/p/regioner/nord/feil.svg", "<svg><rect</svg>");
    assert_snapshot!(project.shown(&["check"]));
}

#[test]
fn a_picture_in_the_colours_of_printing_is_named() {
    let jpeg = |colours: u8| {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xff, 0xc4, 0, 2];
        bytes.extend([0xff, 0xc0, 0, 8, 8, 0, 1, 0, 1, colours]);
        bytes.extend([0xff, 0xda, 0, 2, 0xff, 0xd9]);
        bytes
    };
    let period = "type: sluttrapport\nbilder:\n  - { fil: x.jpg, alt: Et torg. }\n";
    let said = |bytes: Vec<u8>| {
        let project = Project::new().with_period(period);
        let project = project.with("data/p/regioner/nord/x.jpg", bytes);
        project.shown(&["check", "--message-format", "short"])
    };
    assert!(said(jpeg(4)).contains("2026.yaml:3:12: feil[cmyk-picture]"), "{}", said(jpeg(4)));
    assert!(said(jpeg(3)).contains("feil[broken-picture]"), "{}", said(jpeg(3)));
    assert!(said(jpeg(4)[..20].to_vec()).contains("feil[broken-picture]"));
}

#[test]
fn a_template_with_a_fault_is_a_finding_at_its_place() {
    let template = "#let report = json(\"/rapport.json\")\n#report.finnes_ikke\n";
    let project = Project::new().with("templates/sluttrapport.typ", template);
    assert_snapshot!(project.shown(&["build"]));
}

#[test]
fn a_template_reaches_nothing_outside_the_project_and_no_package() {
    let read = "#read(\"/../../../../etc/passwd\")\n";
    let shown = Project::new().with("templates/sluttrapport.typ", read).shown(&["build"]);
    assert!(shown.starts_with("exit 1") && !shown.contains("root:"), "{shown}");
    let package = "#import \"@preview/cetz:0.3.0\"\n";
    let shown = Project::new().with("templates/sluttrapport.typ", package).shown(&["build"]);
    assert!(shown.contains("cannot be downloaded"), "{shown}");
}
