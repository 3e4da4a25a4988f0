//! Texts that are unfinished, or damaged by copying.

use std::ops::Range;

use crate::fault::PeriodFault;
use crate::finding::{Finding, SourceText};
use crate::tree::Document;

/// Texts that mark one that is still to be written.
const PLACEHOLDERS: [&str; 22] = [
    "todo",
    "tbd",
    "xx",
    "xxx",
    "fyll inn",
    "fyll ut",
    "kommer",
    "kommer senere",
    "tekst kommer",
    "tekst kjem",
    "tekst mangler",
    "lorem ipsum",
    "tekst her",
    "samme som sist",
    "samme som forrige",
    "samme som forrige gang",
    "samme som forrige kvartal",
    "same som sist",
    "som sist",
    "som forrige gang",
    "se forrige rapport",
    "sjå førre rapport",
];

/// The marks of points in lists of other programs.
const MARKS: [char; 5] = ['•', '▪', '◦', '●', '■'];

/// The fault of a text that was damaged when it was pasted.
fn pasted(text: &str) -> Option<PeriodFault> {
    if text.is_ascii() {
        return None;
    }
    if let Some(suggestion) = in_right_encoding(text) {
        return Some(PeriodFault::Mojibake { text: damaged_word(text), suggestion });
    }
    let marks = text.chars().filter(|c| MARKS.contains(c)).count();
    let first = text.chars().find(|c| MARKS.contains(c));
    let first = first.filter(|_| marks > 1);
    first.map(|mark| PeriodFault::PastedList { mark: mark.to_string() })
}

/// What was meant by the first word of a text whose bytes of UTF-8 were read as Windows-1252; `None` if they
/// were not.
fn in_right_encoding(text: &str) -> Option<String> {
    let word = damaged_word(text);
    let bytes: Option<Vec<u8>> = word.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok().filter(|meant| *meant != word)
}

/// The first word of a text that has the mark of wrong encoding in it.
fn damaged_word(text: &str) -> String {
    let word = text.split_whitespace().find(|word| word.contains(['Ã', 'â', 'Â']));
    word.unwrap_or_default().trim_end_matches(['.', ',', ';', ':']).to_owned()
}

/// The byte of a character in Windows-1252.
///
/// Source: WHATWG Encoding, «windows-1252».
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match u32::from(c) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => HIGH.chars().position(|other| other == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// No text is a placeholder, and no word is split by a hyphen.
pub(super) fn texts_are_finished(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    document.root.scalars(&mut |node, scalar| {
        if is_placeholder(&scalar.text) {
            let text = scalar.text.trim().lines().next().unwrap_or_default().to_owned();
            let place = document.place(node.span.clone());
            findings.push(Finding::warning(PeriodFault::Placeholder { text }, place));
        } else if let Some(fault) = pasted(&scalar.text) {
            findings.push(Finding::warning(fault, document.place(node.span.clone())));
        } else if let Some((word, span)) = split_word(&document.file, &node.span) {
            let fault = PeriodFault::SplitWord { word };
            findings.push(Finding::warning(fault, document.place(span)));
        }
    });
    findings
}

/// Whether a text is nothing but a placeholder, or begins with one that no other text has.
fn is_placeholder(text: &str) -> bool {
    // The first letter rules most texts out.
    let marks = ['t', 'x', 'f', 'k', 'l', 's', '.', '…', '?', '[', '(', '<'];
    let first = text.trim_start().chars().next().map(|c| c.to_ascii_lowercase());
    if !first.is_some_and(|first| marks.contains(&first)) {
        return false;
    }
    let text = text.trim().trim_matches(['[', ']', '(', ')', '<', '>']).to_lowercase();
    let bare = text.trim_end_matches(['.', ':', '!', '?', '…']);
    let dots = !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…' | '?'));
    let begins = ["todo", "xxx", "lorem ipsum"].iter().any(|mark| text.starts_with(mark));
    dots || begins || PLACEHOLDERS.contains(&bare)
}

/// Whether a character ends a word.
fn is_not_letter(c: char) -> bool {
    !c.is_alphabetic()
}

/// A word that is split by a hyphen at the end of a line, as in text copied from a PDF, with the
/// bytes of its first part.
fn split_word(file: &SourceText, span: &Range<usize>) -> Option<(String, Range<usize>)> {
    let written = file.text.get(span.clone())?;
    written.match_indices("-\n").find_map(|(at, _)| {
        let start = written[..at].rsplit(is_not_letter).next()?;
        let end = written[at + 2..].trim_start().split(is_not_letter).next()?;
        // After `nærings- og` the hyphen is right.
        let and = matches!(end, "og" | "eller" | "samt" | "til" | "men" | "and" | "or");
        let split = !start.is_empty() && end.starts_with(char::is_lowercase) && !and;
        let from = span.start + at - start.len();
        split.then(|| (format!("{start}{end}"), from..span.start + at + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_distinguished_from_texts() {
        for text in [
            "Samme som sist.",
            "Tekst kommer.",
            "XX",
            "TODO",
            "…",
            "...",
            "Todo: skriv om møtet",
            "[fyll inn]",
            "XXX",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Kommer i gang i mai.", "Hva nå?", "-", "Fyll inn skjemaet før fristen."] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_was_damaged_by_pasting_is_told() {
        let meant = |text| match pasted(text) {
            Some(PeriodFault::Mojibake { suggestion, .. }) => suggestion,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(meant("BÃ¥de skoler og veier"), "Både");
        assert_eq!(meant("Vi kjÃ¸rer â€“ nå"), "kjører");
        assert_eq!(meant("2025â€“2026."), "2025–2026");
        let list = pasted("• Møte i mai • Møte i juni");
        assert_eq!(list, Some(PeriodFault::PastedList { mark: "•".into() }));
        for text in ["Château og âme", "Ã er en bokstav", "Ett • tegn", "Både og", "Sør-Fron"]
        {
            assert_eq!(pasted(text), None, "{text}");
        }
    }

    fn word(text: &str) -> Option<String> {
        let file = SourceText::new("x", text);
        split_word(&file, &(0..text.len())).map(|(word, _)| word)
    }

    #[test]
    fn split_words_are_distinguished_from_pairs() {
        assert_eq!(word("Kommunene sam-\n  arbeider").as_deref(), Some("samarbeider"));
        assert_eq!(word("nærings-\n  og handel"), None);
        assert_eq!(word("to linjer –\n  med strek"), None);
    }
}
