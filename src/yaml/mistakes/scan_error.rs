//! Errors of the scanner at tabs, quotation marks, brackets and characters with a meaning.

use std::sync::Arc;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use crate::fault::YamlFault;
use crate::finding::{Finding, SourceText};
use crate::yaml::lines::{byte_offset, error_at, error_in, line_above};

/// An error of the scanner.
pub(super) struct ScannerError<'a> {
    pub file: &'a Arc<SourceText>,
    /// The byte at which the scanner stopped.
    pub offset: usize,
    pub kind: &'a ErrorKind,
}

impl<'a> ScannerError<'a> {
    pub(super) fn new(file: &'a Arc<SourceText>, error: &'a ScanError) -> Self {
        let marker = error.marker();
        let offset = byte_offset(&file.text, marker.line(), marker.col());
        Self { file, offset, kind: error.kind() }
    }

    /// A finding at the character where the scanner stopped.
    pub(super) fn finding(&self, fault: YamlFault) -> Finding {
        error_at(self.file, self.offset, fault)
    }
}

/// A tab in the indentation; shown at the first one of the line.
pub(super) fn tab(error: &ScannerError<'_>) -> Option<Finding> {
    let is_tab = matches!(
        error.kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
    );
    let line = error.file.line_range(error.offset);
    let first = error.file.text[line.clone()].find('\t').map(|i| line.start + i);
    is_tab.then(|| error_at(error.file, first.unwrap_or(error.offset), YamlFault::Tab))
}

/// A quotation mark that is never closed.
pub(super) fn unclosed_quote(error: &ScannerError<'_>) -> Option<Finding> {
    let is_unclosed = matches!(
        error.kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    );
    let quote = opening_quote(&error.file.text, error.offset);
    is_unclosed.then(|| error_at(error.file, quote, YamlFault::UnclosedQuote))
}

/// The quotation mark that opens the text in which a byte lies.
///
/// The scanner names the end of what it read, so the mark is searched for in the text before: the
/// last one that a space or nothing precedes.
fn opening_quote(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let bytes = text.as_bytes();
    let is_quote = |i: usize| matches!(bytes.get(i), Some(b'"' | b'\''));
    if is_quote(offset) {
        return offset;
    }
    let mut before = (0..offset).rev();
    before.find(|&i| is_quote(i) && (i == 0 || bytes[i - 1] == b' ')).unwrap_or(offset)
}

/// A bracket that is not closed before the end of the file.
pub(super) fn unclosed_bracket(error: &ScannerError<'_>) -> Option<Finding> {
    let ErrorKind::UnclosedFlowCollection { open } = error.kind else { return None };
    Some(error.finding(YamlFault::UnclosedBracket { open: *open }))
}

/// A backslash in double quotation marks that means nothing to YAML; the text begins at the byte
/// of the error.
pub(super) fn backslash(error: &ScannerError<'_>) -> Option<Finding> {
    let is_escape = matches!(
        error.kind,
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape
    );
    is_escape.then(|| {
        let sequence = unknown_escape(&error.file.text[error.offset..]).unwrap_or_default();
        let start = error.offset + sequence.start;
        let end = error.offset + sequence.end;
        let sequence = error.file.text[start..end].to_owned();
        error_in(error.file, start..end, YamlFault::Backslash { sequence })
    })
}

/// The bytes of the first backslash with a character that YAML does not know behind it.
fn unknown_escape(text: &str) -> Option<std::ops::Range<usize>> {
    let mut is_escaped = false;
    for (i, c) in text.char_indices() {
        if is_escaped && !"0abtnvfre \"/\\N_LP\n".contains(c) {
            return Some(i - 1..i + c.len_utf8());
        }
        is_escaped = !is_escaped && c == '\\';
    }
    None
}

/// Nesting beyond the limit.
pub(super) fn too_complex(error: &ScannerError<'_>) -> Option<Finding> {
    matches!(error.kind, ErrorKind::RecursionLimitExceeded)
        .then(|| error.finding(YamlFault::TooComplex))
}

/// An error behind a bracket or brace that is still open: on a later line, it was never closed; on
/// its own line, a comma is missing.
pub(super) fn open_bracket(error: &ScannerError<'_>) -> Option<Finding> {
    let (file, offset) = (error.file, error.offset);
    let line = file.line_range(offset);
    let start = line_above(file, line.start).start.min(line.start);
    let (from, open) = last_open_bracket(file.text.get(start..offset)?)?;
    let from = start + from;
    if from < line.start {
        return Some(error_at(file, from, YamlFault::UnclosedBracket { open }));
    }
    // A value, not the start of one, stands before the error.
    let inside = file.text.get(from + 1..offset)?.trim();
    let is_closed = file.text[offset..line.end].contains(['}', ']']);
    let has_value = inside.contains(": ") && !inside.contains(['"', '\'', '%', '@']);
    (is_closed && has_value && open == '{').then(|| error.finding(YamlFault::MissingComma))
}

/// The last bracket or brace of a text that is not closed in it, and its byte.
fn last_open_bracket(text: &str) -> Option<(usize, char)> {
    let mut open = Vec::new();
    for (i, c) in text.char_indices() {
        match c {
            '{' | '[' => open.push((i, c)),
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// A value whose first character means something to YAML.
pub(super) fn special_start(error: &ScannerError<'_>) -> Option<Finding> {
    let file = error.file;
    let range = file.line_range(error.offset);
    let line = &file.text[range.clone()];
    let mark = line.find(": ").or_else(|| line.find("- "))?;
    let start = line.len() - line[mark + 2..].trim_start().len();
    let character = line[start..].chars().next()?;
    if matches!(character, '"' | '\'') {
        // The text behind an inner quotation mark was read as the end of the value.
        let end = error.offset.clamp(range.start + start, range.end) - range.start;
        let text = &line[start..end];
        let inner = text.char_indices().next_back().map_or(0, |(i, _)| i);
        let rest = line.get(end..).unwrap_or_default().trim();
        let rest = (!rest.contains(character)).then(|| rest.to_owned());
        let quoted = text.trim_end().strip_prefix(character);
        let quoted = quoted.map(|text| text.trim_end_matches(character));
        let suggestion =
            quoted.zip(rest.as_ref()).filter(|(_, rest)| rest.starts_with(char::is_alphabetic));
        let suggestion = suggestion.map(|(quoted, rest)| format!("«{}» {rest}", quoted.trim_end()));
        let fault = YamlFault::QuoteInside { quote: character, rest, suggestion };
        return Some(error_at(file, range.start + start + inner, fault));
    }
    let is_special = "[]{}@%`>|,&*!".contains(character);
    let fault = YamlFault::SpecialStart { character };
    is_special.then(|| error_at(file, range.start + start, fault))
}
