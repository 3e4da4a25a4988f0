//! How pages look: small pictures, compared with those that are stored.
//!
//! `REGIONRAPPORT_BLESS=1 cargo test` writes them anew; open them and look.

use std::fs;
use std::path::PathBuf;

use regionrapport::visual_diff::PageImage;

use crate::invalid::blessing;
use crate::project::{Project, rana, repository};
use crate::structure::everything;

/// How many pixels of a thousand may differ, for rounding differs between processors.
const TOLERANCE: usize = 2;

/// Compares the pages in a folder with the stored ones of a name.
fn assert_looks(name: &str, pages: &[PathBuf]) {
    let folder = repository().join("tests/pages");
    for (i, page) in pages.iter().enumerate() {
        let path = folder.join(format!("{name}-{}.png", i + 1));
        let picture = PageImage::of_page(&fs::read(page).unwrap(), 4).unwrap();
        if blessing() {
            fs::write(&path, picture.png()).unwrap();
        }
        let stored = PageImage::read(&fs::read(&path).unwrap()).unwrap();
        let difference = picture.difference(&stored);
        assert!(difference <= TOLERANCE, "{}: {difference} ‰", path.display());
    }
    let next = folder.join(format!("{name}-{}.png", pages.len() + 1));
    if blessing() {
        let _ = fs::remove_file(&next);
    }
    assert!(!next.exists(), "there were more pages: {}", next.display());
}

fn pages_in(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    pages.sort();
    pages
}

#[test]
fn ranas_report() {
    let folder = rana("png");
    assert_looks("rana", &pages_in(folder.path()));
}

#[test]
fn a_report_with_everything() {
    let project = everything();
    assert!(project.run(&["build", "-o", "sider/x.png"]).status.success());
    assert_looks("everything", &pages_in(&project.path("sider")));
}

#[test]
fn long_names_and_twelve_municipalities() {
    let names: Vec<String> = (1..=12).map(|i| format!("Kommunenavn{i}vik")).collect();
    let region = format!(
        "navn: Interkommunalt samarbeidsregionutviklingsprosjektområde i nord\nspråk: nn\n\
         søkerkommune: Langkommunenavnsfjordneset\nsamarbeidskommuner: [{}]\n\
         fakta: {{ folketall: {{ antall: 1234567, dato: 31.12.2026 }}, areal: \"12345,6\" }}\n",
        names.join(", ")
    );
    let period = format!("type: statusrapport\nresultater: {}\n", "ubrytelig".repeat(20));
    let project = Project::new().with_region(&region).with_period(&period);
    let output = project.run(&["build", "-o", "sider/x.png"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_looks("long", &pages_in(&project.path("sider")));
}

/// The pages of one of the samples, with a template or its own.
fn assert_sample_looks(name: &str, report: &str, template: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let root = repository().display().to_string();
    let args = [&["build", report, "--root", &root, "-o", "sider/x.png"], template].concat();
    let output = crate::project::run_in(folder.path(), &args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_looks(name, &pages_in(&folder.path().join("sider")));
}

/// The pages of a report of a project.
pub fn assert_project_looks(name: &str, project: &Project, report: &[&str]) {
    let output = project.run(&[&["build"], report, &["-o", "sider/x.png"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_looks(name, &pages_in(&project.path("sider")));
}

#[test]
fn a_quarterly_report() {
    assert_sample_looks("nord", "nord/2026-k3", &[]);
}

#[test]
fn a_quarterly_report_on_one_page() {
    assert_sample_looks("enside", "fjord/2026-k3", &["--template", "enside"]);
}

#[test]
fn a_final_report_on_one_page() {
    assert_sample_looks("enside-final", "rana/2018", &["--template", "enside"]);
}

#[test]
fn a_programme_report() {
    assert_sample_looks("program", "eksempelprogrammet/2026-k3", &[]);
}
