//! Errors of the YAML parser, as findings.

use std::sync::Arc;

use serde_yaml::{Error, ExternalMessageSource};

use super::SCANNER_ERRORS;
use super::scan_error::ScannerError;
use crate::fault::YamlFault;
use crate::finding::{Finding, SourceText};
use crate::yaml::lines::{error_at, offset};

/// The finding for an error of the parser.
pub(in crate::yaml) fn parser_error(file: &Arc<SourceText>, error: &Error) -> Finding {
    let mut error = error.without_snippet();
    while let Error::AliasError { error: inner, .. } = error {
        error = inner;
    }
    if let Error::ExternalMessage { source, .. } = error
        && let ExternalMessageSource::Parser(error) = source.as_ref()
    {
        let error = ScannerError::new(file, error);
        return SCANNER_ERRORS.iter().find_map(|detect| detect(&error)).unwrap_or_else(|| {
            error.finding(YamlFault::Syntax { detail: error.kind.to_string() })
        });
    }
    let mut start = error.location().map_or(0, |location| offset(&file.text, location));
    if matches!(error, Error::UnsupportedTag { .. }) {
        // The parser names the value behind the tag.
        let tag = file.text.get(..start).and_then(|before| before.rfind('!'));
        start = tag.unwrap_or(start);
    }
    let fault = match error {
        Error::UnknownAnchor { .. } => YamlFault::SpecialStart { character: '*' },
        Error::UnsupportedTag { .. } => YamlFault::SpecialStart { character: '!' },
        Error::MultipleDocuments { .. } => YamlFault::SecondDocument,
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::RecursiveReferencesRequireWeakTypes { .. } => YamlFault::TooComplex,
        _ => YamlFault::Syntax { detail: detail(&error.to_string()) },
    };
    error_at(file, start, fault)
}

/// The first line of a message, without the place that the parser adds to it.
fn detail(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.split(" at line ").next().unwrap_or(line).to_owned()
}
