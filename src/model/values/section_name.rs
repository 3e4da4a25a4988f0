//! Names of sections.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::ValueFault;

/// The name of a section: that of its field (`videre_arbeid`), or of a file of the project's own
/// in `templates/sections/`, without `.typ`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SectionName(pub String);

impl FromStr for SectionName {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let name = text.trim();
        if !name.is_empty() && name.chars().all(is_allowed) {
            return Ok(Self(name.to_owned()));
        }
        let suggestion = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
        Err(ValueFault::SectionName { value: text.to_owned(), suggestion })
    }
}

/// Whether a character may stand in the name of a section.
fn is_allowed(c: char) -> bool {
    c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_')
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
            Err(ValueFault::SectionName { value: "Videre arbeid".into(), suggestion })
        );
        assert!("../x".parse::<SectionName>().is_err());
    }
}
