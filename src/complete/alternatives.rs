//! Alternatives to a value, to find out what changes on the page with it.

use super::origins::{Origin, Passage};
use crate::finding::Place;

/// The number of words that identify the part of a long text.
const MAX_WORDS: usize = 5;
/// The length in bytes below which a text with digits is treated as one, such as a date.
const MAX_DATE_LENGTH: usize = 24;

/// A change of one character: its byte offset, and how far on in its alphabet the new one is.
type Change = (usize, u32);

impl Origin {
    /// The text of the file with alternatives in place of the value. Some may not be valid.
    pub fn alternatives(&self, passage: Passage<'_>) -> Vec<String> {
        let (file, span) = (&self.place.file.text, &self.place.span);
        let Some(written) = file.get(span.clone()) else { return Vec::new() };
        if !self.words.is_empty() {
            let (before, after) = (&file[..span.start], &file[span.end..]);
            let words = self.words.iter();
            return words.map(|word| format!("{before}{word}{after}")).collect();
        }
        let changes = if self.is_number {
            digit_changes(written)
        } else {
            let start = start_of(written, &format!("{}{}", passage.before, passage.text));
            letter_changes(written, start.unwrap_or_default(), passage.text)
        };
        changes
            .into_iter()
            .filter_map(|(at, by)| with_other_letter(file, span.start + at, by))
            .collect()
    }

    /// The word at which a text of the page begins in the value, if it is a long text; else the
    /// place of the value.
    pub fn part(&self, passage: Passage<'_>) -> Place {
        self.first_word(passage).unwrap_or_else(|| self.place.clone())
    }

    /// The word at which a text of the page begins in the value.
    fn first_word(&self, passage: Passage<'_>) -> Option<Place> {
        let text = &self.place.file.text;
        let written = text.get(self.place.span.clone())?;
        let mut from = 0;
        if !passage.before.is_empty() {
            let with_before = format!("{}{}", passage.before, passage.text);
            from = start_of(written, &with_before).unwrap_or_default();
        }
        let start = self.place.span.start + from + start_of(&written[from..], passage.text)?;
        let word = text[start..].split_whitespace().next()?;
        Some(Place::new(&self.place.file, start..start + word.len()))
    }
}

/// The offset in a written value of the longest row of words that a text of the page begins with.
fn start_of(written: &str, page: &str) -> Option<usize> {
    let searched: Vec<&str> = page.split_whitespace().map(without_markup).collect();
    let mut words = Vec::new();
    let mut end = 0;
    for word in written.split_whitespace() {
        let start = end + written[end..].find(word)?;
        end = start + word.len();
        words.push((start, without_markup(word)));
    }
    for count in (1..=searched.len().min(MAX_WORDS)).rev() {
        for row in words.windows(count) {
            if row.iter().map(|(_, word)| word).eq(&searched[..count]) {
                return Some(row[0].0);
            }
        }
    }
    None
}

/// A word without the marks of Markdown and YAML around it.
fn without_markup(word: &str) -> &str {
    word.trim_matches(['*', '_', '"', '\\', '-', '['])
}

/// Changes of the digits of a number: of the first in two ways, for the page may show it rounded;
/// then of the others from the last.
fn digit_changes(written: &str) -> Vec<Change> {
    let digits: Vec<(usize, char)> =
        written.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let Some((&(first, digit), rest)) = digits.split_first() else { return Vec::new() };
    // The first digit must not become 0.
    let by = if digit == '9' { 9 } else { 1 };
    let mut changes = vec![(first, by), (first, by + 1)];
    changes.extend(rest.iter().rev().map(|(at, _)| (*at, 1)));
    changes
}

/// Changes of the characters of a text in two ways each, the best first: see [`letters`].
fn letter_changes(written: &str, start: usize, page: &str) -> Vec<Change> {
    letters(written, start, page).into_iter().flat_map(|at| [(at, 1), (at, 2)]).collect()
}

/// The characters of a text to change: the digits of a short one from the last; else the letters
/// of the longest word that the page has as well, from `start` on if it is there.
fn letters(written: &str, start: usize, page: &str) -> Vec<usize> {
    let digits = written.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let digits: Vec<usize> = digits.map(|(at, _)| at).collect();
    if written.len() < MAX_DATE_LENGTH && !digits.is_empty() {
        return digits.into_iter().rev().collect();
    }
    let words = page.split(|c: char| !c.is_alphabetic());
    let mut words: Vec<&str> = words.filter(|word| word.len() > 1).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        let at = written[start..].find(word).map(|at| start + at);
        if let Some(at) = at.or_else(|| written.find(word)) {
            let letters = word.char_indices().map(|(i, _)| at + i);
            // The first letter last.
            return letters.clone().skip(1).chain(letters.take(1)).collect();
        }
    }
    digits
}

/// A text with the character at an offset changed to the one `by` places on in its alphabet;
/// none, if it is no letter or digit.
pub(super) fn with_other_letter(text: &str, at: usize, by: u32) -> Option<String> {
    let old = text.get(at..)?.chars().next()?;
    let new = match old {
        '0'..='9' => rotated(old, by, '0', 10),
        'a'..='z' => rotated(old, by, 'a', 26),
        'A'..='Z' => rotated(old, by, 'A', 26),
        'æ' | 'å' => Some('ø'),
        'ø' => Some('å'),
        _ => None,
    }?;
    Some(format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]))
}

/// The character `by` places on in an alphabet of `count` characters from `first`.
fn rotated(character: char, by: u32, first: char, count: u32) -> Option<char> {
    let first = u32::from(first);
    char::from_u32(first + (u32::from(character) - first + by) % count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_changed_where_the_page_shows_it() {
        let written = "Vi ansatte to. Så sluttet de.\n  Så sluttet vi.";
        let start = start_of(written, "de. Så sluttet vi.").unwrap();
        let at = letters(written, start, "Så sluttet vi.")[0];
        assert_eq!(at, written.rfind("luttet").unwrap());
        assert_eq!(letters("2026-10-09", 0, "9. oktober 2026")[..2], [9, 8]);
    }

    #[test]
    fn a_number_is_changed_so_that_rounding_does_not_hide_it() {
        for (written, changed) in [("905 000", "805 000"), ("12 345", "22 345")] {
            let (at, by) = digit_changes(written)[0];
            assert_eq!(with_other_letter(written, at, by).as_deref(), Some(changed));
        }
        assert_eq!(digit_changes("–"), []);
    }
}
