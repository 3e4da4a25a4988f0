//! What each report was made of, for make and ninja.

use std::collections::BTreeSet;
use std::path::Path;

use super::result::ReportResult;

/// Rules in the form of makefiles: each written file and what it was made of; and for each of
/// those a rule without a recipe, so that make does not fail when one is deleted.
pub(super) fn rules(reports: &[ReportResult], root: &Path) -> String {
    let mut text = String::new();
    for ReportResult { files, sources, .. } in reports {
        let sources: Vec<String> = sources.iter().map(|path| escaped(root, path)).collect();
        for file in files {
            text.extend([&escaped(root, file), ": ", &sources.join(" \\\n  "), "\n"]);
        }
    }
    let all: BTreeSet<&String> = reports.iter().flat_map(|report| &report.sources).collect();
    for source in all {
        text.extend([&escaped(root, source), ":\n"]);
    }
    text
}

/// A path below the project's folder as makefiles have it.
fn escaped(root: &Path, path: &str) -> String {
    let path = root.join(path);
    let path = path.to_string_lossy();
    let mut out = String::new();
    for c in path.strip_prefix("./").unwrap_or(&path).chars() {
        match c {
            ' ' | '#' | '\\' | ':' => out.extend(['\\', c]),
            '$' => out.push_str("$$"),
            c => out.push(c),
        }
    }
    out
}
