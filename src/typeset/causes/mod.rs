//! What Typst's commonest messages mean, with the names that help.
//!
//! Typst words a fault for those who know its language. Here its message is taken apart, and what is near or
//! allowed is added, for words in the user's language.

mod imports;
mod messages;
mod written;

use std::collections::BTreeSet;
use std::ops::Range;

use typst::World;
use typst::diag::SourceDiagnostic;
use typst::syntax::FileId;

use super::builtin::builtin_template;
use super::files::{file_id, path_of};
use super::world::ReportWorld;
use crate::fault::TemplateCause;
use crate::fault::TemplateCauseKind as Kind;
use crate::model::Seksjon;
use crate::suggest::{closest, listed};

pub(super) use imports::import_of;
use imports::{builtin_with, called_function, definition, imported, names_in, relative};

/// What a message means, and the place of it where that is not where Typst sees it: a file, with a part of it.
pub(super) struct Meaning {
    pub(super) cause: TemplateCause,
    pub(super) place: Option<(FileId, Option<Range<usize>>)>,
}

/// What a message means; `None` if it is not one of the commonest.
pub(super) fn meaning(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    report: &str,
) -> Option<Meaning> {
    let cause = messages::plain(diagnostic.message.as_str())?;
    let here = diagnostic.span.id();
    let source = here.and_then(|id| world.source(id).ok());
    if cause.kind.is_syntax()
        && let (Some(id), Some(source)) = (here, &source)
    {
        let (cause, range) = written::refined(cause, world, diagnostic, source);
        return Some(Meaning { cause, place: range.map(|range| (id, Some(range))) });
    }
    if let Some(meaning) = of_own_function(world, diagnostic, &cause)
        .or_else(|| of_own_theme(world, diagnostic, &cause))
        .or_else(|| of_encoding(world, &cause))
    {
        return Some(meaning);
    }
    let cause = match cause.kind {
        Kind::MissingKey => {
            let near = nearest(&cause.name, &world.report_keys());
            // A name that is there, but not here, helps nobody.
            let near = near.filter(|near| *near != cause.name);
            TemplateCause { near, other: report.to_owned(), ..cause }
        }
        Kind::UnknownVariable => unknown_variable(world, diagnostic, cause),
        Kind::MissingFile => missing_file(world, cause),
        Kind::UnknownFont => {
            let families = world.families();
            let near = closest(&cause.name, families.iter().map(String::as_str));
            let list = listed(families.iter().map(String::as_str));
            TemplateCause { near, list, ..cause }
        }
        Kind::NoExport => {
            let import = imported(world, diagnostic)?;
            TemplateCause {
                name: import.name,
                near: import.near,
                other: import.file,
                list: import.exports,
                ..cause
            }
        }
        _ => cause,
    };
    Some(Meaning { cause, place: None })
}

/// Words of other languages for what is `none`, `true` or `false`.
const FOREIGN: [(&str, &str); 8] = [
    ("null", "none"),
    ("nil", "none"),
    ("None", "none"),
    ("undefined", "none"),
    ("True", "true"),
    ("False", "false"),
    ("ja", "true"),
    ("nei", "false"),
];

/// What is wrong with a name that is not known.
fn unknown_variable(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    cause: TemplateCause,
) -> TemplateCause {
    let here = diagnostic.span.id();
    let source = here.and_then(|id| world.source(id).ok());
    if let Some((_, near)) = FOREIGN.iter().find(|(name, _)| *name == cause.name) {
        return TemplateCause { near: Some((*near).to_owned()), ..cause };
    }
    if let Some(source) = &source
        && written::has_let_in_text(source, &cause.name)
    {
        return TemplateCause { kind: Kind::LetInText, ..cause };
    }
    if let (Some(file), Some(id)) = (builtin_with(&cause.name), here)
        && let Some(own) = path_of(id).strip_prefix("templates/")
    {
        return TemplateCause { kind: Kind::NotImported, other: relative(own, file), ..cause };
    }
    let near = nearest(&cause.name, &names_in(world, source.as_ref()));
    let is_text =
        near.as_ref().is_some_and(|near| near.to_lowercase() == cause.name.to_lowercase());
    let kind = if is_text { Kind::TextOrName } else { cause.kind };
    TemplateCause { kind, near: near.filter(|_| !is_text), ..cause }
}

/// The virtual files, which are not in the project.
const VIRTUAL: [&str; 3] = ["rapport.json", "felles.json", "overskrifter.json"];

/// What is wrong with a path to nowhere.
fn missing_file(world: &ReportWorld<'_>, cause: TemplateCause) -> TemplateCause {
    let name = cause.name.rsplit('/').next().unwrap_or_default();
    if VIRTUAL.contains(&name) {
        return TemplateCause { near: Some(format!("/{name}")), ..cause };
    }
    let section =
        cause.name.strip_prefix("templates/sections/").and_then(|s| s.strip_suffix(".typ"));
    let near_section = section.and_then(|name| closest(name, Seksjon::ALL.iter().copied()));
    if let (Some(section), Some(near)) = (section, near_section) {
        let (name, near) = (section.to_owned(), Some(near));
        return TemplateCause { kind: Kind::UnknownSection, name, near, ..cause };
    }
    let near = world.near_file(&cause.name);
    TemplateCause { near, ..cause }
}

/// A function of the project's own that a built-in file calls with more than it takes, or that is none.
fn of_own_function(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    cause: &TemplateCause,
) -> Option<Meaning> {
    let is_call = matches!(
        cause.kind,
        Kind::TooManyArguments
            | Kind::UnexpectedArgument
            | Kind::MissingArgument
            | Kind::NotFunction
    );
    let here = diagnostic.span.id()?;
    if !is_call || world.is_own(here) {
        return None;
    }
    let is_section = path_of(here).ends_with("components/report.typ");
    let (id, range) = called_function(world, diagnostic)
        .filter(|(id, _)| world.is_own(*id))
        .or_else(|| is_section.then(|| own_section(world, cause.kind)).flatten())?;
    let kind = match (cause.kind, is_section) {
        (_, true) => Kind::SectionArguments,
        _ => Kind::ComponentArguments,
    };
    let cause = TemplateCause { kind, ..cause.clone() };
    Some(Meaning { cause, place: Some((id, Some(range))) })
}

/// The definition of the project's own section that takes no report, or is no function.
fn own_section(world: &ReportWorld<'_>, kind: Kind) -> Option<(FileId, Range<usize>)> {
    world.replaced().into_iter().find_map(|path| {
        let name = path.strip_prefix("templates/sections/")?.strip_suffix(".typ")?;
        let id = file_id(&format!("/{path}"))?;
        let source = world.source(id).ok()?;
        let range = definition(&source, name)?;
        let written: String = source.text()[range.clone()].chars().filter(|c| *c != ' ').collect();
        let is_bare = if kind == Kind::NotFunction {
            written.starts_with(&format!("let{name}="))
        } else {
            written.starts_with(&format!("let{name}()"))
        };
        is_bare.then_some((id, range))
    })
}

/// A value of the project's own theme that a built-in file cannot use, or that it lacks.
fn of_own_theme(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    cause: &TemplateCause,
) -> Option<Meaning> {
    let theme = file_id("/templates/theme.typ")?;
    let here = diagnostic.span.id()?;
    if !world.is_own(theme) || world.is_own(here) {
        return None;
    }
    let source = world.source(theme).ok()?;
    if cause.kind == Kind::MissingKey && written::reads_theme(world, diagnostic) {
        let range = definition(&source, "theme");
        let cause = TemplateCause { kind: Kind::ThemeKey, ..cause.clone() };
        return Some(Meaning { cause, place: Some((theme, range)) });
    }
    let is_of_type = matches!(
        cause.kind,
        Kind::Type | Kind::Unit | Kind::Colour | Kind::Compare | Kind::Operands | Kind::NoneValue
    );
    let (range, kind) = is_of_type.then(|| written::odd_theme_value(&source)).flatten()?;
    Some(Meaning {
        cause: TemplateCause { kind, ..TemplateCause::default() },
        place: Some((theme, Some(range))),
    })
}

/// A file of the project's own that is not in UTF-8.
fn of_encoding(world: &ReportWorld<'_>, cause: &TemplateCause) -> Option<Meaning> {
    if cause.kind != Kind::Encoding {
        return None;
    }
    let path = world.replaced().into_iter().find(|path| world.is_not_utf8(path))?;
    let cause = TemplateCause { name: path.clone(), ..cause.clone() };
    Some(Meaning { cause, place: Some((file_id(&format!("/{path}"))?, None)) })
}

/// Whether a file is built in under its name.
pub(super) fn is_builtin(path: &str) -> bool {
    path.strip_prefix("templates/").is_some_and(|path| builtin_template(path).is_some())
}

/// The name that was probably meant: of two that are as near, the one with the same first letter.
fn nearest(name: &str, names: &BTreeSet<String>) -> Option<String> {
    let is_alike = |other: &&String| other.chars().next() == name.chars().next();
    let (alike, others): (Vec<_>, Vec<_>) = names.iter().partition(is_alike);
    closest(name, alike.into_iter().chain(others).map(String::as_str))
}
