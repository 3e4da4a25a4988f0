//! Texts that are not finished, or were damaged on their way.

use std::ops::Range;

use crate::diagnostics::{Code, Finding, SourceFile};
use crate::source::Document;

/// Words with which people mark what is still to be written.
const PLACEHOLDERS: [&str; 8] =
    ["todo", "tbd", "xxx", "fyll inn", "fyll ut", "kommer", "lorem ipsum", "tekst her"];

/// Texts that say that they are still to be written, and words split by a hyphen.
pub(super) fn texts_are_finished(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    document.root.scalars(&mut |node, scalar| {
        let file = &document.file;
        if is_placeholder(&scalar.text) {
            let text = scalar.text.trim().lines().next().unwrap_or_default().to_owned();
            let place = document.place(node.span.clone());
            findings.push(Finding::warning(Code::Placeholder { text }, place));
        } else if let Some((word, span)) = split_word(file, &node.span) {
            findings
                .push(Finding::warning(Code::SplitWord { word }, document.place(span)));
        }
    });
    findings
}

/// Whether a text is nothing but a mark, or begins with one that no other text has.
fn is_placeholder(text: &str) -> bool {
    // Most texts are settled by their first letter.
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

/// A word that is split by a hyphen at the end of a line, as in text copied from a PDF, and where
/// it begins.
fn split_word(file: &SourceFile, span: &Range<usize>) -> Option<(String, Range<usize>)> {
    let written = file.text.get(span.clone())?;
    let other = |c: char| !c.is_alphabetic();
    written.match_indices("-\n").find_map(|(at, _)| {
        let start = written[..at].rsplit(other).next()?;
        let end = written[at + 2..].trim_start().split(other).next()?;
        // `nærings- og` goes on with another word.
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
    fn marks_are_told_from_texts() {
        for text in ["TODO", "…", "...", "Todo: skriv om møtet", "[fyll inn]", "XXX"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in
            ["Kommer i gang i mai.", "Hva nå?", "-", "Fyll inn skjemaet før fristen."]
        {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn split_words_are_told_from_pairs() {
        let file = |text: &str| SourceFile { path: "x".into(), text: text.to_owned() };
        let found =
            |text: &str| split_word(&file(text), &(0..text.len())).map(|(word, _)| word);
        assert_eq!(found("Kommunene sam-\n  arbeider").as_deref(), Some("samarbeider"));
        assert_eq!(found("nærings-\n  og handel"), None);
        assert_eq!(found("to linjer –\n  med strek"), None);
    }
}
