//! The two written forms of Norwegian.

use super::{Fault, Text};
use crate::fault::TextFault;

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

/// The least characters of a text that can be told.
const LEAST_LENGTH: usize = 40;

/// A text in the other written form than that of its report, whose language is given.
pub(super) fn other_form(text: &Text<'_>, language: &str) -> Option<Fault> {
    let (own, other, written) = match language {
        "nb" => (&BOKMÅL, &NYNORSK, "nn"),
        "nn" => (&NYNORSK, &BOKMÅL, "nb"),
        _ => return None,
    };
    if text.value.len() < LEAST_LENGTH {
        return None;
    }
    let found = words_of(text.value, other);
    let count = found.count_ones() as usize;
    if count < LEAST || count <= 2 * words_of(text.value, own).count_ones() as usize {
        return None;
    }
    let words = other.iter().enumerate().filter(|(i, _)| found & 1 << i != 0).take(LEAST);
    let words: Vec<String> = words.map(|(_, word)| format!("«{word}»")).collect();
    let (written, expected) = (written.to_owned(), language.to_owned());
    Some((TextFault::OtherForm { words: words.join(", "), written, expected }, text.span()))
}

/// The words of a list that a text has, a bit for each.
fn words_of(text: &str, list: &[&str; 22]) -> u32 {
    let words = text.split(|c: char| !c.is_alphabetic());
    let places = words.filter_map(|word| list.iter().position(|other| *other == word));
    places.fold(0, |found, place| found | 1 << place)
}
