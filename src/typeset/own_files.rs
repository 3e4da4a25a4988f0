//! The template files of a project: sections of its own, and names that were mistyped.

use std::fs;
use std::path::Path;

use super::builtin::{builtin_files, builtin_template, builtin_templates};
use crate::diagnostics::{Code, Finding, Place, closest};

/// The names of the project's own sections: the files of `templates/sections/` that are not built
/// in, without `.typ`.
#[must_use]
pub fn sections_of(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = files(&root.join("templates"), "sections")
        .into_iter()
        .filter(|path| builtin_template(path).is_none())
        .filter_map(|path| {
            path.strip_prefix("sections/")?.strip_suffix(".typ").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// The names of all templates that make a whole report: the built-in ones, then the project's own.
#[must_use]
pub fn templates_of(root: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        builtin_templates().into_iter().map(str::to_owned).collect();
    let mut own: Vec<String> = files(&root.join("templates"), "")
        .into_iter()
        .filter(|path| builtin_template(path).is_none())
        .filter_map(|path| path.strip_suffix(".typ").map(str::to_owned))
        .collect();
    own.sort();
    names.extend(own);
    names
}

/// A warning for each file with nearly the name of a built-in one, which it does not replace.
pub(super) fn misnamed(root: &Path) -> Vec<Finding> {
    let folder = root.join("templates");
    let places =
        ["", "sections", "components", "charts", "section", "component", "chart"];
    let own = places.into_iter().flat_map(|place| files(&folder, place));
    let built_in = builtin_files();
    let finding = |path: String| {
        let suggestion = closest(&path, built_in.iter().copied())?;
        let near = strsim::damerau_levenshtein(&path, &suggestion) <= MOST_LETTERS;
        let code = Code::MisnamedTemplate { file: path.clone(), suggestion };
        near.then(|| Finding::warning(code, Place::file(format!("templates/{path}"))))
    };
    let mut own: Vec<String> =
        own.filter(|path| builtin_template(path).is_none()).collect();
    own.sort();
    own.into_iter().filter_map(finding).collect()
}

/// How many letters may differ in a name that was mistyped.
const MOST_LETTERS: usize = 2;

/// The files of a folder, by their paths below `templates/`.
fn files(templates: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(templates.join(folder)) else { return Vec::new() };
    let file = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.ok().filter(|entry| entry.path().is_file())?;
        let name = entry.file_name().into_string().ok()?;
        Some(if folder.is_empty() { name } else { format!("{folder}/{name}") })
    };
    entries.filter_map(file).collect()
}
