//! White space as a text on paper has it.

use std::borrow::Cow;

use super::NO_BREAK;

/// The most characters of words that no-break spaces join. The longest that a writer joins on
/// purpose is about «1 200 000 000 kr per år»; what is longer was copied from a program that puts
/// such spaces everywhere, and a column for narrow text has no room for it.
const LONGEST_JOINED: usize = 30;

/// The text with one space between words, ordinary or no-break: white space of any other kind and
/// line ends become an ordinary space, figure spaces and narrow no-break spaces a no-break one;
/// characters of no width are gone. Where no-break spaces join words to more than
/// [`LONGEST_JOINED`], ordinary ones take their places.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    if is_normal(text) { Cow::Borrowed(text) } else { Cow::Owned(loosened(&condensed(text))) }
}

/// Whether a text has no white space but single ordinary spaces, as most have.
fn is_normal(text: &str) -> bool {
    let mut after_space = false;
    text.chars().all(|c| {
        let is_space = c.is_whitespace();
        let is_usual = if is_space { c == ' ' && !after_space } else { !is_zero_width(c) };
        after_space = is_space;
        is_usual
    })
}

/// The text with each row of white space made one space: a no-break one, if all of the row is.
fn condensed(text: &str) -> String {
    let mut condensed = String::with_capacity(text.len());
    let mut space = None;
    for c in text.chars().filter(|c| !is_zero_width(*c)) {
        if c.is_whitespace() {
            let is_no_break = matches!(c, NO_BREAK | '\u{2007}' | '\u{202f}');
            space = Some(if is_no_break { space.unwrap_or(NO_BREAK) } else { ' ' });
        } else {
            condensed.extend(space.take());
            condensed.push(c);
        }
    }
    condensed.extend(space);
    condensed
}

/// The text with ordinary spaces in rows of words that are joined to more than any line may hold.
fn loosened(text: &str) -> String {
    let rows = text.split_inclusive(' ');
    rows.map(|row| {
        let is_long = row.trim_end().chars().count() > LONGEST_JOINED;
        if is_long { Cow::Owned(row.replace(NO_BREAK, " ")) } else { Cow::Borrowed(row) }
    })
    .collect()
}

/// Whether a character only says where a line may end or must not, or which form the one before has: as a
/// picture or as text.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
}
