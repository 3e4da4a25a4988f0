//! Languages of reports.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::{Fault, ShapeFault};
use crate::suggest::closest;

/// The language of a report by its code (ISO 639): `nb`, `nn` and `en` are built in, others are
/// those that the project has a language file for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Språk(String);

impl Språk {
    /// The code.
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
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
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
        Err(ShapeFault::UnknownWord { value: code.to_owned(), suggestion, allowed, field: None }
            .into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_codes() {
        assert_eq!("se".parse::<Språk>().map(|language| language.0), Ok("se".into()));
        for (name, code) in [("Nynorsk", "nn"), ("engelsk", "en")] {
            let fault = name.parse::<Språk>().unwrap_err();
            assert!(matches!(fault, Fault::Shape(ShapeFault::UnknownWord { suggestion, .. })
                    if suggestion.as_deref() == Some(code)));
        }
    }
}
