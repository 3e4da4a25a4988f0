//! Values written a little differently, to try what changes with them.

use super::origins::{Origin, Passage};
use crate::diagnostics::Place;

/// How many words in a row tell the part of a long text.
const MOST_WORDS: usize = 5;
/// The longest value whose digits stand for all of it.
const SHORT: usize = 24;

impl Origin {
    /// The text of its file with this value written a little differently, in several ways, of
    /// which some may not be valid.
    #[must_use]
    pub fn altered(&self, passage: Passage<'_>) -> Vec<String> {
        let (file, span) = (&self.place.file.text, &self.place.span);
        let Some(written) = file.get(span.clone()) else { return Vec::new() };
        if !self.words.is_empty() {
            let (before, after) = (&file[..span.start], &file[span.end..]);
            return self
                .words
                .iter()
                .map(|word| format!("{before}{word}{after}"))
                .collect();
        }
        let ways: Vec<(usize, u32)> = if self.is_number {
            number_ways(written)
        } else {
            let from = start_of(written, &format!("{}{}", passage.before, passage.text));
            let letters = text_ways(written, from.unwrap_or_default(), passage.text);
            letters.into_iter().flat_map(|at| [(at, 1), (at, 2)]).collect()
        };
        let other = |(at, by)| other_letter(file, span.start + at, by);
        ways.into_iter().filter_map(other).collect()
    }

    /// The part of its place that a text of the page begins with: in a long text, the line that is
    /// meant.
    #[must_use]
    pub fn part(&self, passage: Passage<'_>) -> Place {
        let (file, span) = (&self.place.file, &self.place.span);
        let Some(written) = file.text.get(span.clone()) else {
            return self.place.clone();
        };
        let from = start_of(written, &format!("{}{}", passage.before, passage.text));
        let from = from.filter(|_| !passage.before.is_empty()).unwrap_or_default();
        let Some(at) = start_of(&written[from..], passage.text) else {
            return self.place.clone();
        };
        let start = span.start + from + at;
        let word = file.text[start..].split_whitespace().next().map_or(0, str::len);
        Place::new(file, start..start + word)
    }
}

/// Where the first words of a text of the page stand in a written value.
fn start_of(written: &str, page: &str) -> Option<usize> {
    let plain =
        |word: &str| word.trim_matches(['*', '_', '"', '\\', '-', '[']).to_owned();
    let wanted: Vec<String> = page.split_whitespace().map(plain).collect();
    let words: Vec<&str> = written.split_whitespace().collect();
    let longest = wanted.len().min(MOST_WORDS);
    let at = (1..=longest).rev().find_map(|count| {
        let mut rows = words.windows(count);
        rows.position(|row| row.iter().zip(&wanted).all(|(word, it)| plain(word) == *it))
    });
    // Words are parts of what is written, so their place in it is known.
    let word = words.get(at?)?;
    Some(word.as_ptr() as usize - written.as_ptr() as usize)
}

/// The digits of a number that may be others, and by how much: the first, for the page may show it
/// rounded; then the others from the last.
fn number_ways(written: &str) -> Vec<(usize, u32)> {
    let digits: Vec<(usize, char)> =
        written.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let Some((&(first, digit), rest)) = digits.split_first() else { return Vec::new() };
    // It must not become nought.
    let by = if digit == '9' { 9 } else { 1 };
    let others = rest.iter().rev().map(|(at, _)| (*at, 1));
    [(first, by), (first, by + 1)].into_iter().chain(others).collect()
}

/// The places in a written text where a sign may be another, the best first: the last digits of a
/// short one; else letters of the longest word that the page has as well, from where the page is.
fn text_ways(written: &str, from: usize, page: &str) -> Vec<usize> {
    let digits = written.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let digits: Vec<usize> = digits.map(|(at, _)| at).collect();
    if written.len() < SHORT && !digits.is_empty() {
        return digits.into_iter().rev().collect();
    }
    let words = page.split(|c: char| !c.is_alphabetic());
    let mut words: Vec<&str> = words.filter(|word| word.len() > 1).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let found = words.into_iter().find_map(|word| {
        let at = written[from..].find(word).map(|at| from + at);
        Some((at.or_else(|| written.find(word))?, word))
    });
    let Some((at, word)) = found else { return digits };
    let letters = word.char_indices().map(|(i, _)| at + i);
    letters.clone().skip(1).chain(letters.take(1)).collect()
}

/// A text with another sign of the same kind at a place; none, if there is no such sign.
pub(super) fn other_letter(text: &str, at: usize, by: u32) -> Option<String> {
    let old = text.get(at..)?.chars().next()?;
    let new = neighbour(old, by)?;
    Some(format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]))
}

/// Another sign of the same kind and about the same width.
fn neighbour(sign: char, by: u32) -> Option<char> {
    let turned = |first: char, count: u32| {
        let place = (sign as u32 - first as u32 + by) % count;
        char::from_u32(first as u32 + place)
    };
    match sign {
        '0'..='9' => turned('0', 10),
        'a'..='z' => turned('a', 26),
        'A'..='Z' => turned('A', 26),
        'æ' | 'å' => Some('ø'),
        'ø' => Some('å'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_altered_where_the_page_shows_it() {
        let written = "Vi ansatte to. Så sluttet de.\n  Så sluttet vi.";
        let from = start_of(written, "de. Så sluttet vi.").unwrap();
        let at = text_ways(written, from, "Så sluttet vi.")[0];
        assert_eq!(at, written.rfind("luttet").unwrap());
        assert_eq!(text_ways("2026-10-09", 0, "9. oktober 2026")[..2], [9, 8]);
    }

    #[test]
    fn a_number_is_altered_so_that_rounding_does_not_hide_it() {
        let first = |written: &str| {
            let (at, by) = number_ways(written)[0];
            other_letter(written, at, by).unwrap()
        };
        assert_eq!(first("905 000"), "805 000");
        assert_eq!(first("12 345"), "22 345");
        assert_eq!(number_ways("–"), []);
    }
}
