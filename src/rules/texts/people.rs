//! Who wrote a report, and how they are reached.

use super::{Fault, Text};
use crate::fault::TextFault;
use crate::model::values::Email;

/// The fields with a person's name.
const NAMES: [&str; 4] = ["navn", "utarbeidet_av", "ansvarlig", "eier"];

/// An address in place of a name.
pub(super) fn address_as_name(text: &Text<'_>) -> Option<Fault> {
    let value = text.value.trim();
    let is_address = text.marks.at && value.parse::<Email>().is_ok();
    (is_address && NAMES.contains(&text.field))
        .then(|| (TextFault::AddressAsName { value: value.to_owned() }, text.span()))
}

/// A telephone number that nobody can ring.
pub(super) fn telephone(text: &Text<'_>) -> Option<Fault> {
    let is_wrong = text.field == "telefon" && !is_telephone(text.value);
    is_wrong.then(|| (TextFault::Telephone { value: text.value.trim().to_owned() }, text.span()))
}

/// Whether a text is a number as a Norwegian one is written, or one from abroad with its country.
///
/// Source: Nkom, «Nummerplan for E.164»: eight digits; five from 02000; four from 1800; 116 and three; the
/// emergency numbers; ITU-T E.164: at most 15 digits with the country's.
fn is_telephone(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    let has_country = text.starts_with('+') || text.starts_with("00");
    let is_sign = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '+' | '(' | ')' | '-' | '–' | '.' | '/')
    };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_whole = match digits {
        _ if has_country => (8..=17).contains(&digits),
        3 => text.starts_with("11"),
        4 => text.starts_with("18"),
        5 => text.starts_with('0'),
        6 => text.starts_with("116"),
        digits => digits == 8,
    };
    text.chars().all(is_sign) && is_whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_enough_digits_and_no_words() {
        for text in [
            "77 00 00 00",
            "+47 901 23 456",
            "0047 90123456",
            "02800",
            "116 117",
            "(+46) 8-123 45 67",
        ] {
            assert!(is_telephone(text), "{text}");
        }
        for text in [
            "901 23 4",
            "ring sentralbordet",
            "901 23 456 7",
            "77 00 00 00 (sentralbord)",
            "+47 12",
            "901 23",
            "4567",
        ] {
            assert!(!is_telephone(text), "{text}");
        }
    }
}
