//! What is wrong with a line that YAML cannot read, by its looks.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use super::syntax::{first_tab, place};
use super::traps::is_invisible;
use crate::diagnostics::{Code, Finding, Place, SourceFile};

/// The finding for an error behind a bracket or brace that is still open: on a later line, it
/// was never closed; on its own line, a comma is missing.
pub(super) fn open_bracket(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
    let line = file.line_range(at);
    let above = line_above(file, line.start);
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
pub(super) fn near(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
    let line = file.line_range(at.min(file.text.trim_end().len()));
    let above = line_above(file, line.start);
    let below = (line.end + 1).min(file.text.trim_end().len());
    let lines = [line, above, file.line_range(below)];
    lines.into_iter().find_map(|line| {
        let text = &file.text[line.clone()];
        if let Some(i) = text.find(":\u{a0}") {
            return Some(invisible(file, line.start + i + 1));
        }
        if text.trim_start().starts_with("* ") {
            let at = line.start + indent(text);
            return Some(Finding::error(Code::Bullet { sign: '*' }, place(file, at)));
        }
        let indent = indent(text);
        if text[..indent].contains('\t') {
            return Some(Finding::error(Code::Tab, first_tab(file, line.start)));
        }
        let start = line.start + indent;
        if dash_without_space(text) {
            return Some(missing_space(file, start));
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
    rest.and_then(|rest| rest.chars().next()).is_some_and(|c| {
        c.is_alphabetic() || is_invisible(c) || matches!(c, '"' | '\'' | '*' | '[' | '{')
    })
}

/// The finding for a dash with no space behind it, or with one that is none to YAML.
pub(super) fn missing_space(file: &Arc<SourceFile>, dash: usize) -> Finding {
    match file.text[dash + 1..].chars().next() {
        Some(c) if is_invisible(c) => invisible(file, dash + 1),
        _ => Finding::error(Code::MissingSpace { after: '-' }, place(file, dash)),
    }
}

/// The finding for a space that is none to YAML.
fn invisible(file: &Arc<SourceFile>, at: usize) -> Finding {
    let character = file.text[at..].chars().next().unwrap_or('\u{a0}');
    Finding::error(Code::Invisible { character }, place(file, at))
}

/// The finding for a point on the line of its field: `råd: - Begynn tidlig`.
pub(super) fn item_on_line(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
    let line = file.line_range(at);
    let before = file.text.get(line.start..at)?.trim_end();
    let dash = file.text.get(at..line.end)?.starts_with("- ");
    (dash && before.ends_with(':'))
        .then(|| Finding::error(Code::ItemOnLine, place(file, at)))
}

/// The finding for an item where a field belongs, a field where an item belongs, or a line
/// that is neither.
pub(super) fn dash_or_field(
    file: &Arc<SourceFile>,
    at: usize,
    kind: &ErrorKind,
) -> Option<Finding> {
    let line = file.line_range(at);
    let text = &file.text[line.clone()];
    let start = line.start + indent(text);
    match kind {
        ErrorKind::ExpectedBlockMappingKey
            if text.trim_start().starts_with("- ") && !has_item_above(file, start) =>
        {
            Some(Finding::error(Code::StrayDash { under: None }, place(file, start)))
        }
        ErrorKind::SimpleKeyExpected => {
            // The parser names the line after the one that is no field.
            let above = line_above(file, line.start);
            let none = |line: &Range<usize>| {
                let text = file.text[line.clone()].trim();
                !text.is_empty() && !text.contains(": ") && !text.ends_with(':')
            };
            let mut lines = [line, above.clone()];
            if under_bar(file, above.start) {
                lines.reverse();
            }
            let line = lines.into_iter().find(none)?;
            let code = if under_bar(file, line.start) {
                Code::TextIndentation { field: None }
            } else if let Some(field) = under_field(file, line.start) {
                Code::TextIndentation { field: Some(field) }
            } else {
                Code::MissingColon { equals: file.text[line.clone()].contains('=') }
            };
            Some(Finding::error(code, Place::new(file, trimmed(file, line))))
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => {
            let place = Place::new(file, start..line.end.max(start));
            let bar = under_bar(file, line.start);
            let indentation =
                || Code::Indentation { under: under_dash(file, start), value: None };
            let code =
                if bar { Code::TextIndentation { field: None } } else { indentation() };
            Some(Finding::error(code, place))
        }
        _ => None,
    }
}

/// Whether the line at a byte stands below `felt: |` and its text, with too little indentation
/// to be part of the text.
fn under_bar(file: &SourceFile, start: usize) -> bool {
    let own = indent(&file.text[file.line_range(start)]);
    for line in lines_above(file, start) {
        let end = line.trim_end().trim_end_matches(['+', '-']);
        if end.ends_with(": |") || end.ends_with(": >") {
            return true;
        }
        if indent(line) <= own {
            return false;
        }
    }
    false
}

/// The name of the field in the line above a byte's line, if it has no value and the same
/// indentation.
fn under_field(file: &SourceFile, start: usize) -> Option<String> {
    let own = indent(&file.text[file.line_range(start)]);
    let field = lines_above(file, start).next()?;
    let name = field.trim().strip_suffix(':')?;
    (indent(field) == own).then(|| name.to_owned())
}

/// The name of the field behind the dash in the line above a field, if the field stands right
/// below the dash.
fn under_dash(file: &SourceFile, start: usize) -> Option<String> {
    let line = file.line_range(start);
    let mut above = file.text[..line.start].lines().rev();
    let item = above.find(|above| indent(above) <= start - line.start)?;
    let (name, _) = item.trim_start().strip_prefix("- ")?.split_once(':')?;
    (indent(item) == start - line.start).then(|| name.trim().to_owned())
}

/// The last line before a byte that is not empty.
fn line_above(file: &SourceFile, start: usize) -> Range<usize> {
    file.line_range(file.text[..start].trim_end().len())
}

/// The lines before a byte that are not empty, the last one first.
fn lines_above(file: &SourceFile, start: usize) -> impl Iterator<Item = &str> {
    file.text[..start].lines().rev().filter(|line| !line.trim().is_empty())
}

/// The spaces before a line, in bytes.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether the lines right above a byte, down to the field they belong to, have an item with
/// more indentation than the byte's line.
fn has_item_above(file: &SourceFile, start: usize) -> bool {
    let own = indent(&file.text[file.line_range(start)]);
    let above = file.text[..file.line_range(start).start].lines().rev();
    let mut inner = above.take_while(|line| line.trim().is_empty() || indent(line) > own);
    inner.any(|line| line.trim_start().starts_with("- "))
}

/// A line without the spaces around it.
fn trimmed(file: &SourceFile, line: Range<usize>) -> Range<usize> {
    let text = &file.text[line.clone()];
    let start = line.start + indent(text);
    start..(line.start + text.trim_end().len()).max(start)
}

/// The finding for a colon that YAML does not expect: the line has one before it, or the
/// line is a field with the wrong indentation.
pub(super) fn second_colon(file: &Arc<SourceFile>, at: usize) -> Finding {
    let line = file.line_range(at);
    let before = &file.text[line.start..at.min(line.end)];
    if let Some(curly) = before.find(['“', '”', '„', '‟']) {
        return Finding::error(Code::CurlyQuotes, place(file, line.start + curly));
    }
    if before.contains(": ") {
        return Finding::error(Code::ColonInText { field: None }, place(file, at));
    }
    if let Some(finding) = near(file, line.start) {
        return finding;
    }
    // `navn = Nord` above the line: it and the name of this line are one text.
    let above = line_above(file, line.start);
    let text = file.text[above.clone()].trim();
    let same = |a: &str, b: &str| indent(a) == indent(b);
    let no_field =
        !text.is_empty() && !text.contains(':') && !text.starts_with(['#', '-']);
    if line.start > 0
        && no_field
        && same(&file.text[above.clone()], &file.text[line.clone()])
    {
        return Finding::error(
            Code::MissingColon { equals: text.contains('=') },
            Place::new(file, trimmed(file, above)),
        );
    }
    match below_value(file, &line, before) {
        Some(code @ Code::ColonInText { .. }) => Finding::error(code, place(file, at)),
        code => {
            let code = code.unwrap_or(Code::Indentation { under: None, value: None });
            let name = line.start + indent(before)..at.min(line.end);
            Finding::error(code, Place::new(file, name))
        }
    }
}

/// What a colon means in a line below a field that has a value: `before` is the line up to it.
/// The line goes on with the text of the field, or is a field below a value.
fn below_value(file: &SourceFile, line: &Range<usize>, before: &str) -> Option<Code> {
    let field = lines_above(file, line.start).find(|l| indent(l) < indent(before))?;
    let (_, value) = field.split_once(": ")?;
    let value = value.trim();
    if value.is_empty() || value.starts_with(['"', '\'', '[', '{', '|', '>', '#', '&']) {
        return None;
    }
    let before = before.trim();
    let short =
        value.chars().all(|c| c.is_lowercase() || c.is_numeric() || " -.,%".contains(c));
    let words = value.contains(' ') && value.chars().any(char::is_alphabetic);
    Some(if words || before.contains(' ') {
        Code::ColonInText { field: Some(before.to_owned()) }
    } else {
        Code::Indentation { under: None, value: short.then(|| value.to_owned()) }
    })
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
pub(super) fn special_start(file: &Arc<SourceFile>, at: usize) -> Option<Finding> {
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
        let rest = line.get(value + text.len()..).unwrap_or_default().trim();
        let rest = (!rest.contains(character)).then(|| rest.to_owned());
        let code = Code::QuoteInside { quote: character, rest };
        return Some(Finding::error(code, place(file, range.start + value + mark)));
    }
    let special = "[]{}@%`>|,&*!".contains(character);
    let code = Code::SpecialStart { character };
    special.then(|| Finding::error(code, place(file, range.start + value)))
}
