//! Copies of built-in files in a project: made, compared, and brought up to date.
//!
//! A copy begins with a comment that names its origin. The built-in file as it was then lies in
//! `templates/origin/`, so that what the project has changed and what a later version has changed can be told
//! apart, and merged.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use regionrapport::digest::Digest;
use regionrapport::output::{create_inside, write_inside};
use regionrapport::source_files::{MAX_ASSET_SIZE, SourceFiles};
use regionrapport::typeset::{BUILTIN_THEME, builtin_template, changed_labels};
use regionrapport::{Failure, message};
use similar::TextDiff;

use super::{builtin_path, builtin_paths, read};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, words};

/// The folder with the built-in files as they were when they were copied.
const ORIGIN: &str = "templates/origin";

/// What the comment at the top of a copy begins with, after the sign of a comment.
const MARK: &str = "Copied from regionrapport ";

/// Copies built-in files, which must not be there; without names, all that are missing.
pub(super) fn eject(
    source: &SourceFiles,
    names: &[String],
    terminal: &Terminal,
) -> Result<(), Failure> {
    let is_all = names.is_empty();
    for path in builtin_paths(names)? {
        let target = Path::new("templates").join(path);
        if is_all && source.root().join(&target).exists() {
            continue;
        }
        let built_in = builtin_template(path).unwrap_or_default();
        create_inside(source, &target, &with_origin(path, built_in, built_in))?;
        write_inside(source, &origin(path), built_in)?;
        terminal.line(&format!("templates/{path}"));
    }
    Ok(())
}

/// Where the built-in file lies as it was when it was copied.
fn origin(path: &str) -> PathBuf {
    Path::new(ORIGIN).join(path)
}

/// A copy of a built-in file, below the comment that names its origin.
fn with_origin(path: &str, built_in: &[u8], copy: &[u8]) -> Vec<u8> {
    let version = env!("CARGO_PKG_VERSION");
    let text = format!("{MARK}{version}: {path}, BLAKE3 {}", Digest::of(built_in));
    let extension = path.rsplit('.').next().unwrap_or_default();
    let comment = match extension {
        "yaml" => format!("# {text}\n"),
        "css" => format!("/* {text} */\n"),
        _ => format!("// {text}\n"),
    };
    [comment.as_bytes(), copy].concat()
}

/// A copy without the comment that names its origin.
pub(super) fn without_origin(copy: &[u8]) -> &[u8] {
    let end = copy.iter().position(|byte| *byte == b'\n').map_or(copy.len(), |end| end + 1);
    let first = String::from_utf8_lossy(&copy[..end]);
    if first.trim_start_matches(['/', '#', '*', ' ']).starts_with(MARK) {
        &copy[end..]
    } else {
        copy
    }
}

/// The built-in file as it was when a project copied it.
fn copied(source: &SourceFiles, path: &str) -> Option<Vec<u8>> {
    source.read(&origin(path), MAX_ASSET_SIZE).ok()
}

/// Whether a built-in file has changed since a project copied it.
pub(super) fn is_behind(source: &SourceFiles, path: &str) -> bool {
    copied(source, path).is_some_and(|copied| Some(copied.as_slice()) != builtin_template(path))
}

/// What the project has changed in its copies, and what the built-in files have changed since, as
/// unified diffs.
pub(super) fn diff(source: &SourceFiles, names: &[String]) -> Result<String, Failure> {
    let mut text = String::new();
    for path in builtin_paths(names)? {
        let Ok(own) = read(source, path) else { continue };
        if let Some(language) = overlaid_language(path, &own) {
            text += &label_diff(path, language, &own);
            continue;
        }
        let is_overlay = is_overlay(path, &own);
        let own = String::from_utf8_lossy(without_origin(&own));
        if is_overlay {
            text += &unified("", &own, &format!("built-in/{path}"), &format!("templates/{path}"));
            continue;
        }
        let built_in = builtin_template(path).unwrap_or_default();
        let built_in = String::from_utf8_lossy(built_in);
        let copied = copied(source, path);
        let copied = copied.as_deref().map(String::from_utf8_lossy);
        let before = copied.as_ref().unwrap_or(&built_in);
        text += &unified(before, &own, &format!("built-in/{path}"), &format!("templates/{path}"));
        if *before != built_in {
            let names = [format!("origin/{path}"), format!("built-in now/{path}")];
            text += &unified(before, &built_in, &names[0], &names[1]);
        }
    }
    Ok(text)
}

/// Whether a project's file is put over the built-in one and is no copy of it: a file of words, or a theme that
/// imports the built-in one.
pub(super) fn is_overlay(path: &str, own: &[u8]) -> bool {
    let imports = || String::from_utf8_lossy(own).contains(BUILTIN_THEME);
    overlaid_language(path, own).is_some() || path == "theme.typ" && imports()
}

/// The language of a file of words that is no copy of the built-in one.
fn overlaid_language<'a>(path: &'a str, own: &[u8]) -> Option<&'a str> {
    let language = path.strip_prefix("lang/")?.strip_suffix(".yaml")?;
    (without_origin(own).len() == own.len()).then_some(language)
}

/// The words that a language file has in place of the built-in ones.
fn label_diff(path: &str, language: &str, own: &[u8]) -> String {
    let changes = changed_labels(language, own);
    if changes.is_empty() {
        return String::new();
    }
    let mut text = format!("--- built-in/{path}\n+++ templates/{path}\n");
    for (label, old, new) in changes {
        if let Some(old) = old {
            let _ = writeln!(text, "-{label}: {old}");
        }
        let _ = writeln!(text, "+{label}: {new}");
    }
    text
}

/// How a text differs from another; nothing, if it does not.
fn unified(before: &str, after: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(old, new).to_string()
}

/// Brings into a copy what has changed in the built-in file since it was made. Where both have changed the
/// same lines, both stand in the file, between the marks that git has for them.
pub(super) fn merge(
    source: &SourceFiles,
    name: &str,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let path = builtin_path(name)?;
    if read(source, path).is_ok_and(|own| is_overlay(path, &own)) {
        return Err(Failure::new(message!(
            "templates/{path} er ingen kopi: det bygger på den innebygde filen slik den er nå",
            "templates/{path} is no copy: it builds on the built-in file as it is now",
        ))
        .hint(message!("det er ingenting å flette inn", "there is nothing to merge",)));
    }
    let (Ok(own), Some(copied)) = (read(source, path), copied(source, path)) else {
        return Err(Failure::new(message!(
            "{ORIGIN}/{path} mangler, så det er ikke kjent hva du har endret",
            "{ORIGIN}/{path} is missing, so it is not known what you have changed",
        ))
        .hint(message!(
            "«template diff {path}» viser hvordan filen din skiller seg fra den innebygde",
            "«template diff {path}» shows how your file differs from the built-in one",
        )));
    };
    let built_in = builtin_template(path).unwrap_or_default();
    let [before, ours, theirs] =
        [&copied[..], without_origin(&own), built_in].map(String::from_utf8_lossy);
    let (text, outcome) = match diffy::merge(&before, &ours, &theirs) {
        Ok(text) => (text, Outcome::Done),
        Err(text) => (text, Outcome::Findings),
    };
    let copy = with_origin(path, built_in, text.as_bytes());
    write_inside(source, &Path::new("templates").join(path), &copy)?;
    write_inside(source, &origin(path), built_in)?;
    let conflicts = text.lines().filter(|line| line.starts_with("<<<<<<<")).count();
    terminal.line(&words::merged(path, conflicts, terminal.lang()));
    Ok(outcome)
}
