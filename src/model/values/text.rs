//! Plain text on one line.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A line of plain text, never empty, without a comma at its end. Line breaks and runs of
/// spaces become one space; no-break spaces stay.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);

impl Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Text {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let words = text.split(|c: char| c.is_control() || c == ' ');
        let line = words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        match line.trim() {
            "" => Err(Code::EmptyText),
            text if text.ends_with(',') => Err(Code::TrailingComma),
            _ => Ok(Self(line)),
        }
    }
}

impl TryFrom<String> for Text {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "tekst".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::Text,
            &["string", "number", "boolean"],
            "[^\\s,]\\s*$",
            "En kort tekst på én linje.",
            &[],
        )
    }
}
