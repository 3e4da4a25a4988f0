//! What is wrong with a command line, in the user's language.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use regionrapport::{Failure, Lang};

use super::environment::message_language;

/// The language that a command line asks for, as far as it can be read.
pub(super) fn language(arguments: impl Iterator<Item = OsString>) -> Lang {
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => continue,
        };
        asked = match value.as_deref() {
            Some("nb") => Some(Lang::Nb),
            Some("en") => Some(Lang::En),
            _ => asked,
        };
    }
    asked.unwrap_or_else(message_language)
}

/// An error of the parser in Norwegian, with hints on lines of their own; none if it is no error, but help
/// that was asked for.
pub(super) fn in_norwegian(error: &Error) -> Option<String> {
    let told = |kind| text(error, kind);
    let (arg, value) = (told(ContextKind::InvalidArg), told(ContextKind::InvalidValue));
    let mut written = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} mangler en verdi"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("«{value}» kan ikke brukes som {arg}{}", reason(error))
        }
        ErrorKind::UnknownArgument => format!("«{arg}» finnes ikke her"),
        ErrorKind::InvalidSubcommand => {
            format!("kommandoen «{}» finnes ikke", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "her mangler en kommando".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("her mangler {arg}"),
        ErrorKind::ArgumentConflict if told(ContextKind::PriorArg) == arg => {
            format!("{arg} kan bare stå én gang")
        }
        ErrorKind::ArgumentConflict => {
            format!("{arg} kan ikke brukes sammen med {}", told(ContextKind::PriorArg))
        }
        _ => return None,
    };
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = suggested.map(told).into_iter().find(|near| !near.is_empty());
    let values = [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(told).concat();
    let usage = told(ContextKind::Usage).replace("Usage: ", "");
    let usage = usage.trim().lines().next().map(|line| format!("bruk: {line}"));
    let hints = [
        near.map(|near| format!("mente du «{near}»?")),
        (!values.is_empty()).then(|| format!("velg mellom {values}")),
        usage,
        Some("regionrapport hjelp forteller mer".to_owned()),
    ];
    written.extend(hints.into_iter().flatten().map(|hint| format!("\n  = tips: {hint}")));
    Some(written)
}

/// What a reader of values says of one, if it says so in Norwegian.
fn reason(error: &Error) -> String {
    let source = error.source().and_then(|source| source.downcast_ref::<Failure>());
    source.map_or_else(String::new, |failure| format!(": {}", failure.written(Lang::Nb)))
}

/// What the parser tells of an error.
fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}
