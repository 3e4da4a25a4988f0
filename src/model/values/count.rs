//! Whole numbers.

use std::str::FromStr;

use serde::Serialize;

use super::number;
use crate::fault::ValueFault;

/// A whole number, zero or more: `34394` or `34 394`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Count(pub u64);

impl FromStr for Count {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        // There are no decimals, so a dot can only stand between thousands.
        if let Some((plain, _)) = number::dotted_thousands(text) {
            let value = text.trim().to_owned();
            return Err(ValueFault::ThousandsDot { value, plain, decimal: None });
        }
        count(text).map(Self).ok_or_else(|| {
            let suggestion = number::meant(text, |meant| count(meant).is_some());
            ValueFault::Count { value: text.to_owned(), suggestion }
        })
    }
}

/// The whole number of a text.
fn count(text: &str) -> Option<u64> {
    let is_whole = !text.contains([',', '.']);
    let number = number::read(text).filter(|number| is_whole && !number.is_negative)?;
    number.whole.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!("34 394".parse(), Ok(Count(34_394)));
        for text in ["-1", "1,5", "12.5", "mange"] {
            assert!(matches!(text.parse::<Count>(), Err(ValueFault::Count { .. })), "{text}");
        }
    }
}
