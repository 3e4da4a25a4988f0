//! `template`: the built-in templates, to see, to copy and to compare.

mod copies;
mod fonts;

use std::fmt::Write;
use std::path::Path;

use clap::Subcommand;
use regionrapport::fault::FileFault;
use regionrapport::output::create_inside;
use regionrapport::project::ascii;
use regionrapport::report::CONTRACT_CHANGES;
use regionrapport::scaffold;
use regionrapport::source_files::{MAX_ASSET_SIZE, SourceFiles};
use regionrapport::typeset::{
    builtin_files, builtin_purpose, builtin_template, sections_of, templates_of,
};
use regionrapport::{Failure, message};

use super::Outcome;
use super::args::template_name;
use super::template_test::{self, TemplateTest};
use super::terminal::Terminal;
use copies::{is_behind, is_overlay, without_origin};

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
    /// Make a template for a report of your own: a letter, contents, sections, a page that lies, an
    /// appendix
    New {
        /// The name of its file without .typ, such as arsmelding
        #[arg(value_name = "NAME", value_parser = template_name())]
        name: String,
    },
    /// Print a built-in file
    Show {
        /// The file, such as sections/facts.typ
        #[arg(value_name = "FILE")]
        file: String,
    },
    /// Set every template with sample data: conformance, labels, texts outside the page, looks
    Test(TemplateTest),
    /// List the available typefaces: their weights, and which letters they lack
    Fonts,
    /// Show what has changed in what templates read, from version to version
    Changes,
    /// Bring into a file of the project what has changed in the built-in one since it was copied
    Merge {
        /// The file, such as sections/facts.typ
        #[arg(value_name = "FILE")]
        file: String,
    },
    /// Show what the project has changed in its files, and what the built-in ones have changed since
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
        Template::Eject { files, .. } => copies::eject(&source, files, terminal)?,
        Template::Fonts => terminal.data(fonts::fonts(&source, terminal.lang()).as_bytes())?,
        Template::Changes => terminal.data(CONTRACT_CHANGES.as_bytes())?,
        Template::Test(test) => return template_test::run(test, terminal),
        Template::Diff { files } => terminal.data(copies::diff(&source, files)?.as_bytes())?,
        Template::New { name } => new(&source, name, terminal)?,
        Template::Merge { file } => return copies::merge(&source, file, terminal),
        Template::Show { file } => {
            terminal.data(builtin_template(builtin_path(file)?).unwrap_or_default())?;
        }
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
            Ok(_) if is_behind(source, path) => "!",
            Ok(own) if is_overlay(path, &own) => "~",
            Ok(own) if Some(without_origin(&own)) == builtin_template(path) => "=",
            Ok(_) => "*",
            Err(_) => " ",
        };
        let _ = writeln!(text, "{mark} {path:width$}  {}", builtin_purpose(path));
    }
    for path in own_files(source) {
        let _ = writeln!(text, "+ {path}");
    }
    text.push_str(
        "\n* replaced by the project's own, ~ put over by it, = a copy that is the same, \
         ! one that the built-in has changed under since («template merge»), + the project's own\n",
    );
    text
}

/// The reports, sections and languages that only the project has.
fn own_files(source: &SourceFiles) -> Vec<String> {
    let built_in = builtin_files();
    let reports = templates_of(source).into_iter().map(|name| format!("{name}.typ"));
    let sections = sections_of(source).into_iter().map(|name| format!("sections/{name}.typ"));
    let languages = source.list("templates/lang".as_ref()).unwrap_or_default();
    let languages = languages.into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        name.strip_suffix(".yaml").map(|language| format!("lang/{language}.yaml"))
    });
    reports
        .chain(sections)
        .chain(languages)
        .filter(|path| !built_in.contains(&path.as_str()))
        .collect()
}

/// Writes a template for a report of the project's own.
fn new(source: &SourceFiles, name: &str, terminal: &Terminal) -> Result<(), Failure> {
    let file = format!("{}.typ", ascii(name));
    if builtin_template(&file).is_some() {
        return Err(Failure::new(message!(
            "«{name}» er en innebygd mal",
            "«{name}» is a built-in template",
        ))
        .hint(message!(
            "velg et annet navn, eller kopier den med «template eject {file}»",
            "choose another name, or copy it with «template eject {file}»",
        )));
    }
    let path = Path::new("templates").join(&file);
    create_inside(source, &path, scaffold::template(name, &ascii(name)).as_bytes())?;
    terminal.line(&format!("templates/{file}"));
    Ok(())
}

/// The bytes of a project's own file, by its path below `templates/`.
fn read(source: &SourceFiles, path: &str) -> Result<Vec<u8>, FileFault> {
    source.read(&Path::new("templates").join(path), MAX_ASSET_SIZE)
}

/// The built-in files with some names; all, when there are none.
fn builtin_paths(names: &[String]) -> Result<Vec<&'static str>, Failure> {
    if names.is_empty() {
        return Ok(builtin_files());
    }
    names.iter().map(|name| builtin_path(name)).collect()
}

/// The built-in file with a name.
fn builtin_path(name: &str) -> Result<&'static str, Failure> {
    let all = builtin_files();
    let wanted = name.trim_start_matches("templates/");
    all.iter().find(|path| **path == wanted).copied().ok_or_else(|| {
        Failure::new(message!(
            "det finnes ingen innebygd malfil «{name}»",
            "there is no built-in template file «{name}»",
        ))
        .suggest(wanted, all.iter().copied(), || {
            message!("«template list» viser alle", "«template list» shows all of them")
        })
    })
}
