//! What the YAML parser cannot read, as findings.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{ErrorKind, ScanError};
use serde_yaml::{Error, ExternalMessageSource};

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
        ErrorKind::MappingValueNotAllowed => second_colon(file, at),
        ErrorKind::UnclosedFlowCollection { open } => {
            Finding::error(Code::UnclosedBracket { open: *open }, place(file, at))
        }
        ErrorKind::RecursionLimitExceeded => {
            Finding::error(Code::TooComplex, place(file, at))
        }
        kind => open_bracket(file, at)
            .or_else(|| special_start(file, at))
            .or_else(|| near(file, at))
            .or_else(|| dash_or_field(file, at, kind))
            .unwrap_or_else(|| {
                Finding::error(Code::Syntax { detail: kind.to_string() }, place(file, at))
            }),
    }
}

/// The finding for an error behind a bracket or brace that is still open: on a later line, it
/// was never closed; on its own line, a comma is missing.
fn open_bracket(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
    let line = file.line_range(at);
    let above = file.line_range(file.text[..line.start].trim_end().len());
    let start = if above.start < line.start { above.start } else { line.start };
    let before = file.text.get(start..at)?;
    let mut open: Vec<(usize, char)> = Vec::new();
    for (i, c) in before.char_indices() {
        match c {
            '{' | '[' => open.push((start + i, c)),
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
    }
    let (from, bracket) = open.last().copied()?;
    if from < line.start {
        return Some(Finding::error(
            Code::UnclosedBracket { open: bracket },
            place(file, from),
        ));
    }
    // A value, not the start of one, stands before the fault.
    let inside = file.text.get(from + 1..at)?.trim();
    let closes = file.text[at..line.end].contains(['}', ']']);
    let second = inside.contains(": ") && !inside.contains(['"', '\'', '%', '@']);
    (closes && second && bracket == '{')
        .then(|| Finding::error(Code::MissingComma, place(file, at)))
}

/// What is wrong with the line of a byte, the one before it or the one after, by their looks.
fn near(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
    let line = file.line_range(at.min(file.text.trim_end().len()));
    let above = file.text[..line.start].trim_end().len();
    let below = (line.end + 1).min(file.text.trim_end().len());
    let lines = [line, file.line_range(above), file.line_range(below)];
    lines.into_iter().find_map(|line| {
        let text = &file.text[line.clone()];
        if let Some(i) = text.find(":\u{a0}") {
            let code = Code::MissingSpace { after: '\u{a0}' };
            return Some(Finding::error(code, place(file, line.start + i + 1)));
        }
        let indent = text.len() - text.trim_start().len();
        if text[..indent].contains('\t') {
            return Some(Finding::error(Code::Tab, first_tab(file, line.start)));
        }
        let start = line.start + indent;
        if dash_without_space(text) {
            let code = Code::MissingSpace { after: '-' };
            return Some(Finding::error(code, place(file, start)));
        }
        let colon =
            colon_without_space(&file.text[..line.end]).filter(|c| *c >= line.start);
        colon.map(|colon| {
            Finding::error(Code::MissingSpace { after: ':' }, place(file, colon))
        })
    })
}

/// Whether a line begins with a dash and a word with no space between.
pub(super) fn dash_without_space(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix('-');
    rest.and_then(|rest| rest.chars().next())
        .is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '\'' | '*' | '[' | '{'))
}

/// The finding for an item where a field belongs, a field where an item belongs, or a line
/// that is neither.
fn dash_or_field(file: &Arc<SourceFile>, at: usize, kind: &ErrorKind) -> Option<Finding> {
    let line = file.line_range(at);
    let text = &file.text[line.clone()];
    let start = line.start + text.len() - text.trim_start().len();
    match kind {
        ErrorKind::ExpectedBlockMappingKey
            if text.trim_start().starts_with("- ") && !has_item_above(file, start) =>
        {
            Some(Finding::error(Code::StrayDash, place(file, start)))
        }
        ErrorKind::SimpleKeyExpected => {
            // The parser names the line after the one that is no field.
            let above = file.line_range(file.text[..line.start].trim_end().len());
            let none = |line: &Range<usize>| {
                let text = file.text[line.clone()].trim();
                !text.is_empty() && !text.contains(": ") && !text.ends_with(':')
            };
            let line = [line, above].into_iter().find(none)?;
            Some(Finding::error(
                Code::MissingColon,
                Place::new(file, trimmed(file, line)),
            ))
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => {
            let span = start..line.end.max(start);
            Some(Finding::error(Code::Indentation, Place::new(file, span)))
        }
        _ => None,
    }
}

/// Whether the lines right above a byte, down to the field they belong to, have an item with
/// more indentation than the byte's line.
fn has_item_above(file: &SourceFile, start: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = indent(&file.text[file.line_range(start)]);
    let above = file.text[..file.line_range(start).start].lines().rev();
    let mut inner = above.take_while(|line| line.trim().is_empty() || indent(line) > own);
    inner.any(|line| line.trim_start().starts_with("- "))
}

/// A line without the spaces around it.
fn trimmed(file: &SourceFile, line: Range<usize>) -> Range<usize> {
    let text = &file.text[line.clone()];
    let start = line.start + text.len() - text.trim_start().len();
    start..(line.start + text.trim_end().len()).max(start)
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

/// The finding for a colon that YAML does not expect: the line has one before it, or the
/// line is a field with the wrong indentation.
fn second_colon(file: &Arc<SourceFile>, at: usize) -> Finding {
    let line = file.line_range(at);
    let before = &file.text[line.start..at.min(line.end)];
    if let Some(curly) = before.find(['“', '”', '„', '‟']) {
        return Finding::error(Code::CurlyQuotes, place(file, line.start + curly));
    }
    if before.contains(": ") {
        return Finding::error(Code::ColonInText, place(file, at));
    }
    if let Some(finding) = near(file, line.start) {
        return finding;
    }
    // `navn = Nord` above the line: it and the name of this line are one text.
    let above = file.line_range(file.text[..line.start].trim_end().len());
    let text = file.text[above.clone()].trim();
    let same = |a: &str, b: &str| {
        a.len() - a.trim_start().len() == b.len() - b.trim_start().len()
    };
    let no_field =
        !text.is_empty() && !text.contains(':') && !text.starts_with(['#', '-']);
    if line.start > 0
        && no_field
        && same(&file.text[above.clone()], &file.text[line.clone()])
    {
        return Finding::error(
            Code::MissingColon,
            Place::new(file, trimmed(file, above)),
        );
    }
    let start = line.start + before.len() - before.trim_start().len();
    let span = start..at.min(line.end);
    Finding::error(Code::Indentation, Place::new(file, span))
}

/// The colon of the last line of a text, if the line is a name, a colon and a value with no
/// space between.
pub(super) fn colon_without_space(text: &str) -> Option<usize> {
    let line = text.trim_end();
    let start = line.rfind('\n').map_or(0, |i| i + 1);
    let (name, value) = line[start..].split_once(':')?;
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ' ';
    let field = !name.trim().is_empty() && name.chars().all(is_name);
    let glued = value.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
    (field && glued).then_some(start + name.len())
}

/// The finding for a value whose first character means something to YAML.
fn special_start(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
    let range = file.line_range(at);
    let line = &file.text[range.clone()];
    let value =
        line.find(": ").map(|i| i + 2).or_else(|| line.find("- ").map(|i| i + 2))?;
    let value = value + line[value..].len() - line[value..].trim_start().len();
    let character = line[value..].chars().next()?;
    if matches!(character, '"' | '\'') {
        // What stands after the text was read as its end.
        let text = &line[value..at.clamp(range.start + value, range.end) - range.start];
        let mark = text.char_indices().next_back().map_or(0, |(i, _)| i);
        let code = Code::QuoteInside { quote: character };
        return Some(Finding::error(code, place(file, range.start + value + mark)));
    }
    let special = "[]{}@%`>|,&*!".contains(character);
    let code = Code::SpecialStart { character };
    special.then(|| Finding::error(code, place(file, range.start + value)))
}

/// The character at a byte, or the end of the line before it if there is none.
fn place(file: &Arc<SourceFile>, at: usize) -> Place {
    let at = at.min(file.text.trim_end().len());
    let width = file.text.get(at..).and_then(|t| t.chars().next());
    let end = at + width.map_or(0, char::len_utf8);
    Place::new(file, at..end)
}

/// The first tab of the line that holds a byte, else the byte itself.
fn first_tab(file: &Arc<SourceFile>, at: usize) -> Place {
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
