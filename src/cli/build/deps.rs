//! What each report was made of, for make and ninja.

use std::collections::BTreeSet;
use std::path::Path;

use regionrapport::{Failure, message};

use super::result::ReportResult;

/// Rules in the form of makefiles: each written file and what it was made of; and for each of
/// those a rule without a recipe, so that make does not fail when one is deleted.
///
/// # Errors
/// A name that no makefile can have.
pub(super) fn rules(reports: &[ReportResult], root: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    for ReportResult { files, sources, .. } in reports {
        let sources = sources.iter().map(|path| escaped(root, path));
        let sources: Vec<String> = sources.collect::<Result<_, _>>()?;
        for file in files {
            text.extend([&escaped(root, file)?, ": ", &sources.join(" \\\n  "), "\n"]);
        }
    }
    let all: BTreeSet<&String> = reports.iter().flat_map(|report| &report.sources).collect();
    for source in all {
        text.extend([&escaped(root, source)?, ":\n"]);
    }
    Ok(text)
}

/// A path below the project's folder as makefiles have it. What make reads as more than a name, such
/// as the beginning of a recipe, is escaped.
///
/// Source: GNU make manual, «What Makefiles Contain», «Using Wildcard Characters in File Names».
fn escaped(root: &Path, path: &str) -> Result<String, Failure> {
    let path = root.join(path);
    let path = path.to_string_lossy();
    let mut out = String::new();
    for c in path.strip_prefix("./").unwrap_or(&path).chars() {
        match c {
            // These have no escape.
            '=' | '|' => return Err(no_name(&path)),
            c if c.is_control() => return Err(no_name(&path)),
            ' ' | '#' | '\\' | ':' | ';' | '%' | '*' | '?' | '[' | ']' | '~' | '&' => {
                out.extend(['\\', c]);
            }
            '$' => out.push_str("$$"),
            c => out.push(c),
        }
    }
    Ok(out)
}

fn no_name(path: &str) -> Failure {
    Failure::new(message!(
        "make kan ikke ha en fil med navnet «{path}»",
        "make cannot have a file with the name «{path}»",
    ))
    .hint(message!(
        "gi den et annet navn, eller kjør uten --deps",
        "rename it, or leave out --deps",
    ))
}
