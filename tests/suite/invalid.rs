//! Files that state their own faults: each is compared with everything that is found.
//!
//! A fault is four notes at the top of its file; lines and columns are those of the file itself:
//!
//! ```text
//! # Error: 5:12-5:22 date-order what is wrong, in bokmål
//! # Hint: what to do about it
//! # Error (en): what is wrong, in English
//! # Hint (en): what to do about it
//! ```
//!
//! `REGIONRAPPORT_BLESS=1 cargo test` writes the notes anew; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use regionrapport::finding::{Finding, Severity};
use regionrapport::lang::Lang;

use crate::project::{Project, repository};

/// Whether expected results are to be written anew.
#[expect(clippy::disallowed_methods, reason = "tests may ask how they are run")]
pub fn blessing() -> bool {
    std::env::var("REGIONRAPPORT_BLESS").is_ok()
}

/// The files of a kind.
pub fn fixtures(kind: &str) -> Vec<PathBuf> {
    let folder = repository().join("tests/invalid").join(kind);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A project with the file in its place.
pub fn project(kind: &str, text: &str) -> Project {
    let project = Project::new().with("data/outside.png", "not below the region");
    match kind {
        "program" => project.with_program(text),
        "region" => project.with_region(text),
        "period" => project.with_period(text),
        _ => project.with_earlier(after(text)).with("data/p/regioner/nord/2026-k3.yaml", text),
    }
}

/// Everything that is found in a project with the file in its place.
pub fn findings(kind: &str, text: &str) -> Vec<Finding> {
    let (_, mut findings) = project(kind, text).render();
    regionrapport::finding::sort(&mut findings);
    findings
}

/// The period before that of a status file, if it is another than the second quarter.
fn after(text: &str) -> &str {
    let line = text.lines().find_map(|line| line.strip_prefix("# After: "));
    line.unwrap_or("2026-k2")
}

/// The notes of a finding.
fn notes(finding: &Finding) -> [String; 4] {
    let severity = if finding.severity == Severity::Error { "Error" } else { "Warning" };
    let position = |at: usize| {
        let position = finding.place.file.position(at);
        format!("{}:{}", position.line, position.column)
    };
    let (start, end) = (position(finding.place.span.start), position(finding.place.span.end));
    let [nb, en] = [Lang::Nb, Lang::En].map(|lang| (finding.message(lang), finding.hint(lang)));
    [
        format!("# {severity}: {start}-{end} {} {}", finding.code(), nb.0),
        format!("# Hint: {}", nb.1),
        format!("# {severity} (en): {}", en.0),
        format!("# Hint (en): {}", en.1),
    ]
}

fn is_note(line: &str) -> bool {
    let beginnings = ["Error", "Warning", "Hint"].map(|word| format!("# {word}"));
    beginnings.iter().any(|word| {
        let rest = line.strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with(':') || rest.starts_with(" (en):"))
    })
}

/// Compares the notes of a file with what is found in it.
fn check(kind: &str, path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let (stated, body): (Vec<&str>, Vec<&str>) = text.lines().partition(|l| is_note(l));
    let found = findings(kind, &text);
    assert!(!found.is_empty(), "{}: nothing is found", path.display());
    let notes: Vec<String> = found.iter().flat_map(notes).collect();
    let end = if text.ends_with('\n') { "\n" } else { "" };
    if !blessing() {
        assert_eq!(stated, notes, "{}", path.display());
    } else if stated.len() == notes.len() {
        fs::write(path, format!("{}\n{}{end}", notes.join("\n"), body.join("\n"))).unwrap();
    } else {
        // Another number of notes moves every place.
        let padding = vec!["# Hint:"; notes.len()].join("\n");
        fs::write(path, format!("{padding}\n{}{end}", body.join("\n"))).unwrap();
        check(kind, path);
    }
}

fn check_all(kind: &str) {
    for path in fixtures(kind) {
        check(kind, &path);
    }
}

#[test]
fn program_files() {
    check_all("program");
}

#[test]
fn region_files() {
    check_all("region");
}

/// Periods beside a region with a plan, `tests/source/plan.yaml`, and an earlier period,
/// `tests/source/earlier.yaml`.
#[test]
fn status_files() {
    check_all("status");
}

#[test]
fn period_files() {
    check_all("period");
}
