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
        let parts: Vec<&str> = value.split('@').collect();
        let odd =
            |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '<' | '>' | '/');
        match parts.as_slice() {
            [name, host]
                if !name.is_empty()
                    && host.split('.').count() > 1
                    && host.split('.').all(|label| !label.is_empty())
                    && !value.contains(odd) =>
            {
                Ok(Self(value.to_owned()))
            }
            _ => Err(Code::Email { value: value.to_owned() }),
        }
    }
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

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let label = "[^\\s,;:<>/@.]+";
        scalar_schema(
            ValueKind::Email,
            &["string"],
            &format!("^\\s*[^\\s,;:<>/@]+@{label}(\\.{label})+\\s*$"),
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
