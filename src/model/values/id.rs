//! Ids, which tie a region to its periods.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A short name for an item: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Id(pub String);

impl FromStr for Id {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let suggestion = slug(text);
        if text == suggestion && !text.is_empty() {
            return Ok(Self(suggestion));
        }
        let several: Vec<String> = text.split(',').map(slug).collect();
        let suggestion = match several.as_slice() {
            [_, _, ..] => format!("[{}]", several.join(", ")),
            _ if suggestion.is_empty() => "d1".into(),
            _ => suggestion,
        };
        Err(Code::IdForm { value: text.to_owned(), suggestion })
    }
}

/// The text as an id: small letters and digits, everything else one hyphen between them.
fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !is_allowed(c)).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || "æøåäöáčđŋšŧž".contains(c)
}

impl TryFrom<String> for Id {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "id".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let word = "[a-z0-9æøåäöáčđŋšŧž]+";
        scalar_schema(
            generator,
            ValueKind::Id,
            &["string", "integer"],
            &format!("^{word}(-{word})*$"),
            "Et kort navn som binder sammen region og periode: små bokstaver, tall og bindestrek.",
            &["jernbane", "nye-foretak"],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_slugs() {
        assert_eq!("nye-foretak".parse(), Ok(Id("nye-foretak".into())));
        let fault = "Nye foretak!".parse::<Id>().unwrap_err();
        let suggestion = "nye-foretak".into();
        let two = "plan, profil".parse::<Id>().unwrap_err();
        assert!(
            matches!(two, Code::IdForm { suggestion, .. } if suggestion == "[plan, profil]")
        );
        assert_eq!(fault, Code::IdForm { value: "Nye foretak!".into(), suggestion });
    }
}
