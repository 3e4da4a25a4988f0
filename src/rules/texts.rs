//! Texts that are unfinished, or damaged by copying.

use std::ops::Range;

use crate::fault::PeriodFault;
use crate::finding::{Finding, SourceText};
use crate::tree::Document;

/// Texts that mark one that is still to be written.
const PLACEHOLDERS: [&str; 8] =
    ["todo", "tbd", "xxx", "fyll inn", "fyll ut", "kommer", "lorem ipsum", "tekst her"];

/// No text is a placeholder, and no word is split by a hyphen.
pub(super) fn texts_are_finished(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    document.root.scalars(&mut |node, scalar| {
        if is_placeholder(&scalar.text) {
            let text = scalar.text.trim().lines().next().unwrap_or_default().to_owned();
            let place = document.place(node.span.clone());
            findings.push(Finding::warning(PeriodFault::Placeholder { text }, place));
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
    let marks = ['t', 'x', 'f', 'k', 'l', '.', '…', '?', '[', '(', '<'];
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
        for text in ["TODO", "…", "...", "Todo: skriv om møtet", "[fyll inn]", "XXX"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Kommer i gang i mai.", "Hva nå?", "-", "Fyll inn skjemaet før fristen."] {
            assert!(!is_placeholder(text), "{text}");
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
