//! Texts that somebody meant to write, or to finish.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Fault, Text};
use crate::fault::TextFault;
use crate::finding::SourceText;
use crate::yaml;

/// Texts that mark one that is still to be written.
const PLACEHOLDERS: [&str; 30] = [
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
    "navn navnesen",
    "fornavn etternavn",
    "ola nordmann",
    "kari nordmann",
    "n.n",
    "n.n.",
    "skriv inn tekst her",
    "klikk eller trykk her for å skrive inn tekst",
];

/// A text that is nothing but a placeholder.
pub(super) fn placeholder(text: &Text<'_>) -> Option<Fault> {
    if !is_placeholder(text.value) {
        let note = if text.marks.note { note(text.value)? } else { return None };
        return Some((TextFault::Placeholder { text: note.to_owned() }, text.span_of(note)));
    }
    let first = text.value.trim().lines().next().unwrap_or_default().to_owned();
    Some((TextFault::Placeholder { text: first }, text.span()))
}

/// A note to oneself in a text: `[stemmer dette?]`, `tabell ??`.
fn note(text: &str) -> Option<&str> {
    if text.contains("??") {
        return Some("??");
    }
    let mut notes = text.match_indices('[').filter_map(|(at, _)| {
        let end = text[at..].find(']')?;
        let is_link = text[at + end + 1..].starts_with(['(', ':', '[']);
        let inner = &text[at + 1..at + end];
        let is_note = inner.ends_with('?') || is_to_be_filled_in(inner) || is_comment_mark(inner);
        (!is_link && is_note).then(|| &text[at..=at + end])
    });
    notes.next()
}

/// More bytes than a placeholder has.
const LONGEST: usize = 60;

/// Whether a text is nothing but a placeholder, or begins with one that no other text has.
fn is_placeholder(text: &str) -> bool {
    // The first letter rules most texts out.
    let marks = ['t', 'x', 'f', 'k', 'l', 'n', 'o', 's', 'h', '.', '…', '?', '[', '(', '<', '_'];
    let first = text.trim_start().chars().next().map(|c| c.to_ascii_lowercase());
    if !first.is_some_and(|first| marks.contains(&first)) {
        return false;
    }
    let text = text.trim().trim_matches(['[', ']', '(', ')', '<', '>']);
    // The beginning of a long text says whether it is one.
    let text = text[..text.floor_char_boundary(LONGEST)].to_lowercase();
    let bare = text.trim_end_matches(['.', ':', '!', '?', '…']);
    let dots = !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…' | '?' | '_'));
    let begins =
        ["todo", "xxx", "lorem ipsum", "her står det "].iter().any(|mark| text.starts_with(mark));
    dots || begins || PLACEHOLDERS.contains(&bare)
}

/// Whether the text between brackets says that it is to be written.
fn is_to_be_filled_in(inner: &str) -> bool {
    const WORDS: [&str; 8] = ["fyll", "skriv", "sett inn", "xx", "navn", "dato", "beløp", "tall"];
    let inner = inner.to_lowercase();
    WORDS.iter().any(|word| inner.starts_with(word))
}

/// Whether the text between brackets is the mark of a comment of Word: `KE1`.
fn is_comment_mark(inner: &str) -> bool {
    let letters = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_short = (2..=3).contains(&letters.chars().count());
    is_short && letters.chars().all(char::is_uppercase) && letters.len() < inner.len()
}

/// The texts of a new project that nobody else would write.
static EXAMPLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    const FILES: [&str; 3] = [
        include_str!("../../scaffold/start/program.yaml"),
        include_str!("../../scaffold/start/region.yaml"),
        include_str!("../../scaffold/start/period.yaml"),
    ];
    let mut texts = HashSet::new();
    for text in FILES {
        // Names in braces would be fields.
        let file = SourceText::new("", text.replace(['{', '}'], ""));
        let document = yaml::parse(&file.into()).expect("the files of a new project can be read");
        document.root.scalars(&mut |_, scalar| {
            let text = scalar.text.trim();
            if is_of_examples(text) && !is_placeholder(text) {
                texts.insert(text.to_owned());
            }
        });
    }
    texts
});

/// Whether a text of a new project can be known as one: it says so, or is a long one.
fn is_of_examples(text: &str) -> bool {
    const LEAST_WORDS: usize = 6;
    let is_long = text.split_whitespace().count() >= LEAST_WORDS;
    is_long
        || matches!(text, "Min region" | "Eieren av programmet" | "Kari Eksempel, prosjektleder")
}

/// A text that `init` wrote.
pub(super) fn example(text: &Text<'_>) -> Option<Fault> {
    let value = text.value.trim();
    let fault = || TextFault::ExampleLeft { text: value.to_owned() };
    EXAMPLES.contains(value).then(|| (fault(), text.span()))
}

/// A word that a person may be called, and that means nothing to YAML. A program that writes YAML writes
/// `null`, which is no mistake.
pub(super) fn null_word(text: &Text<'_>) -> Option<Fault> {
    let is_null = text.node.is_null() && matches!(text.value, "~" | "Null" | "NULL");
    is_null.then(|| (TextFault::NullWord { word: text.value.to_owned() }, text.span()))
}

/// Words that no sentence ends with.
const UNFINISHED: [&str; 9] = ["og", "eller", "at", "en", "et", "fordi", "mellom", "samt", "ein"];
/// The least words of a sentence, rather than a heading.
const LEAST_WORDS: usize = 4;

/// A text that ends in the middle of a sentence.
pub(super) fn cut_sentence(text: &Text<'_>) -> Option<Fault> {
    let value = text.value.trim_end();
    if !value.ends_with(['g', 'r', 't', 'n', 'i', 'm', ',']) {
        return None;
    }
    let last = value.rsplit(char::is_whitespace).next()?;
    if !value.ends_with(',') && !UNFINISHED.contains(&last)
        || value.split_whitespace().count() < LEAST_WORDS
    {
        return None;
    }
    let start = value.char_indices().rev().map(|(at, _)| at).nth(30).unwrap_or(0);
    let words = &value[start..];
    let words = words.split_once(char::is_whitespace).map_or(words, |(_, words)| words);
    Some((TextFault::CutSentence { text: words.to_owned() }, text.span_of(last)))
}

/// A word that is split by a hyphen at the end of a line.
pub(super) fn split_word(text: &Text<'_>) -> Option<Fault> {
    // A text that is written as it is read has no lines that were joined.
    if !text.marks.line_end && text.node.span.len() == text.value.len() {
        return None;
    }
    let (word, span) = first_split_word(&text.document.file, &text.node.span)?;
    Some((TextFault::SplitWord { word }, span))
}

/// Whether a character ends a word.
fn is_not_letter(c: char) -> bool {
    !c.is_alphabetic()
}

/// A word that is split by a hyphen at the end of a line, as in text copied from a PDF, with the
/// bytes of its first part.
fn first_split_word(file: &SourceText, span: &Range<usize>) -> Option<(String, Range<usize>)> {
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
            "Navn Navnesen",
            "Her står det viktigste i noen få setninger.",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Kommer i gang i mai.", "Hva nå?", "-", "Fyll inn skjemaet før fristen."] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn notes_are_distinguished_from_links() {
        assert_eq!(note("Planen er vedtatt [stemmer det?]."), Some("[stemmer det?]"));
        assert_eq!(note("Se [hva skjer?](https://x.example) og [1]."), None);
    }

    fn word(text: &str) -> Option<String> {
        let file = SourceText::new("x", text);
        first_split_word(&file, &(0..text.len())).map(|(word, _)| word)
    }

    #[test]
    fn split_words_are_distinguished_from_pairs() {
        assert_eq!(word("Kommunene sam-\n  arbeider").as_deref(), Some("samarbeider"));
        assert_eq!(word("nærings-\n  og handel"), None);
        assert_eq!(word("to linjer –\n  med strek"), None);
    }
}
