//! Dashes and colons without a space behind them, or with one that is none to YAML.

use std::sync::Arc;

use super::scan_error::ScannerError;
use crate::fault::{MisreadFault, YamlFault};
use crate::finding::{Finding, SourceText};
use crate::yaml::lines::{error_at, indent, line_above};

/// Guesses the mistake behind an error from the text of its line, the line above or the line below.
pub(super) fn near(error: &ScannerError<'_>) -> Option<Finding> {
    near_offset(error.file, error.offset)
}

/// Guesses a mistake from the text of the line of a byte, the line above or the line below.
pub(super) fn near_offset(file: &Arc<SourceText>, offset: usize) -> Option<Finding> {
    let end = file.text.trim_end().len();
    let line = file.line_range(offset.min(end));
    let above = line_above(file, line.start);
    let below = file.line_range((line.end + 1).min(end));
    [line, above, below].into_iter().find_map(|line| {
        let text = &file.text[line.clone()];
        if let Some(colon) = text.find(":\u{a0}") {
            return Some(invisible_space(file, line.start + colon + 1));
        }
        let start = line.start + indent(text);
        if text.trim_start().starts_with("* ") {
            return Some(error_at(file, start, MisreadFault::Bullet { sign: '*' }));
        }
        if let Some(tab) = text[..indent(text)].find('\t') {
            return Some(error_at(file, line.start + tab, YamlFault::Tab));
        }
        if is_dash_without_space(text) {
            return Some(dash_without_space(file, start));
        }
        let colon = colon_without_space(&file.text[..line.end])?;
        let fault = YamlFault::MissingSpace { after: ':' };
        (colon >= line.start).then(|| error_at(file, colon, fault))
    })
}

/// Whether a line begins with a dash and a word with no space between.
pub(super) fn is_dash_without_space(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix('-');
    rest.and_then(|rest| rest.chars().next()).is_some_and(|c| {
        c.is_alphabetic() || is_invisible(c) || matches!(c, '"' | '\'' | '*' | '[' | '{')
    })
}

/// The finding for a dash with no space behind it, or with one that is none to YAML.
pub(super) fn dash_without_space(file: &Arc<SourceText>, dash: usize) -> Finding {
    match file.text[dash + 1..].chars().next() {
        Some(c) if is_invisible(c) => invisible_space(file, dash + 1),
        _ => error_at(file, dash, YamlFault::MissingSpace { after: '-' }),
    }
}

/// The colon of the last line of a text, if the line is a name, a colon and a value with no
/// space between.
pub(super) fn colon_without_space(text: &str) -> Option<usize> {
    let line = text.trim_end();
    let start = line.rfind('\n').map_or(0, |i| i + 1);
    let (name, value) = line[start..].split_once(':')?;
    let is_name = !name.trim().is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' ');
    let is_glued = value.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
    (is_name && is_glued).then_some(start + name.len())
}

/// Whether a character is shown as an ordinary space or not at all.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{202f}')
}

/// The finding for a space that is none to YAML.
fn invisible_space(file: &Arc<SourceText>, offset: usize) -> Finding {
    let character = file.text[offset..].chars().next().unwrap_or('\u{a0}');
    error_at(file, offset, MisreadFault::Invisible { character })
}
