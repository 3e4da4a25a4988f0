//! Lines that belong to no data file: found before YAML is asked, which would blame another line.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Finding, Place, SourceFile};

/// The first line of a file that is no YAML.
///
/// Only lines without indentation are looked at, for all others may be part of a text.
pub(super) fn line(file: &Arc<SourceFile>) -> Option<Finding> {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let text = line.trim_end();
        let found =
            code(text).filter(|_| text != "..." || !ends(file, start + line.len()));
        if let Some((code, length)) = found {
            let span: Range<usize> = start..start + length;
            return Some(Finding::error(code, Place::new(file, span)));
        }
        start += line.len();
    }
    None
}

/// Whether nothing but comments stands behind a byte.
fn ends(file: &SourceFile, start: usize) -> bool {
    let mut lines = file.text[start..].lines();
    lines.all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// What is wrong with a line, and how many of its bytes show it.
fn code(line: &str) -> Option<(Code, usize)> {
    if line.starts_with("<<<<<<< ") {
        return Some((Code::MergeConflict, 7));
    }
    let divider = |c: char| line.len() >= 3 && line.chars().all(|d| d == c);
    let stray = line.starts_with("```")
        || line == "..."
        || ['=', '_', '*', '~'].into_iter().any(divider)
        || ["//", "/*", "<!--"].iter().any(|mark| line.starts_with(mark))
        || line.starts_with('|') && line[1..].contains('|');
    stray.then(|| (Code::StrayLine { line: line.to_owned() }, line.len()))
}
