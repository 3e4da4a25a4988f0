//! Lines that belong to no data file. They are detected before parsing, since YAML would report
//! another line.

use std::sync::Arc;

use crate::fault::MisreadFault;
use crate::finding::{Finding, SourceText};
use crate::yaml::lines::error_in;

/// Marks of code and comments at the beginning of a line.
const MARKS: [&str; 4] = ["```", "//", "/*", "<!--"];

/// The marks that git leaves where two versions of a file could not be merged.
const CONFLICTS: [&str; 3] = ["<<<<<<<", ">>>>>>>", "|||||||"];

/// The first character of a file that YAML cannot have: a control character other than tab and line end,
/// such as the line break of Word (U+000B).
///
/// Source: YAML 1.2.2, section 5.1.
pub(in crate::yaml) fn control_character(file: &Arc<SourceText>) -> Option<Finding> {
    let is_control = |byte: u8| matches!(byte, 0..=8 | 11..=31 | 127);
    let at = file.text.bytes().position(is_control)?;
    let character = char::from(file.text.as_bytes()[at]);
    Some(error_in(file, at..at + 1, MisreadFault::Invisible { character }))
}

/// The first line of a file that is no YAML.
///
/// Only lines without indentation are examined, for all others may be part of a text.
pub(in crate::yaml) fn foreign_line(file: &Arc<SourceText>) -> Option<Finding> {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let text = line.trim_end();
        if CONFLICTS.iter().any(|mark| text == *mark || text.starts_with(&format!("{mark} "))) {
            return Some(error_in(file, start..start + 7, MisreadFault::MergeConflict));
        }
        let end = start + line.len();
        if is_foreign(text) || text == "..." && !is_end(&file.text[end..]) {
            let fault = MisreadFault::StrayLine { line: text.to_owned() };
            return Some(error_in(file, start..start + text.len(), fault));
        }
        start = end;
    }
    None
}

/// Whether a text has nothing but comments.
fn is_end(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// Whether a line is a divider, a row of a table, code or a comment of another language.
fn is_foreign(line: &str) -> bool {
    let first = line.chars().next().unwrap_or_default();
    let is_divider = line.len() >= 3
        && matches!(first, '=' | '_' | '*' | '~')
        && line.chars().all(|c| c == first);
    is_divider
        || MARKS.iter().any(|mark| line.starts_with(mark))
        || line.starts_with('|') && line[1..].contains('|')
}
