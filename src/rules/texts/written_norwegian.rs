//! The two written forms of Norwegian.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::fault::TextFault;
use crate::tree::Document;

/// Words that are bokmål and no nynorsk.
const BOKMÅL: [&str; 22] = [
    "ikke", "jeg", "en", "et", "fra", "hva", "hvordan", "hvem", "hvor", "hvilke", "ble", "være",
    "vært", "noe", "noen", "mye", "mer", "flere", "selv", "siden", "gjør", "hennes",
];
/// Words that are nynorsk and no bokmål.
const NYNORSK: [&str; 22] = [
    "ikkje", "eg", "ein", "eit", "frå", "kva", "korleis", "kven", "kvifor", "vart", "vere", "vore",
    "noko", "nokon", "mykje", "meir", "fleire", "sjølv", "sidan", "gjer", "dei", "berre",
];
/// From how many different words of the other form on a text is not a quotation or a name.
const LEAST: usize = 3;

/// A text of a file in the other written form than that of the report: the first of them. `language` is
/// that of the report.
pub(super) fn other_form(document: &Document, language: &str) -> Option<(TextFault, Range<usize>)> {
    let (own, other, written, expected) = match language {
        "nb" => (&BOKMÅL, &NYNORSK, "nn", "nb"),
        "nn" => (&NYNORSK, &BOKMÅL, "nb", "nn"),
        _ => return None,
    };
    let mut first = None;
    document.root.scalars_by_field("", &mut |_, node, scalar| {
        if first.is_some() || scalar.text.len() < 40 {
            return;
        }
        let words = words_of(&scalar.text, other);
        if words.len() >= LEAST && words.len() > 2 * words_of(&scalar.text, own).len() {
            let words = words.into_iter().take(LEAST).map(|word| format!("«{word}»"));
            let words = words.collect::<Vec<_>>().join(", ");
            let (written, expected) = (written.to_owned(), expected.to_owned());
            first = Some((TextFault::OtherForm { words, written, expected }, node.span.clone()));
        }
    });
    first
}

/// The words of a list that a text has.
fn words_of<'a>(text: &'a str, list: &[&str]) -> BTreeSet<&'a str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| list.contains(word)).collect()
}
