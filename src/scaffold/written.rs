//! The parts of a data file as they are written.

use std::fmt::Write;

use super::lines::{SourceBlock, blocks};
use crate::tree::{Document, Entry, Node, Value};

/// The fields of a file with their lines; `None` if several stand on one line.
pub(super) fn top_level(document: &Document) -> Option<Vec<(&Entry, SourceBlock<'_>)>> {
    let entries = document.root.fields();
    let text = &document.file.text;
    let before = &text[..entries.first()?.key_span.start];
    // In braces, lines cannot be separated from each other.
    if before.trim_end_matches(['"', '\'']).trim_end().ends_with('{') {
        return None;
    }
    let blocks = blocks(&document.file, &starts(entries), text.len())?;
    Some(entries.iter().zip(blocks).collect())
}

/// The comments above an item of a field; `None` if several items stand on one line.
pub(super) fn comments_above<'a>(
    document: &'a Document,
    field: &str,
    id: &str,
) -> Option<Vec<&'a str>> {
    let items = document.root.field(field)?.value.fields();
    let blocks = blocks(&document.file, &starts(items), end_of(document, field))?;
    let (_, block) = items.iter().zip(blocks).find(|(item, _)| item.key == id)?;
    Some(block.comments)
}

/// The items of a list with their lines; `None` if several stand on one line.
pub(super) fn item_blocks<'a>(
    document: &'a Document,
    field: &str,
    items: &[Node],
) -> Option<Vec<SourceBlock<'a>>> {
    let mut starts = Vec::new();
    for item in items {
        let line = document.file.line_range(first_byte(item));
        if !document.file.text[line.clone()].trim_start().starts_with("- ") {
            return None;
        }
        starts.push(line.start);
    }
    blocks(&document.file, &starts, end_of(document, field))
}

/// Whether some lines have an anchor or refer to one, which may not be in the new file.
pub(super) fn has_references(lines: &[&str]) -> bool {
    let mut words = lines.iter().flat_map(|line| line.split([' ', '[', '{', ',']));
    words.any(|word| word.len() > 1 && word.starts_with(['&', '*']) && word != "**")
}

/// An item of a list, written on lines of its own.
pub(super) fn on_own_lines(item: &Node) -> String {
    let mut out = String::new();
    for (i, entry) in item.fields().iter().enumerate() {
        let lead = if i == 0 { "  - " } else { "    " };
        let _ = writeln!(out, "{lead}{}: {}", entry.key, flow(&entry.value));
    }
    out
}

/// A value on one line.
pub(super) fn flow(node: &Node) -> String {
    match &node.value {
        Value::Scalar(_) if node.is_null() => String::new(),
        // A text in JSON is a text in YAML.
        Value::Scalar(scalar) => serde_json::Value::from(scalar.text.as_str()).to_string(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        Value::Fields(entries) => {
            let field = |entry: &Entry| format!("{}: {}", entry.key, flow(&entry.value));
            format!("{{ {} }}", entries.iter().map(field).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The bytes at which some fields begin.
fn starts(entries: &[Entry]) -> Vec<usize> {
    entries.iter().map(|entry| entry.key_span.start).collect()
}

/// The first byte of a node as it is written.
fn first_byte(node: &Node) -> usize {
    starts(node.fields()).into_iter().min().unwrap_or(node.span.start)
}

/// The byte after the lines of a field.
fn end_of(document: &Document, field: &str) -> usize {
    let text = &document.file.text;
    let start = document.root.field(field).map_or(0, |entry| entry.key_span.start);
    let later = starts(document.root.fields()).into_iter().filter(|next| *next > start);
    let next = later.min();
    // The comments above the next field are not part of this one.
    let mut end = text[..next.unwrap_or(text.len())].trim_end_matches('\n').len();
    while next.is_some() {
        let line = document.file.line_range(end);
        if !text[line.clone()].trim_start().starts_with('#') || line.start == 0 {
            break;
        }
        end = line.start - 1;
    }
    (end + 1).min(text.len())
}
