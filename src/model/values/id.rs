//! Ids, which tie a region to its periods.

use std::str::FromStr;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fault::ValueFault;

/// A short name for an item: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Id(pub String);

impl FromStr for Id {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let slug = slugify(text);
        if text == slug && !text.is_empty() {
            return Ok(Self(slug));
        }
        let parts: Vec<String> = text.split(',').map(slugify).collect();
        let suggestion = if parts.len() > 1 {
            format!("[{}]", parts.join(", "))
        } else if slug.is_empty() {
            "d1".into()
        } else {
            slug
        };
        Err(ValueFault::IdForm { value: text.to_owned(), suggestion })
    }
}

/// The text as an id: small letters and digits, with one hyphen for all between them. A letter that no id has
/// is written plainly.
fn slugify(text: &str) -> String {
    let lower: String = text.to_lowercase().nfc().flat_map(plainly).collect();
    let words = lower.split(|c: char| !is_allowed(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A letter as ids have it: without its marks, where it is none of theirs.
fn plainly(c: char) -> Vec<char> {
    match c {
        c if is_allowed(c) => vec![c],
        'ł' => vec!['l'],
        'ð' => vec!['d'],
        'þ' => vec!['t', 'h'],
        'ß' => vec!['s', 's'],
        c => std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).collect(),
    }
}

/// Whether a character may stand in an id.
fn is_allowed(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || "æøåäöáčđŋšŧž".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_slugs() {
        assert_eq!("nye-foretak".parse(), Ok(Id("nye-foretak".into())));
        for (value, slug) in [
            ("Nye foretak!", "nye-foretak"),
            ("plan, profil", "[plan, profil]"),
            ("gründer", "grunder"),
            ("Łódź-kafé", "lodz-kafe"),
            ("Porsáŋgu", "porsáŋgu"),
        ] {
            let (value, suggestion) = (value.to_owned(), slug.to_owned());
            let fault = ValueFault::IdForm { value: value.clone(), suggestion };
            assert_eq!(value.parse::<Id>(), Err(fault));
        }
    }
}
