//! Scores of risks.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A probability or a consequence, from 1 (very low) to 5 (very high).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "u8")]
pub struct Score(pub u8);

impl FromStr for Score {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        match text.trim().as_bytes() {
            [digit @ b'1'..=b'5'] => Ok(Self(digit - b'0')),
            _ => Err(Code::Score { value: text.to_owned() }),
        }
    }
}

impl TryFrom<String> for Score {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl JsonSchema for Score {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "karakter".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = scalar_schema(
            generator,
            ValueKind::Score,
            &["integer", "string"],
            "^\\s*[1-5]\\s*$",
            "Et helt tall fra 1 (svært lav) til 5 (svært høy).",
            &["3"],
        );
        schema.insert("minimum".into(), 1.into());
        schema.insert("maximum".into(), 5.into());
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_go_from_one_to_five() {
        assert_eq!("3".parse(), Ok(Score(3)));
        for text in ["0", "6", "2,5", "høy", ""] {
            assert!(matches!(text.parse::<Score>(), Err(Code::Score { .. })), "{text}");
        }
    }
}
