//! Numbers of municipalities.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::ValueFault;

/// A municipality's number in the register of Statistics Norway: four digits, as text (`0301`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MunicipalityNumber(String);

impl MunicipalityNumber {
    /// The four digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MunicipalityNumber {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let number = text.trim();
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if digits && number.len() == 4 {
            return Ok(Self(number.to_owned()));
        }
        // A spreadsheet takes the zeros before a number away.
        let suggestion = (digits && number.len() == 3).then(|| format!("0{number}"));
        Err(ValueFault::MunicipalityNumber { value: text.to_owned(), suggestion })
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
        assert_eq!(wrong, Err(ValueFault::MunicipalityNumber { value: "301".into(), suggestion }));
        assert!("K-1833".parse::<MunicipalityNumber>().is_err());
    }
}
