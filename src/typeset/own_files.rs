//! The template files of a project: its own sections and templates, and misspelt names.

use std::ffi::OsStr;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::builtin::{builtin_files, builtin_template, builtin_templates};
use crate::fault::{FileFault, TemplateFault};
use crate::finding::{Finding, Place, SourceText};
use crate::source_files::{MAX_ASSET_SIZE, SourceFiles};
use crate::suggest::closest;

/// The names of the project's own sections: the files of `templates/sections/` that are not built
/// in, without `.typ`.
pub fn sections_of(source: &SourceFiles) -> Vec<String> {
    own_names(source, "sections")
}

/// The names of all templates that make a whole report: the built-in ones, then the project's own.
pub fn templates_of(source: &SourceFiles) -> Vec<String> {
    let builtin = builtin_templates().into_iter().map(str::to_owned);
    builtin.chain(own_names(source, "")).collect()
}

/// Whether a template exists, in the project or built in. Its name is that of a file directly in
/// `templates/`, without `.typ`.
pub fn has_template(source: &SourceFiles, template: &str) -> bool {
    let file = format!("{template}.typ");
    let is_plain = !template.contains(['/', '\\']);
    is_plain
        && (builtin_template(&file).is_some() || source.has(&Path::new("templates").join(file)))
}

/// The text of a file of `templates/`, of the project or built in, by its path below the project's
/// folder.
pub fn template_text(source: &SourceFiles, path: &str) -> Option<String> {
    let own = source.read(path.as_ref(), MAX_ASSET_SIZE);
    let builtin = || builtin_template(path.strip_prefix("templates/")?).map(<[u8]>::to_vec);
    let bytes = match own {
        Err(FileFault::MissingFile) => builtin()?,
        own => own.ok()?,
    };
    String::from_utf8(bytes).ok()
}

/// The names of the template files of a folder that are not built in, without `.typ`.
fn own_names(source: &SourceFiles, folder: &str) -> Vec<String> {
    let mut names = Vec::new();
    for path in own_files(source, folder) {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".typ"));
        // On a Mac a name may be decomposed; the data is not.
        names.extend(name.map(|name| name.nfc().collect::<String>()));
    }
    names.sort();
    names
}

/// The folders of templates, and names that they may be mistaken for.
const FOLDERS: [&str; 10] = [
    "",
    "sections",
    "components",
    "charts",
    "web",
    "site",
    "lang",
    "section",
    "component",
    "chart",
];
/// How many letters may differ in a misspelt name.
const MAX_DISTANCE: usize = 2;

/// A warning for each file with nearly the name of a built-in one, which it does not replace.
pub(super) fn misnamed(source: &SourceFiles) -> Vec<Finding> {
    let builtin = builtin_files();
    let mut files: Vec<String> =
        FOLDERS.iter().flat_map(|folder| own_files(source, folder)).collect();
    files.sort();
    let mut findings = Vec::new();
    for file in &files {
        if let Some(suggestion) = misplaced(file, &builtin) {
            let (file, place) = (file.clone(), Place::file(format!("templates/{file}")));
            let fault = TemplateFault::MisnamedTemplate { file, suggestion };
            findings.push(Finding::warning(fault, place));
            continue;
        }
        // A language of the project's own may have any name.
        if file.starts_with("lang/") {
            continue;
        }
        let Some(suggestion) = closest(file, builtin.iter().copied()) else { continue };
        let is_near = strsim::damerau_levenshtein(file, &suggestion) <= MAX_DISTANCE;
        if is_near && !is_used(source, file, &files) {
            let file = file.clone();
            let place = Place::file(format!("templates/{file}"));
            let fault = TemplateFault::MisnamedTemplate { file, suggestion };
            findings.push(Finding::warning(fault, place));
        }
    }
    findings
}

/// The first line with a mark that a merge has left.
pub(super) fn merge_mark(text: &str) -> Option<Range<usize>> {
    let start = if text.starts_with("<<<<<<< ") { 0 } else { text.find("\n<<<<<<< ")? + 1 };
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    Some(start..end)
}

/// An error for each file of templates in which a merge has left its marks: Typst takes them for text.
pub(super) fn conflicts(source: &SourceFiles) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, state) in source.files_below("templates".as_ref()) {
        let name = source.display_path(&path);
        let is_text = [".typ", ".css", ".yaml"].iter().any(|end| name.ends_with(end));
        if state.is_err() || !is_text {
            continue;
        }
        let bytes = source.read(name.as_ref(), MAX_ASSET_SIZE).unwrap_or_default();
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let mark = merge_mark(&text).filter(|_| text.contains("\n>>>>>>> "));
        let Some(span) = mark else { continue };
        let fault = TemplateFault::ConflictMarks { text: text[span.clone()].to_owned() };
        let place = Place { file: Arc::new(SourceText::new(name, text)), span };
        findings.push(Finding::error(fault, place));
    }
    findings
}

/// The built-in file in whose place a file of another folder, or a language file that is called otherwise, was
/// probably meant to be.
fn misplaced(file: &str, builtin: &[&str]) -> Option<String> {
    if let Some(language) = file.strip_prefix("lang/").and_then(|name| name.strip_suffix(".yml")) {
        return Some(format!("lang/{language}.yaml"));
    }
    let name = file.strip_suffix(".txt").unwrap_or(file);
    let name = name.strip_suffix(".typ")?.rsplit('/').next()?;
    let is_same = |path: &&&str| {
        path.strip_suffix(".typ").is_some_and(|path| path.rsplit('/').next() == Some(name))
    };
    let is_elsewhere = !builtin.contains(&file);
    builtin.iter().find(is_same).filter(|_| is_elsewhere).map(|path| (*path).to_owned())
}

/// Whether another of the project's template files names a file, or its data does as a section.
fn is_used(source: &SourceFiles, file: &str, files: &[String]) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let replaced = builtin_files().into_iter().map(str::to_owned);
    let others = files.iter().cloned().chain(replaced).filter(|other| other != file);
    let mut texts = others
        .filter_map(|other| source.read(&Path::new("templates").join(other), MAX_ASSET_SIZE).ok());
    texts.any(|text| String::from_utf8_lossy(&text).contains(name))
}

/// The files of a folder that are not built in, by their paths below `templates/`.
fn own_files(source: &SourceFiles, folder: &str) -> Vec<String> {
    let paths = source.list(&Path::new("templates").join(folder)).unwrap_or_default();
    let mut files = Vec::new();
    for path in paths.into_iter().filter(|path| source.has(path)) {
        if let Some(name) = path.file_name().and_then(OsStr::to_str) {
            files.push(if folder.is_empty() {
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            });
        }
    }
    files.retain(|path| builtin_template(path).is_none());
    files
}

/// An error for each folder of templates that cannot be listed.
pub(super) fn unreadable(source: &SourceFiles) -> Vec<Finding> {
    let folders = FOLDERS.iter().map(|folder| Path::new("templates").join(folder));
    let mut findings = Vec::new();
    for folder in folders {
        if let Err(fault) = source.list(&folder) {
            let place = Place::file(source.display_path(&source.root().join(&folder)));
            findings.push(Finding::error(fault, place));
        }
    }
    findings
}
