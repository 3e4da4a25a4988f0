//! Files that state their own faults: each is compared with everything that is found.
//!
//! A note is `# Error: 5:12-5:22 date-order the message in Norwegian`; lines and columns
//! are those of the file, which has its notes at the top. `REGIONRAPPORT_BLESS=1 cargo test`
//! writes the notes anew; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use regionrapport::diagnostics::{Finding, Lang, Severity};

use crate::project::{Project, repository};

/// Whether expected results are to be written anew.
#[expect(clippy::disallowed_methods, reason = "tests may ask how they are run")]
pub fn blessing() -> bool {
    std::env::var("REGIONRAPPORT_BLESS").is_ok()
}

fn fixtures(kind: &str) -> Vec<PathBuf> {
    let folder = repository().join("tests/invalid").join(kind);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Everything that is found in a project with the file in its place.
pub fn findings(kind: &str, text: &str) -> Vec<Finding> {
    let project = Project::new().with("data/outside.png", "not below the region");
    let project = match kind {
        "program" => project.with_program(text),
        "region" => project.with_region(text),
        "period" => project.with_period(text),
        _ => project
            .with_earlier(after(text))
            .with("data/p/regioner/nord/2026-k3.yaml", text),
    };
    let (_, mut findings) = project.make();
    regionrapport::diagnostics::sort(&mut findings);
    findings
}

/// The period before that of a status file, if it is another than the second quarter.
fn after(text: &str) -> &str {
    let line = text.lines().find_map(|line| line.strip_prefix("# After: "));
    line.unwrap_or("2026-k2")
}

fn note(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
    };
    let position = |at: usize| {
        let position = finding.place.file.position(at);
        format!("{}:{}", position.line, position.column)
    };
    let (start, end) =
        (position(finding.place.span.start), position(finding.place.span.end));
    let message = Lang::Nb.message(&finding.code);
    format!("# {severity}: {start}-{end} {} {message}", finding.code.name())
}

fn is_note(line: &str) -> bool {
    line.starts_with("# Error:") || line.starts_with("# Warning:")
}

/// The file with other notes at its top. Their number stays what it was, for a change of
/// it would move every place.
fn check(kind: &str, path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let mut stated: Vec<&str> = text.lines().filter(|line| is_note(line)).collect();
    let found = findings(kind, &text);
    let mut notes: Vec<String> = found.iter().map(note).collect();
    if blessing() && stated.len() != notes.len() {
        let body: Vec<&str> = text.lines().filter(|line| !is_note(line)).collect();
        let padding = vec!["# Error:"; notes.len()].join("\n");
        fs::write(path, format!("{padding}\n{}\n", body.join("\n"))).unwrap();
        return check(kind, path);
    }
    if blessing() {
        let body: Vec<&str> = text.lines().filter(|line| !is_note(line)).collect();
        fs::write(path, format!("{}\n{}\n", notes.join("\n"), body.join("\n"))).unwrap();
        return;
    }
    assert!(!found.is_empty(), "{}: nothing is found", path.display());
    stated.sort_unstable();
    notes.sort_unstable();
    assert_eq!(stated, notes, "{}", path.display());
    for finding in &found {
        for lang in [Lang::Nb, Lang::En] {
            assert!(!lang.message(&finding.code).is_empty());
            assert!(!lang.hint(&finding.code).is_empty());
        }
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
