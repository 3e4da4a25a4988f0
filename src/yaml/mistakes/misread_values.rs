//! Valid YAML in which a value is not the text that its writer meant.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::missing_space::is_invisible;
use crate::fault::{Fault, MisreadFault, YamlFault};
use crate::finding::{Finding, SourceText};
use crate::tree::{Node, Value};
use crate::yaml::lines::error_in;

/// The names behind asterisks, found when they are first asked for.
pub(in crate::yaml) type Aliases = OnceCell<HashSet<String>>;

/// The most bytes of the name of an anchor.
const MAX_NAME: usize = 256;
/// The most bytes of the name of a character in HTML, with its semicolon.
const MAX_ENTITY: usize = 16;

/// A text, the bytes where it is written, and its value.
pub(super) struct SourceScalar<'a> {
    /// The names that stand behind an asterisk anywhere in the file.
    pub aliases: &'a Aliases,
    pub file: &'a Arc<SourceText>,
    pub span: &'a Range<usize>,
    pub value: &'a str,
}

impl<'a> SourceScalar<'a> {
    /// The names that anything in the file refers to.
    fn aliases(&self) -> &HashSet<String> {
        self.aliases.get_or_init(|| {
            let rest = self.file.text.split('*').skip(1);
            let names = rest.map(|rest| {
                let end = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c));
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            names.collect()
        })
    }

    /// The text as it is written, with its quotation marks.
    pub(super) fn written(&self) -> Option<&'a str> {
        self.file.text.get(self.span.clone())
    }
}

/// A `#` after a value with a word right behind it, which was meant as text: `tiltak #3`. The value
/// stands behind `from`: the end of its field's name, or where an item begins.
pub(in crate::yaml) fn comment(
    file: &Arc<SourceText>,
    from: usize,
    value: &Node,
) -> Option<Finding> {
    let Value::Scalar(_) = value.value else { return None };
    let line = file.line_range(from);
    let is_on_line = line.contains(&value.span.start) && !value.is_null();
    let end = if is_on_line { value.span.end.min(line.end) } else { from };
    let rest = file.text.get(end..line.end)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let lost = rest.trim_start();
    let is_text = lost.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    // `#REF!`, `#DIV/0!`, `#N/A`: what a spreadsheet shows for a formula that it could not compute.
    let shown = lost.trim_end();
    let is_capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '/';
    let is_spreadsheet_error = (shown.ends_with(['!', '?']) || matches!(shown, "#N/A" | "#I/T"))
        && shown[1..].trim_end_matches(['!', '?']).chars().all(is_capital);
    let fault = MisreadFault::Comment { lost: shown.to_owned(), is_spreadsheet_error };
    (is_text && lost.len() < rest.len())
        .then(|| error_in(file, line.end - lost.len()..line.end, fault))
}

/// Quotation marks from a word processor, which become part of the text.
pub(super) fn curly_quotes(text: &SourceScalar<'_>) -> Option<Finding> {
    let inner = text.value.strip_prefix(['“', '”', '„', '‟'])?;
    let body = inner.strip_suffix(['“', '”', '"'])?;
    let quote = text.span.start..text.span.start + text.value.len() - inner.len();
    (!body.contains(['“', '”', '„'])).then(|| error_in(text.file, quote, MisreadFault::CurlyQuotes))
}

/// A list in brackets whose items are separated by semicolons, which is one item to YAML.
pub(super) fn semicolon(file: &Arc<SourceText>, items: &[Node]) -> Option<Finding> {
    let [Node { span, value: Value::Scalar(_) }] = items else { return None };
    let written = file.text.get(span.clone())?;
    let is_in_brackets = file.text.get(..span.start)?.trim_end().ends_with('[');
    let start = span.start + written.find(';')?;
    (is_in_brackets && !written.starts_with(['"', '\'']))
        .then(|| error_in(file, start..start + 1, MisreadFault::Semicolon))
}

/// A tab inside a value, as between the columns of a spreadsheet.
pub(super) fn tab_inside(text: &SourceScalar<'_>) -> Option<Finding> {
    let start = text.span.start + text.written()?.trim_end().lines().next()?.find('\t')?;
    Some(error_in(text.file, start..start + 1, MisreadFault::TabInside))
}

/// An anchor that nothing refers to: to YAML, `&Co i nord` is the text `i nord` with the name `&Co`.
pub(super) fn anchor(text: &SourceScalar<'_>) -> Option<Finding> {
    let file = text.file;
    let line = file.line_range(text.span.start);
    // Names are short, and a line can be long.
    let start = text.span.start.saturating_sub(MAX_NAME).max(line.start);
    let start = file.text.ceil_char_boundary(start);
    let before = file.text.get(start..text.span.start)?.trim_end();
    let (above, name) = before.rsplit_once('&')?;
    let is_at_value = above.trim_end().ends_with([':', '-', '[', ',']);
    let is_name =
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "\"',[]{}".contains(c));
    if !is_at_value || !is_name || text.aliases().contains(name) {
        return None;
    }
    let start = start + above.len();
    let fault = YamlFault::SpecialStart { character: '&' };
    Some(error_in(file, start..start + 1, fault))
}

/// A character in the name of a field that cannot be seen: a soft hyphen, or a no-break space where
/// an ordinary one or none belongs.
pub(in crate::yaml) fn invisible(file: &Arc<SourceText>, key: &Range<usize>) -> Option<Finding> {
    let written = file.text.get(key.clone())?;
    let (i, character) = written.char_indices().find(|(_, c)| is_invisible(*c))?;
    let start = key.start + i;
    let fault = MisreadFault::Invisible { character };
    Some(error_in(file, start..start + character.len_utf8(), fault))
}

/// The code that web pages have for a character: `&amp;` for `&`.
pub(super) fn html_entity(text: &SourceScalar<'_>) -> Option<Finding> {
    let written = text.written()?;
    written.match_indices('&').find_map(|(i, _)| {
        let rest = &written[i + 1..];
        let rest = &rest[..rest.floor_char_boundary(MAX_ENTITY)];
        let (name, _) = rest.split_once(';')?;
        let character = entity(name)?;
        let entity = format!("&{name};");
        let span = text.span.start + i..text.span.start + i + entity.len();
        Some(error_in(text.file, span, MisreadFault::HtmlEntity { entity, character }))
    })
}

/// The character that a name stands for in HTML, for those that occur in Norwegian texts.
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

/// A text on one line that begins with the sign of an item from a word processor, or with a dash that
/// is none to YAML, since no space stands behind it.
pub(super) fn bullet(text: &SourceScalar<'_>) -> Option<Finding> {
    let written = text.written()?;
    let mut characters = written.chars();
    let sign = characters.next()?;
    let next = characters.next();
    let fault: Fault = match sign {
        '-' if next.is_some_and(|c| c.is_alphabetic() || is_invisible(c)) => {
            YamlFault::MissingSpace { after: sign }.into()
        }
        '–' | '—' if next.is_some_and(char::is_whitespace) => {
            MisreadFault::Bullet { sign }.into()
        }
        '•' | '·' | '▪' | '◦' | '‣' | '\u{f0b7}' => MisreadFault::Bullet { sign }.into(),
        _ => return None,
    };
    let span = text.span.start..text.span.start + sign.len_utf8();
    (!written.trim().contains('\n')).then(|| error_in(text.file, span, fault))
}
