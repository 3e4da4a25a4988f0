//! Valid YAML in which a text is not what its writer meant.

use std::ops::Range;
use std::sync::Arc;

use super::syntax::dash_without_space;
use super::{Node, Value};
use crate::diagnostics::{Code, Finding, Place, SourceFile};

/// A `#` after a value with a word right behind it was meant as text: `tiltak #3`.
pub(super) fn comment(
    file: &Arc<SourceFile>,
    key: &Range<usize>,
    value: &Node,
) -> Option<Finding> {
    let line = file.line_range(key.end);
    let on_line = line.contains(&value.span.start) && !value.is_null();
    let end = if on_line { value.span.end.min(line.end) } else { key.end };
    let rest = file.text.get(end..line.end)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let lost = rest.trim_start();
    let meant = lost.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    if !matches!(value.value, Value::Scalar(_)) || !meant || lost.len() == rest.len() {
        return None;
    }
    let span = line.end - lost.len()..line.end;
    let code = Code::Comment { lost: lost.trim_end().to_owned() };
    Some(Finding::error(code, Place::new(file, span)))
}

/// Points in a text that is not written after `|` are joined into one line.
pub(super) fn folded_list(
    file: &Arc<SourceFile>,
    span: &Range<usize>,
) -> Option<Finding> {
    let written = file.text.get(span.clone())?;
    if let Some(finding) = bullets(file, span, written) {
        return Some(finding);
    }
    let before = file.text.get(..span.start)?.split_whitespace().next_back();
    if written.starts_with('|') || before.is_some_and(|header| header.starts_with('|')) {
        return None;
    }
    let mut at = span.start;
    for (i, line) in written.split_inclusive('\n').enumerate() {
        let text = line.trim_start();
        if i > 0 && (text.starts_with("- ") || text.starts_with("* ")) {
            let start = at + line.len() - text.len();
            let place = Place::new(file, start..start + 1);
            return Some(Finding::error(Code::FoldedList { sign: '-' }, place));
        }
        if i > 0 && dash_without_space(text) && !written.starts_with(['"', '\'']) {
            let start = at + line.len() - text.len();
            let place = Place::new(file, start..start + 1);
            return Some(Finding::error(Code::MissingSpace { after: '-' }, place));
        }
        at += line.len();
    }
    None
}

/// A text in quotation marks from a word processor, which become part of the text.
pub(super) fn curly_quotes(
    file: &Arc<SourceFile>,
    span: &Range<usize>,
    text: &str,
) -> Option<Finding> {
    let inner = text.strip_prefix(['“', '”', '„', '‟'])?;
    let body = inner.strip_suffix(['“', '”', '"']);
    let whole = body.is_some_and(|body| !body.contains(['“', '”', '„']));
    let first = text.chars().next()?.len_utf8();
    let place = Place::new(file, span.start..span.start + first);
    whole.then(|| Finding::error(Code::CurlyQuotes, place))
}

/// A list in brackets whose items are parted by semicolons is one item to YAML.
pub(super) fn semicolon(file: &Arc<SourceFile>, items: &[Node]) -> Option<Finding> {
    let [Node { span, value: Value::Scalar(_) }] = items else { return None };
    let written = file.text.get(span.clone())?;
    let in_brackets = file.text.get(..span.start)?.trim_end().ends_with('[');
    let at = span.start + written.find(';')?;
    let plain = !written.starts_with(['"', '\'']);
    (in_brackets && plain)
        .then(|| Finding::error(Code::Semicolon, Place::new(file, at..at + 1)))
}

/// Points with a sign from a word processor are joined into one line, also after `|`.
fn bullets(
    file: &Arc<SourceFile>,
    span: &Range<usize>,
    written: &str,
) -> Option<Finding> {
    let mut signs = written.split_inclusive('\n').scan(span.start, |at, line| {
        let text = line.trim_start();
        let start = *at + line.len() - text.len();
        *at += line.len();
        let sign = text.chars().next().filter(|c| matches!(c, '•' | '–'));
        Some(
            sign.filter(|sign| text[sign.len_utf8()..].starts_with(' '))
                .map(|s| (s, start)),
        )
    });
    let mut found = signs.by_ref().flatten();
    let ((_, _), (sign, start)) = (found.next()?, found.next()?);
    let place = Place::new(file, start..start + sign.len_utf8());
    Some(Finding::error(Code::FoldedList { sign }, place))
}

/// A tab inside a value, as between the columns of a spreadsheet.
pub(super) fn tab_inside(file: &Arc<SourceFile>, span: &Range<usize>) -> Option<Finding> {
    let written = file.text.get(span.clone())?.trim_end();
    let at = span.start + written.lines().next()?.find('\t')?;
    Some(Finding::error(Code::TabInside, Place::new(file, at..at + 1)))
}

/// The mark with which a tool for versions parts two versions of some lines.
pub(super) fn merge_conflict(file: &Arc<SourceFile>) -> Option<Finding> {
    let later = || file.text.find("\n<<<<<<< ").map(|at| at + 1);
    let at = if file.text.starts_with("<<<<<<< ") { 0 } else { later()? };
    Some(Finding::error(Code::MergeConflict, Place::new(file, at..at + 7)))
}

/// `&Co i nord` is a name for later use, `&Co`, before the text `i nord`: where nothing uses the
/// name, it was meant as text and would be lost.
pub(super) fn anchor(file: &Arc<SourceFile>, span: &Range<usize>) -> Option<Finding> {
    let line = file.line_range(span.start);
    let before = file.text.get(line.start..span.start)?.trim_end();
    let start = before.rfind('&')?;
    let name = &before[start + 1..];
    let at_value = before[..start].trim_end().ends_with([':', '-', '[', ',']);
    let plain = !name.is_empty() && !name.contains(char::is_whitespace);
    let used = file.text.contains(&format!("*{name}"));
    let at = line.start + start;
    let code = Code::SpecialStart { character: '&' };
    (at_value && plain && !used)
        .then(|| Finding::error(code, Place::new(file, at..at + 1)))
}
