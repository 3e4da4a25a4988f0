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

#[cfg(test)]
mod tests;
