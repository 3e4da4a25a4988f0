//! The template files of a project: its own sections and templates, and misspelt names.

use std::fs;
use std::path::Path;

use super::builtin::{builtin_files, builtin_template, builtin_templates};
use crate::fault::TemplateFault;
use crate::finding::{Finding, Place};
use crate::suggest::closest;

/// The names of the project's own sections: the files of `templates/sections/` that are not built
/// in, without `.typ`.
pub fn sections_of(root: &Path) -> Vec<String> {
    own_names(root, "sections")
}

/// The names of all templates that make a whole report: the built-in ones, then the project's own.
pub fn templates_of(root: &Path) -> Vec<String> {
    let builtin = builtin_templates().into_iter().map(str::to_owned);
    builtin.chain(own_names(root, "")).collect()
}

/// The names of the template files of a folder that are not built in, without `.typ`.
fn own_names(root: &Path, folder: &str) -> Vec<String> {
    let mut names = Vec::new();
    for path in own_files(root, folder) {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".typ"));
        names.extend(name.map(str::to_owned));
    }
    names.sort();
    names
}

/// The folders of templates, and names that they may be mistaken for.
const FOLDERS: [&str; 7] =
    ["", "sections", "components", "charts", "section", "component", "chart"];
/// How many letters may differ in a misspelt name.
const MAX_DISTANCE: usize = 2;

/// A warning for each file with nearly the name of a built-in one, which it does not replace.
pub(super) fn misnamed(root: &Path) -> Vec<Finding> {
    let builtin = builtin_files();
    let mut files: Vec<String> =
        FOLDERS.iter().flat_map(|folder| own_files(root, folder)).collect();
    files.sort();
    let mut findings = Vec::new();
    for file in files {
        let Some(suggestion) = closest(&file, builtin.iter().copied()) else { continue };
        if strsim::damerau_levenshtein(&file, &suggestion) <= MAX_DISTANCE {
            let place = Place::file(format!("templates/{file}"));
            let fault = TemplateFault::MisnamedTemplate { file, suggestion };
            findings.push(Finding::warning(fault, place));
        }
    }
    findings
}

/// The files of a folder that are not built in, by their paths below `templates/`.
fn own_files(root: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join("templates").join(folder));
    let mut files = Vec::new();
    for entry in entries.into_iter().flatten().flatten() {
        if let Ok(name) = entry.file_name().into_string()
            && entry.path().is_file()
        {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            files.push(path);
        }
    }
    files.retain(|path| builtin_template(path).is_none());
    files
}
