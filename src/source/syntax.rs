//! What the YAML parser cannot read, as findings.

use std::sync::Arc;

use serde_yaml::granit_parser::{ErrorKind, ScanError};
use serde_yaml::{Error, ExternalMessageSource};

use super::looks;
use super::parse::offset;
use crate::diagnostics::{Code, Finding, Place, SourceFile};

/// The finding for an error of the parser.
pub(super) fn finding(file: &Arc<SourceFile>, error: &Error) -> Finding {
    let mut error = error.without_snippet();
    while let Error::AliasError { error: inner, .. } = error {
        error = inner;
    }
    if let Error::ExternalMessage { source, .. } = error
        && let ExternalMessageSource::Parser(error) = source.as_ref()
    {
        return scan_finding(file, error);
    }
    let mut at = error.location().map_or(0, |location| offset(&file.text, location));
    if matches!(error, Error::UnsupportedTag { .. }) {
        // The parser names the value behind the tag.
        at = file.text.get(..at).and_then(|before| before.rfind('!')).unwrap_or(at);
    }
    let code = match error {
        Error::UnknownAnchor { .. } => Code::SpecialStart { character: '*' },
        Error::UnsupportedTag { .. } => Code::SpecialStart { character: '!' },
        Error::MultipleDocuments { .. } => Code::SecondDocument,
        _ if is_limit(error) => Code::TooComplex,
        _ => Code::Syntax { detail: detail(&error.to_string()) },
    };
    Finding::error(code, place(file, at))
}

/// The finding for an error of the scanner, which knows its kind.
fn scan_finding(file: &Arc<SourceFile>, error: &ScanError) -> Finding {
    let at = byte_offset(&file.text, error.marker().line(), error.marker().col());
    match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => {
            Finding::error(Code::Tab, first_tab(file, at))
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => {
            let at = opening_quote(&file.text, at);
            Finding::error(Code::UnclosedQuote, place(file, at))
        }
        ErrorKind::MappingValueNotAllowed => looks::second_colon(file, at),
        ErrorKind::UnclosedFlowCollection { open } => {
            Finding::error(Code::UnclosedBracket { open: *open }, place(file, at))
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape => backslash(file, at),
        ErrorKind::RecursionLimitExceeded => {
            Finding::error(Code::TooComplex, place(file, at))
        }
        kind => looks::open_bracket(file, at)
            .or_else(|| looks::item_on_line(file, at))
            .or_else(|| looks::special_start(file, at))
            .or_else(|| looks::near(file, at))
            .or_else(|| looks::dash_or_field(file, at, kind))
            .unwrap_or_else(|| {
                Finding::error(Code::Syntax { detail: kind.to_string() }, place(file, at))
            }),
    }
}

/// The finding for a backslash in double quotation marks that means nothing to YAML; the text
/// begins at a byte.
fn backslash(file: &Arc<SourceFile>, at: usize) -> Finding {
    let known = "0abtnvfre \"/\\N_LP\n";
    let mut escaped = false;
    let unknown = file.text[at..].char_indices().find(|(_, c)| {
        let unknown = escaped && !known.contains(*c);
        escaped = !escaped && *c == '\\';
        unknown
    });
    let (start, end) =
        unknown.map_or((at, at), |(i, c)| (at + i - 1, at + i + c.len_utf8()));
    let sequence = file.text[start..end].to_owned();
    Finding::error(Code::Backslash { sequence }, Place::new(file, start..end))
}

/// Whether the file is refused for its size and shape rather than its form.
fn is_limit(error: &Error) -> bool {
    matches!(
        error,
        Error::Budget { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::RecursiveReferencesRequireWeakTypes { .. }
    )
}

/// The character at a byte, or the end of the line before it if there is none.
pub(super) fn place(file: &Arc<SourceFile>, at: usize) -> Place {
    let at = at.min(file.text.trim_end().len());
    let width = file.text.get(at..).and_then(|t| t.chars().next());
    let end = at + width.map_or(0, char::len_utf8);
    Place::new(file, at..end)
}

/// The first tab of the line that holds a byte, else the byte itself.
pub(super) fn first_tab(file: &Arc<SourceFile>, at: usize) -> Place {
    let line = file.line_range(at);
    let tab = file.text[line.clone()].find('\t').map_or(at, |i| line.start + i);
    place(file, tab)
}

/// The quotation mark that opens the text in which a byte lies.
///
/// The scanner names the end of what it read, so the mark is looked for in the text before:
/// the last one that follows white space, a colon or a dash.
fn opening_quote(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let is_quote = |i: usize| matches!(text.as_bytes().get(i), Some(b'"' | b'\''));
    if is_quote(at) {
        return at;
    }
    let opens = |i: &usize| is_quote(*i) && (*i == 0 || text.as_bytes()[*i - 1] == b' ');
    (0..at).rev().find(opens).unwrap_or(at)
}

/// The byte at a line (from 1) and column (in characters, from 0).
pub(super) fn byte_offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
}

/// The first line of a message, without the place that the parser adds to it.
fn detail(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.split(" at line ").next().unwrap_or(line).to_owned()
}
