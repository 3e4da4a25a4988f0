//! Lines and characters of a source text, and errors at them.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::Location;

use crate::fault::Fault;
use crate::finding::{Finding, Place, SourceText};

/// An error at some bytes.
pub(super) fn error_in(
    file: &Arc<SourceText>,
    span: Range<usize>,
    fault: impl Into<Fault>,
) -> Finding {
    Finding::error(fault, Place::new(file, span))
}

/// An error at the character that begins at a byte, or at the end of the text if there is none.
pub(super) fn error_at(file: &Arc<SourceText>, offset: usize, fault: impl Into<Fault>) -> Finding {
    let start = offset.min(file.text.trim_end().len());
    let character = file.text.get(start..).and_then(|text| text.chars().next());
    error_in(file, start..start + character.map_or(0, char::len_utf8), fault)
}

/// The first byte of a location.
pub(super) fn offset(text: &str, location: Location) -> usize {
    let byte = location.span().byte_offset().and_then(|n| usize::try_from(n).ok());
    byte.unwrap_or_else(|| {
        let line = usize::try_from(location.line()).unwrap_or(usize::MAX);
        let column = usize::try_from(location.column()).unwrap_or(usize::MAX);
        byte_offset(text, line, column.saturating_sub(1))
    })
}

/// The byte at a line (from 1) and column (in characters, from 0).
pub(super) fn byte_offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
}

/// The length of the white space before a line, in bytes.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The line of a byte.
pub(super) fn line_at(file: &SourceText, offset: usize) -> &str {
    &file.text[file.line_range(offset)]
}

/// The bytes of the last line before a byte that is not empty.
pub(super) fn line_above(file: &SourceText, offset: usize) -> Range<usize> {
    file.line_range(file.text[..offset].trim_end().len())
}

/// The lines before a byte that are not empty, the last one first.
pub(super) fn lines_above(file: &SourceText, offset: usize) -> impl Iterator<Item = &str> {
    file.text[..offset].lines().rev().filter(|line| !line.trim().is_empty())
}

/// The bytes of a line without the white space around it.
pub(super) fn trimmed(file: &SourceText, line: Range<usize>) -> Range<usize> {
    let text = &file.text[line.clone()];
    let start = line.start + indent(text);
    start..(line.start + text.trim_end().len()).max(start)
}

/// From a byte to the end of its line, without white space.
pub(super) fn rest_of_line(file: &SourceText, start: usize) -> Range<usize> {
    let line = file.line_range(start);
    let text = file.text.get(start..line.end).unwrap_or_default();
    start..start + text.trim_end().len()
}
