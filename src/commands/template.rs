//! `template`: the built-in templates, to see, to copy and to compare.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use similar::TextDiff;

use super::{Outcome, Settings, print};
use crate::diagnostics::{Failure, closest};
use crate::output::create;
use crate::typeset::{
    builtin_files, builtin_purpose, builtin_template, sections_of, templates_of,
};

/// What to do with templates.
#[derive(Debug, Clone)]
pub enum Template {
    /// List the built-in files with what they are for.
    List,
    /// Copy built-in files into the project's `templates/`, where they take the built-in's
    /// place; all that are not there yet, if none is named.
    Eject(Vec<String>),
    /// Show how the project's files differ from the built-in ones.
    Diff(Vec<String>),
}

/// How a file of the project stands to the built-in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The project has none.
    BuiltIn,
    /// The project has the same.
    Same,
    /// The project has another.
    Replaced,
}

pub(super) fn run(template: &Template, settings: &Settings) -> Result<Outcome, Failure> {
    let folder = settings.root.join("templates");
    match template {
        Template::List => list(&folder),
        Template::Eject(paths) => eject(&folder, paths, settings),
        Template::Diff(paths) => diff(&folder, paths),
    }
}

fn list(folder: &Path) -> Result<Outcome, Failure> {
    let paths = builtin_files();
    let width = paths.iter().map(|path| path.len()).max().unwrap_or_default();
    let mut text = String::new();
    for path in paths {
        let mark = match standing(folder, path) {
            Standing::BuiltIn => " ",
            Standing::Same => "=",
            Standing::Replaced => "*",
        };
        let _ = writeln!(text, "{mark} {path:width$}  {}", builtin_purpose(path));
    }
    for path in own_files(folder) {
        let _ = writeln!(text, "+ {path}");
    }
    text.push_str(
        "\n* replaced by the project's own, = a copy that is the same, + the project's own\n",
    );
    print::data(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The reports and sections that only the project has.
fn own_files(folder: &Path) -> Vec<String> {
    let root = folder.parent().unwrap_or(folder);
    let built_in = builtin_files();
    let reports = templates_of(root).into_iter().map(|name| format!("{name}.typ"));
    let sections =
        sections_of(root).into_iter().map(|name| format!("sections/{name}.typ"));
    reports.chain(sections).filter(|path| !built_in.contains(&path.as_str())).collect()
}

fn standing(folder: &Path, path: &str) -> Standing {
    match fs::read(folder.join(path)) {
        Ok(own) if Some(own.as_slice()) == builtin_template(path) => Standing::Same,
        Ok(_) => Standing::Replaced,
        Err(_) => Standing::BuiltIn,
    }
}

fn eject(
    folder: &Path,
    paths: &[String],
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let all = paths.is_empty();
    let paths = if all { builtin_files() } else { known(paths)? };
    for path in paths {
        let target = folder.join(path);
        // All that are missing, or those that are asked for and must not be there.
        if all && target.exists() {
            continue;
        }
        create(&target, builtin_template(path).unwrap_or_default())?;
        print::line(&format!("templates/{path}"), settings);
    }
    Ok(Outcome::Done)
}

fn diff(folder: &Path, paths: &[String]) -> Result<Outcome, Failure> {
    let paths = if paths.is_empty() { builtin_files() } else { known(paths)? };
    let mut text = String::new();
    for path in paths {
        let Ok(own) = fs::read_to_string(folder.join(path)) else { continue };
        let built_in = builtin_template(path).unwrap_or_default();
        let built_in = String::from_utf8_lossy(built_in);
        let names = (format!("built-in/{path}"), format!("templates/{path}"));
        let changes = TextDiff::from_lines(built_in.as_ref(), own.as_str());
        let changes = changes.unified_diff().header(&names.0, &names.1).to_string();
        text.push_str(&changes);
    }
    print::data(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The built-in files with some names.
fn known(names: &[String]) -> Result<Vec<&'static str>, Failure> {
    let all = builtin_files();
    let find = |name: &String| {
        let wanted = name.trim_start_matches("templates/");
        all.iter().copied().find(|path| *path == wanted).ok_or_else(|| {
            let failure =
                Failure::new(format!("there is no built-in template file «{name}»"));
            match closest(wanted, all.iter().copied()) {
                Some(near) => failure.hint(format!("did you mean «{near}»?")),
                None => failure.hint("«template list» shows all of them"),
            }
        })
    };
    names.iter().map(find).collect()
}
