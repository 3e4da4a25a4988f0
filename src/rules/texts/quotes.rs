//! Quotation marks.

use super::{Fault, Text};
use crate::fault::TextFault;

/// Marks that begin a quotation, each with those that end it.
const MARKS: [(char, &[char]); 9] = [
    ('"', &['"', '”']),
    ('“', &['”', '“', '"']),
    ('”', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('‟', &['”', '"']),
    ('\'', &['\'', '’']),
    ('‘', &['’', '\'']),
    ('’', &['’']),
    ('‚', &['‘', '’']),
];

/// A quotation in marks of another language, or of the keyboard.
pub(super) fn quotation_marks(text: &Text<'_>) -> Option<Fault> {
    if !text.marks.quotes {
        return None;
    }
    let (quotation, inner) = quotation(text.value)?;
    let fault = TextFault::QuotationMarks {
        text: quotation.to_owned(),
        suggestion: format!("«{}»", inner.trim()),
    };
    Some((fault, text.span_of(quotation)))
}

/// The first quotation of a text with other marks than «», and what is in it.
fn quotation(text: &str) -> Option<(&str, &str)> {
    let is_mark = |c: char| MARKS.iter().any(|(open, _)| *open == c);
    text.match_indices(is_mark).find_map(|(at, mark)| {
        let (_, closing) = MARKS.iter().find(|(open, _)| mark.starts_with(*open))?;
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !"([–—-/«".contains(c)) {
            return None;
        }
        let rest = &text[at + mark.len()..];
        // An apostrophe stands before a number or within a word.
        if !rest.starts_with(char::is_alphanumeric)
            || mark == "'" && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let end = rest.match_indices(*closing).map(|(end, _)| end).find(|end| {
            let after = rest[*end..].chars().nth(1);
            !rest[..*end].ends_with(char::is_whitespace)
                && after.is_none_or(|c| !c.is_alphanumeric())
        })?;
        let inner = &rest[..end];
        let whole = at..at + mark.len() + end + rest[end..].chars().next()?.len_utf8();
        (inner.chars().count() > 1 && !inner.contains("\n\n")).then(|| (&text[whole], inner))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_distinguished_from_apostrophes() {
        for (text, inner) in [
            ("Planen “Sammen for nord” er vedtatt.", "Sammen for nord"),
            ("Planen \"Sammen\" er vedtatt.", "Sammen"),
            ("('Sammen for nord')", "Sammen for nord"),
            ("„Sammen“", "Sammen"),
            ("”Sammen” er navnet", "Sammen"),
        ] {
            assert_eq!(quotation(text).map(|(_, inner)| inner), Some(inner), "{text}");
        }
        for text in [
            "Planen «Sammen for nord» er vedtatt.",
            "Hans' og Jens' båt",
            "rock 'n' roll på '90-tallet og '00-tallet",
            "en skjerm på 27\" og en på 32\"",
            "60° 23' 12\" nord",
            "Côte d'Ivoire og l'Aquila",
        ] {
            assert_eq!(quotation(text), None, "{text}");
        }
    }
}
