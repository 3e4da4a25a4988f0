//! Numbers of municipalities.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A municipality's number in the register of Statistics Norway: four digits, as text (`0301`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct MunicipalityNumber(String);

impl FromStr for MunicipalityNumber {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let number = text.trim();
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if digits && number.len() == 4 {
            return Ok(Self(number.to_owned()));
        }
        // A spreadsheet takes the zeros before a number away.
        let suggestion = (digits && number.len() == 3).then(|| format!("0{number}"));
        Err(Code::MunicipalityNumber { value: text.to_owned(), suggestion })
    }
}

impl TryFrom<String> for MunicipalityNumber {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for MunicipalityNumber {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "kommunenummer".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = scalar_schema(
            generator,
            ValueKind::MunicipalityNumber,
            &["string", "integer"],
            "^\\s*[0-9]{4}\\s*$",
            "Fire sifre, også når det første er 0.",
            &["1833", "0301"],
        );
        schema.insert("minimum".into(), 1000.into());
        schema.insert("maximum".into(), 9999.into());
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_four_digits() {
        assert!("0301".parse::<MunicipalityNumber>().is_ok());
        let wrong = "301".parse::<MunicipalityNumber>();
        let suggestion = Some("0301".to_owned());
        assert_eq!(
            wrong,
            Err(Code::MunicipalityNumber { value: "301".into(), suggestion })
        );
        assert!("K-1833".parse::<MunicipalityNumber>().is_err());
    }
}
