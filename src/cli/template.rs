//! `template`: the built-in templates, to see, to copy and to compare.

use std::fmt::Write;
use std::path::Path;

use similar::TextDiff;

use clap::Subcommand;
use regionrapport::fault::FileFault;
use regionrapport::output::create_inside;
use regionrapport::source_files::{MAX_ASSET_SIZE, SourceFiles};
use regionrapport::typeset::{
    Face, Resources, builtin_files, builtin_purpose, builtin_template, sections_of, templates_of,
};
use regionrapport::{Failure, Lang, message};

use super::Outcome;
use super::template_test::{self, TemplateTest};
use super::terminal::Terminal;

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub(super) enum Template {
    /// List the built-in files, what each is for, and which the project replaces
    List,
    /// Copy built-in files into templates/, where they take the built-in's place
    Eject {
        /// The files, such as sections/facts.typ
        #[arg(value_name = "FILE", required_unless_present = "all")]
        #[arg(conflicts_with = "all")]
        files: Vec<String>,
        /// All files that templates/ does not have
        #[arg(long)]
        all: bool,
    },
    /// Set every template with sample data: conformance, labels, texts outside the page, looks
    Test(TemplateTest),
    /// List the available typefaces: their weights, and which letters they lack
    Fonts,
    /// Show how the project's files differ from the built-in ones of this version
    Diff {
        /// The files; all, when none is named
        #[arg(value_name = "FILE")]
        files: Vec<String>,
    },
}

pub(super) fn run(template: &Template, terminal: &Terminal) -> Result<Outcome, Failure> {
    let source = SourceFiles::of(&terminal.settings.root)?;
    match template {
        Template::List => terminal.data(list(&source).as_bytes())?,
        Template::Eject { files, .. } => eject(&source, files, terminal)?,
        Template::Fonts => terminal.data(fonts(&source, terminal.lang()).as_bytes())?,
        Template::Test(test) => return template_test::run(test, terminal),
        Template::Diff { files } => terminal.data(diff(&source, files)?.as_bytes())?,
    }
    Ok(Outcome::Done)
}

/// The built-in files with what they are for, and the project's own.
fn list(source: &SourceFiles) -> String {
    let paths = builtin_files();
    let width = paths.iter().map(|path| path.len()).max().unwrap_or_default();
    let mut text = String::new();
    for path in paths {
        let mark = match read(source, path) {
            Ok(own) if Some(own.as_slice()) == builtin_template(path) => "=",
            Ok(_) => "*",
            Err(_) => " ",
        };
        let _ = writeln!(text, "{mark} {path:width$}  {}", builtin_purpose(path));
    }
    for path in own_files(source) {
        let _ = writeln!(text, "+ {path}");
    }
    text.push_str(
        "\n* replaced by the project's own, = a copy that is the same, \
         + the project's own\n",
    );
    text
}

/// The letters of each language beyond a to z.
///
/// Source: Språkrådet on Norwegian; Giellatekno on Northern Sámi.
const LETTERS: [(&str, &str); 3] =
    [("nb", "æøåéèêóòôà"), ("nn", "æøåéèêóòôà"), ("se", "áčđŋšŧžÁČĐŊŠŦŽæøåäö")];

/// The typefaces with their weights and what they lack.
fn fonts(source: &SourceFiles, lang: Lang) -> String {
    let faces = Resources::load(source).faces;
    let mut text = String::new();
    for family in faces.chunk_by(|a, b| a.family == b.family) {
        let weights: Vec<String> = family.iter().map(|face| weight(face, lang)).collect();
        let _ = writeln!(text, "{}: {}", family[0].family, weights.join(", "));
        for (language, letters) in LETTERS {
            let lacks = |c: &char| family.iter().any(|face| !(face.has)(*c));
            let missing: String = letters.chars().filter(lacks).collect();
            if !missing.is_empty() {
                let lacks = lang.choose("mangler", "lacks");
                let _ = writeln!(text, "  {language} {lacks} {missing}");
            }
        }
    }
    text
}

/// The weight of a face, and whether it is italic.
fn weight(face: &Face, lang: Lang) -> String {
    let italic = lang.choose(" kursiv", " italic");
    let variable = lang.choose(" variabel", " variable");
    let mut text = face.weight.to_string();
    text.push_str(if face.is_variable { variable } else { "" });
    text.push_str(if face.is_italic { italic } else { "" });
    text
}

/// The reports and sections that only the project has.
fn own_files(source: &SourceFiles) -> Vec<String> {
    let built_in = builtin_files();
    let reports = templates_of(source).into_iter().map(|name| format!("{name}.typ"));
    let sections = sections_of(source).into_iter().map(|name| format!("sections/{name}.typ"));
    reports.chain(sections).filter(|path| !built_in.contains(&path.as_str())).collect()
}

/// Copies built-in files, which must not be there; without names, all that are missing.
fn eject(source: &SourceFiles, names: &[String], terminal: &Terminal) -> Result<(), Failure> {
    let is_all = names.is_empty();
    for path in builtin_paths(names)? {
        let target = Path::new("templates").join(path);
        if is_all && source.root().join(&target).exists() {
            continue;
        }
        create_inside(source, &target, builtin_template(path).unwrap_or_default())?;
        terminal.line(&format!("templates/{path}"));
    }
    Ok(())
}

/// How the project's files differ from the built-in ones, as a unified diff.
fn diff(source: &SourceFiles, names: &[String]) -> Result<String, Failure> {
    let mut text = String::new();
    for path in builtin_paths(names)? {
        let Ok(own) = read(source, path) else { continue };
        let own = String::from_utf8_lossy(&own);
        let built_in = builtin_template(path).unwrap_or_default();
        let built_in = String::from_utf8_lossy(built_in);
        let changes = TextDiff::from_lines(built_in.as_ref(), own.as_ref());
        let (before, after) = (format!("built-in/{path}"), format!("templates/{path}"));
        text += &changes.unified_diff().header(&before, &after).to_string();
    }
    Ok(text)
}

/// The bytes of a project's own file, by its path below `templates/`.
fn read(source: &SourceFiles, path: &str) -> Result<Vec<u8>, FileFault> {
    source.read(&Path::new("templates").join(path), MAX_ASSET_SIZE)
}

/// The built-in files with some names; all, when there are none.
fn builtin_paths(names: &[String]) -> Result<Vec<&'static str>, Failure> {
    let all = builtin_files();
    if names.is_empty() {
        return Ok(all);
    }
    let mut paths = Vec::with_capacity(names.len());
    for name in names {
        let wanted = name.trim_start_matches("templates/");
        let Some(path) = all.iter().find(|path| **path == wanted) else {
            return Err(Failure::new(message!(
                "det finnes ingen innebygd malfil «{name}»",
                "there is no built-in template file «{name}»",
            ))
            .suggest(wanted, all.iter().copied(), || {
                message!("«template list» viser alle", "«template list» shows all of them")
            }));
        };
        paths.push(*path);
    }
    Ok(paths)
}
