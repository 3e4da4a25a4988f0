//! E-mail addresses.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Email(pub String);

impl FromStr for Email {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let value = text.trim();
        if is_address(value) {
            return Ok(Self(value.to_owned()));
        }
        let suggestion =
            value.split(odd).find(|part| is_address(part)).map(str::to_owned);
        Err(Code::Email { value: value.to_owned(), suggestion })
    }
}

/// Whether a text is one address and nothing else.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && !host.contains('@')
        && !text.contains(odd)
}

/// Whether a character stands between addresses rather than in one.
fn odd(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '<' | '>' | '/' | '(' | ')')
}

impl TryFrom<String> for Email {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for Email {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "epost".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let label = "[^\\s,;:<>()/@.]+";
        scalar_schema(
            generator,
            ValueKind::Email,
            &["string"],
            &format!("^\\s*[^\\s,;:<>()/@]+@{label}(\\.{label})+\\s*$"),
            "En e-postadresse.",
            &["kari@example.com"],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_at_a_time() {
        assert!("kari.eksempel@example.com".parse::<Email>().is_ok());
        for text in
            ["", "kari", "mailto:k@x.no", "k@x.no, l@x.no", "k@x", "@x.no", "k@@x.no"]
        {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
    }
}
