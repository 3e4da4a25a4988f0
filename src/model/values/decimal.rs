//! Decimal numbers.

use std::str::FromStr;

use serde::Serialize;

use super::number;
use crate::fault::ValueFault;

/// A decimal number with at most six decimals: `12,5` or `12.5`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Decimal(pub f64);

impl FromStr for Decimal {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        if let Some((plain, decimal)) = number::dotted_thousands(text) {
            let value = text.trim().to_owned();
            return Err(ValueFault::ThousandsDot { value, plain, decimal });
        }
        number::read(text).and_then(|number| number.to_string().parse().ok()).map(Self).ok_or_else(
            || {
                let suggestion = number::meant(text, |meant| number::read(meant).is_some());
                ValueFault::Decimal { value: text.to_owned(), suggestion }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_and_dot_are_decimal_signs() {
        assert_eq!("12,5".parse(), Ok(Decimal(12.5)));
        assert_eq!("-1 234.25".parse(), Ok(Decimal(-1234.25)));
        assert!(matches!("6.073".parse::<Decimal>(), Err(ValueFault::ThousandsDot { .. })));
    }
}
