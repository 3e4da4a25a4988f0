//! Errors of the scanner at dashes, fields and indentation that do not go together.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::scan_error::ScannerError;
use crate::fault::{MisreadFault, YamlFault};
use crate::finding::{Finding, SourceText};
use crate::yaml::lines::{error_at, error_in, indent, line_above, line_at, lines_above, trimmed};

/// An item on the line of its field: `råd: - Begynn tidlig`.
pub(super) fn item_on_line(error: &ScannerError<'_>) -> Option<Finding> {
    let line = error.file.line_range(error.offset);
    let before = error.file.text.get(line.start..error.offset)?.trim_end();
    let is_dash = error.file.text.get(error.offset..line.end)?.starts_with("- ");
    (is_dash && before.ends_with(':'))
        .then(|| error_at(error.file, error.offset, MisreadFault::ItemOnLine))
}

/// An item where a field belongs.
pub(super) fn stray_item(error: &ScannerError<'_>) -> Option<Finding> {
    let line = error.file.line_range(error.offset);
    let text = &error.file.text[line.clone()];
    let start = line.start + indent(text);
    let is_stray = matches!(error.kind, ErrorKind::ExpectedBlockMappingKey)
        && text.trim_start().starts_with("- ")
        && !has_item_above(error.file, start);
    is_stray.then(|| error_at(error.file, start, YamlFault::StrayDash { under: None }))
}

/// A line that is neither a field nor part of a text.
pub(super) fn text_outside_field(error: &ScannerError<'_>) -> Option<Finding> {
    if !matches!(error.kind, ErrorKind::SimpleKeyExpected) {
        return None;
    }
    let file = error.file;
    let line = file.line_range(error.offset);
    // The scanner names the line after the one that is no field.
    let above = line_above(file, line.start);
    let lines = if is_under_bar(file, above.start) { [above, line] } else { [line, above] };
    let line = lines.into_iter().find(|line| is_text(&file.text[line.clone()]))?;
    let fault = if is_under_bar(file, line.start) {
        YamlFault::TextIndentation { field: None }
    } else if let Some(field) = field_above(file, line.start) {
        YamlFault::TextIndentation { field: Some(field) }
    } else if let Some(sign) = bullet_of(&file.text[line.clone()]) {
        let start = line.start + indent(&file.text[line]);
        let span = start..start + sign.len_utf8();
        return Some(error_in(file, span, MisreadFault::Bullet { sign }));
    } else {
        missing_colon(&file.text[line.clone()])
    };
    Some(error_in(file, trimmed(file, line), fault))
}

/// The sign of a list's point in another program that a line begins with.
fn bullet_of(line: &str) -> Option<char> {
    let mut characters = line.trim_start().chars();
    let sign = characters.next().filter(|c| "–—•·▪◦‣●■\u{f0b7}".contains(*c))?;
    characters.next().is_some_and(char::is_whitespace).then_some(sign)
}

/// The fault of a line without a colon, perhaps a row of a spreadsheet or a CSV file: `nye-foretak;61`.
pub(super) fn missing_colon(line: &str) -> YamlFault {
    let cells =
        [';', '\t', ','].map(|sign| line.trim().split(sign).map(str::trim).collect::<Vec<_>>());
    let row = cells.into_iter().find(|cells| {
        let is_number = |cell: &&str| cell.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let is_name = cells[0].chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
        cells.len() > 1 && is_name && cells[1..].iter().all(is_number)
    });
    let row = row.map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
    YamlFault::MissingColon { equals: line.contains('='), row: row.unwrap_or_default() }
}

/// A field or an item with the wrong indentation.
pub(super) fn indentation(error: &ScannerError<'_>) -> Option<Finding> {
    let is_indentation = matches!(
        error.kind,
        ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
    );
    if !is_indentation {
        return None;
    }
    let line = error.file.line_range(error.offset);
    let start = line.start + indent(&error.file.text[line.clone()]);
    let fault = if is_under_bar(error.file, line.start) {
        YamlFault::TextIndentation { field: None }
    } else {
        YamlFault::Indentation { under: item_above(error.file, start), value: None }
    };
    Some(error_in(error.file, start..line.end.max(start), fault))
}

/// Whether a line is neither empty nor a field.
fn is_text(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.contains(": ") && !line.ends_with(':')
}

/// Whether the line of a byte stands below `felt: |` and its text, with too little indentation to be
/// part of the text.
fn is_under_bar(file: &SourceText, offset: usize) -> bool {
    let own = indent(line_at(file, offset));
    for line in lines_above(file, offset) {
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

/// The name of the field in the line above, if it has no value and the same indentation.
fn field_above(file: &SourceText, offset: usize) -> Option<String> {
    let own = indent(line_at(file, offset));
    let field = lines_above(file, offset).next()?;
    let name = field.trim().strip_suffix(':')?;
    (indent(field) == own).then(|| name.to_owned())
}

/// The name of the field behind the dash in the line above, if the field that begins at a byte
/// stands right below the dash.
fn item_above(file: &SourceText, start: usize) -> Option<String> {
    let line: Range<usize> = file.line_range(start);
    let own = start - line.start;
    let mut above = file.text[..line.start].lines().rev();
    let item = above.find(|above| indent(above) <= own)?;
    let (name, _) = item.trim_start().strip_prefix("- ")?.split_once(':')?;
    (indent(item) == own).then(|| name.trim().to_owned())
}

/// Whether the lines right above a byte, down to the field that they belong to, have an item with
/// more indentation than the byte's line.
fn has_item_above(file: &SourceText, offset: usize) -> bool {
    let line = file.line_range(offset);
    let own = indent(&file.text[line.clone()]);
    let above = file.text[..line.start].lines().rev();
    let mut inner = above.take_while(|line| line.trim().is_empty() || indent(line) > own);
    inner.any(|line| line.trim_start().starts_with("- "))
}
