//! What each report was made of, for make and ninja.

use std::collections::BTreeSet;
use std::path::Path;

use regionrapport::project::Project;
use regionrapport::{Failure, message};

use super::result::ReportResult;

/// Rules in the form of makefiles: each file with what it was made of, also of a report that failed; and for
/// each of those a rule without a recipe, so that make does not fail when one is deleted. Words and fonts are
/// those of the project, and folders of templates stand for the files that were looked for there.
///
/// # Errors
/// A name that no makefile can have.
pub(super) fn rules(
    reports: &[ReportResult],
    project: &Project,
    root: &Path,
) -> Result<String, Failure> {
    let shared = shared(project);
    let mut text = String::new();
    for ReportResult { files, sources, targets, .. } in reports {
        if sources.is_empty() {
            continue;
        }
        let sources = sources.union(&shared).map(|path| escaped(root, path));
        let sources: Vec<String> = sources.collect::<Result<_, _>>()?;
        for file in if files.is_empty() { targets } else { files } {
            text.extend([&escaped(root, file)?, ": ", &sources.join(" \\\n  "), "\n"]);
        }
    }
    let all: BTreeSet<&String> =
        reports.iter().flat_map(|report| &report.sources).chain(&shared).collect();
    for source in all {
        text.extend([&escaped(root, source)?, ":\n"]);
    }
    Ok(text)
}

/// Folders of templates, in which files of the project's own may take the place of built-in ones.
const FOLDERS: [&str; 6] = [
    "templates",
    "templates/sections",
    "templates/components",
    "templates/charts",
    "templates/lang",
    "fonts",
];

/// What every report depends on: the files of words and fonts, and the folders of templates.
fn shared(project: &Project) -> BTreeSet<String> {
    let files = ["templates/lang", "fonts"].into_iter();
    let files = files.flat_map(|folder| project.source.files_below(folder.as_ref()));
    let files = files.map(|(path, _)| project.display_path(&path));
    let folders = FOLDERS.into_iter().filter(|folder| project.root().join(folder).is_dir());
    // A region that joins changes the folder of the regions.
    let regions = project.programs.values().map(|program| program.path.join("regioner"));
    let regions = regions.filter(|folder| folder.is_dir());
    let regions = regions.map(|folder| project.display_path(&folder));
    files.chain(folders.map(str::to_owned)).chain(regions).collect()
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
