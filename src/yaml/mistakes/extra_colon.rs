//! Errors of the scanner at a colon that does not belong to a field.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::block_structure::missing_colon;
use super::missing_space;
use super::scan_error::ScannerError;
use crate::fault::{MisreadFault, YamlFault};
use crate::finding::{Finding, SourceText};
use crate::yaml::lines::{error_at, error_in, indent, line_above, lines_above, trimmed};

/// A colon that YAML does not expect: the line has one before it, or is a field with the wrong
/// indentation.
pub(super) fn extra_colon(error: &ScannerError<'_>) -> Option<Finding> {
    if !matches!(error.kind, ErrorKind::MappingValueNotAllowed) {
        return None;
    }
    let (file, offset) = (error.file, error.offset);
    let line = file.line_range(offset);
    let before = &file.text[line.start..offset.min(line.end)];
    if let Some(quote) = before.find(['“', '”', '„', '‟']) {
        return Some(error_at(file, line.start + quote, MisreadFault::CurlyQuotes));
    }
    if before.contains(": ") {
        return Some(error.finding(YamlFault::ColonInText { field: None }));
    }
    if let Some(finding) = missing_space::near_offset(file, line.start) {
        return Some(finding);
    }
    // `navn = Nord` above the line: it and the name of this line are one text.
    let above = line_above(file, line.start);
    if line.start > 0
        && is_text(file.text[above.clone()].trim())
        && indent(&file.text[above.clone()]) == indent(&file.text[line.clone()])
    {
        let fault = missing_colon(&file.text[above.clone()]);
        return Some(error_in(file, trimmed(file, above), fault));
    }
    Some(match below_value(file, &line, before) {
        Some(fault @ YamlFault::ColonInText { .. }) => error.finding(fault),
        fault => {
            let fault = fault.unwrap_or(YamlFault::Indentation { under: None, value: None });
            let name = line.start + indent(before)..offset.min(line.end);
            error_in(file, name, fault)
        }
    })
}

/// Whether a line is neither empty nor a field, a comment or an item.
fn is_text(line: &str) -> bool {
    !line.is_empty() && !line.contains(':') && !line.starts_with(['#', '-'])
}

/// The meaning of a colon in a line below a field that has a value: the line continues the text of
/// the field, or is a field below a value. `before` is the line up to the colon.
fn below_value(file: &SourceText, line: &Range<usize>, before: &str) -> Option<YamlFault> {
    let mut above = lines_above(file, line.start);
    let (_, value) = above.find(|above| indent(above) < indent(before))?.split_once(": ")?;
    let value = value.trim();
    if value.is_empty() || value.starts_with(['"', '\'', '[', '{', '|', '>', '#', '&']) {
        return None;
    }
    let before = before.trim();
    let is_sentence = value.contains(' ') && value.chars().any(char::is_alphabetic);
    if is_sentence || before.contains(' ') {
        return Some(YamlFault::ColonInText { field: Some(before.to_owned()) });
    }
    let is_short = value.chars().all(|c| c.is_lowercase() || c.is_numeric() || " -.,%".contains(c));
    let value = is_short.then(|| value.to_owned());
    Some(YamlFault::Indentation { under: None, value })
}
