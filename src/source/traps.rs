//! Valid YAML in which a text is not what its writer meant.

use std::ops::Range;
use std::sync::Arc;

use super::{Node, Value};
use crate::diagnostics::{Code, Finding, Place, SourceFile};

/// A `#` after a value with a word right behind it was meant as text: `tiltak #3`. The value
/// stands behind `from`: the end of its field's name, or where an item begins.
pub(super) fn comment(
    file: &Arc<SourceFile>,
    from: usize,
    value: &Node,
) -> Option<Finding> {
    let line = file.line_range(from);
    let on_line = line.contains(&value.span.start) && !value.is_null();
    let end = if on_line { value.span.end.min(line.end) } else { from };
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

/// A tab inside a value, as between the columns of a spreadsheet.
pub(super) fn tab_inside(file: &Arc<SourceFile>, span: &Range<usize>) -> Option<Finding> {
    let written = file.text.get(span.clone())?.trim_end();
    let at = span.start + written.lines().next()?.find('\t')?;
    Some(Finding::error(Code::TabInside, Place::new(file, at..at + 1)))
}

/// `&Co i nord` is a name for later use, `&Co`, before the text `i nord`: where nothing uses the
/// name, it was meant as text and would be lost.
pub(super) fn anchor(file: &Arc<SourceFile>, span: &Range<usize>) -> Option<Finding> {
    let line = file.line_range(span.start);
    let before = file.text.get(line.start..span.start)?.trim_end();
    let start = before.rfind('&')?;
    let name = &before[start + 1..];
    let at_value = before[..start].trim_end().ends_with([':', '-', '[', ',']);
    let part = |c: char| c.is_whitespace() || "\"',[]{}".contains(c);
    let plain = !name.is_empty() && !name.contains(part);
    let used = file.text.contains(&format!("*{name}"));
    let at = line.start + start;
    let code = Code::SpecialStart { character: '&' };
    (at_value && plain && !used)
        .then(|| Finding::error(code, Place::new(file, at..at + 1)))
}

/// A character in the name of a field that cannot be seen: a soft hyphen, or a no-break space
/// where an ordinary one or none belongs.
pub(super) fn invisible(file: &Arc<SourceFile>, key: &Range<usize>) -> Option<Finding> {
    let written = file.text.get(key.clone())?;
    let (at, character) = written.char_indices().find(|(_, c)| is_invisible(*c))?;
    let start = key.start + at;
    let place = Place::new(file, start..start + character.len_utf8());
    Some(Finding::error(Code::Invisible { character }, place))
}

/// Whether a character looks like an ordinary space or like nothing at all.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{202f}')
}

/// The code that web pages have for a character: `&amp;` for `&`.
pub(super) fn html_entity(
    file: &Arc<SourceFile>,
    span: &Range<usize>,
) -> Option<Finding> {
    let written = file.text.get(span.clone())?;
    written.match_indices('&').find_map(|(at, _)| {
        let (name, _) = written[at + 1..].split_once(';')?;
        let character = entity(name)?;
        let start = span.start + at;
        let entity = format!("&{name};");
        let place = Place::new(file, start..start + entity.len());
        Some(Finding::error(Code::HtmlEntity { entity, character }, place))
    })
}

/// The character that a name stands for in HTML; those that are seen in Norwegian texts.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix) = hex.map_or((number, 10), |digits| (digits, 16));
        return char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "aelig" => 'æ',
        "oslash" => 'ø',
        "aring" => 'å',
        "AElig" => 'Æ',
        "Oslash" => 'Ø',
        "Aring" => 'Å',
        "eacute" => 'é',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => return None,
    })
}

/// A text that begins with the sign of a point from a word processor, or with a dash that is none
/// to YAML, for no space stands behind it.
pub(super) fn bullet(file: &Arc<SourceFile>, span: &Range<usize>) -> Option<Finding> {
    let written = file.text.get(span.clone())?;
    let mut characters = written.chars();
    let sign = characters.next()?;
    let next = characters.next();
    let code = match sign {
        '-' if next.is_some_and(|c| c.is_alphabetic() || is_invisible(c)) => {
            Code::MissingSpace { after: sign }
        }
        '–' | '—' if next.is_some_and(char::is_whitespace) => Code::Bullet { sign },
        '•' | '·' | '▪' | '◦' | '‣' | '\u{f0b7}' => Code::Bullet { sign },
        _ => return None,
    };
    let one_line = !written.trim().contains('\n');
    let place = Place::new(file, span.start..span.start + sign.len_utf8());
    one_line.then(|| Finding::error(code, place))
}
