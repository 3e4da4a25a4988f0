//! Text as a careful Norwegian typographer sets it: what belongs together stands on one line, and
//! the white space is that of paper.
//!
//! Nothing but white space and characters of no width changes, so that a page still reads as the
//! data does.

mod binding;
mod spaces;
mod terms;

use std::borrow::Cow;

/// The space at which no line ends.
const NO_BREAK: char = '\u{a0}';

/// A text of the data as a page shows it: [`spaces::normalised`], then with no-break spaces where
/// [`binding::bound`] wants them. It takes time in proportion to the length of the text.
pub(crate) fn set(text: &str) -> Cow<'_, str> {
    match spaces::normalised(text) {
        Cow::Borrowed(text) => binding::bound(text),
        Cow::Owned(text) => Cow::Owned(binding::bound(&text).into_owned()),
    }
}

/// Binds two pieces of a paragraph where the last word of one and the first of the next belong
/// together: the space between them, at the end of one or at the beginning of the other, becomes one
/// at which no line ends.
pub(crate) fn bind_between(before: &mut String, after: &mut String) {
    let last = before.trim_end_matches(' ').rsplit([' ', NO_BREAK]).next().unwrap_or_default();
    let first = after.trim_start_matches(' ').split([' ', NO_BREAK]).next().unwrap_or_default();
    if !binding::bound(&format!("{last} {first}")).contains(NO_BREAK) {
        return;
    }
    if before.ends_with(' ') && !after.starts_with(' ') {
        before.pop();
        before.push(NO_BREAK);
    } else if after.starts_with(' ') && !before.ends_with(' ') {
        after.replace_range(..1, "\u{a0}");
    }
}

#[cfg(test)]
mod tests;
