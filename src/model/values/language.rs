//! Languages of reports.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::{Code, closest};

/// The language of a report by its code (ISO 639): `nb`, `nn` and `en` are built in, others are
/// those that the project has a language file for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Språk(String);

impl Språk {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Språk {
    /// Bokmål.
    fn default() -> Self {
        Self("nb".into())
    }
}

impl FromStr for Språk {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let code = text.trim();
        let letters = code.bytes().all(|b| b.is_ascii_lowercase());
        if letters && (2..=3).contains(&code.len()) {
            return Ok(Self(code.to_owned()));
        }
        let allowed = ["nb", "nn", "en"];
        let suggestion = match code.to_lowercase().as_str() {
            "bokmål" | "norsk" => Some("nb".to_owned()),
            "nynorsk" => Some("nn".to_owned()),
            "engelsk" | "english" => Some("en".to_owned()),
            other => closest(other, allowed),
        };
        let allowed = allowed.map(str::to_owned).to_vec();
        Err(Code::UnknownWord {
            value: code.to_owned(),
            suggestion,
            allowed,
            field: None,
        })
    }
}

impl TryFrom<String> for Språk {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for Språk {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "sprak".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::Language,
            &["string"],
            "^ *[a-z]{2,3} *$",
            "nb er bokmål, nn nynorsk, en engelsk. Andre språk har en egen fil i templates/lang.",
            &["nb", "nn", "en"],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_codes() {
        assert_eq!(
            "se".parse::<Språk>().map(|it| it.as_str().to_owned()),
            Ok("se".into())
        );
        let Err(Code::UnknownWord { suggestion, .. }) = "Nynorsk".parse::<Språk>()
        else {
            panic!("a name is no code")
        };
        assert_eq!(suggestion.as_deref(), Some("nn"));
    }
}
