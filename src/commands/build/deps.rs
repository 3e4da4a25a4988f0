//! What each report was made of, for make and ninja.

use std::collections::BTreeSet;
use std::path::Path;

use super::run::Ended;

/// Rules in the form of makefiles: each written file and what it was made of; and for each of
/// those a rule without a recipe, so that one that goes is no fault.
pub(super) fn rules(reports: &[Ended], root: &Path) -> String {
    let path = |path: &String| escaped(&root.join(path).to_string_lossy());
    let mut text = String::new();
    for Ended { files, sources, .. } in reports {
        let sources: Vec<String> = sources.iter().map(path).collect();
        for file in files {
            text.extend([&path(file), ": ", &sources.join(" \\\n  "), "\n"]);
        }
    }
    let all: BTreeSet<&String> = reports.iter().flat_map(|it| &it.sources).collect();
    for source in all {
        text.extend([&path(source), ":\n"]);
    }
    text
}

/// A path as makefiles have it.
fn escaped(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut out = String::new();
    for c in path.chars() {
        match c {
            ' ' | '#' | '\\' | ':' => out.extend(['\\', c]),
            '$' => out.push_str("$$"),
            c => out.push(c),
        }
    }
    out
}
