//! Plain text on one line.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::fault::ValueFault;
use crate::typography;

/// A line of plain text, never empty, without a comma at its end. Line breaks and runs of
/// spaces become one space; no-break spaces stay. It is serialized as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(typography::set(&self.0).trim())
    }
}

impl FromStr for Text {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let words = text.split(|c: char| c.is_control() || c == ' ');
        let line = words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        match line.trim() {
            "" => Err(ValueFault::EmptyText),
            text if text.ends_with(',') => Err(ValueFault::TrailingComma),
            _ => Ok(Self(line)),
        }
    }
}
