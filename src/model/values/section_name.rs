//! Names of sections.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// The name of a section: that of its field (`videre_arbeid`), or of a file of the project's own
/// in `templates/sections/`, without `.typ`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct SectionName(pub String);

impl FromStr for SectionName {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let name = text.trim();
        let fits =
            |c: char| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_');
        if !name.is_empty() && name.chars().all(fits) {
            return Ok(Self(name.to_owned()));
        }
        let suggestion =
            name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
        Err(Code::SectionName { value: text.to_owned(), suggestion })
    }
}

impl TryFrom<String> for SectionName {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for SectionName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "seksjonsnavn".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::SectionName,
            &["string"],
            "^\\s*[^\\sA-ZÆØÅ.,:;/]+\\s*$",
            "Navnet på feltet (resultater, videre_arbeid), eller på en egen fil i \
             templates/sections uten .typ.",
            &crate::model::Seksjon::ALL,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_fields_or_files() {
        for text in ["videre_arbeid", "økonomi", "kart-over-kommunene"] {
            assert!(text.parse::<SectionName>().is_ok(), "{text}");
        }
        let wrong = "Videre arbeid".parse::<SectionName>();
        let suggestion = "videre_arbeid".into();
        assert_eq!(
            wrong,
            Err(Code::SectionName { value: "Videre arbeid".into(), suggestion })
        );
        assert!("../x".parse::<SectionName>().is_err());
    }
}
