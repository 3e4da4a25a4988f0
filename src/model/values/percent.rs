//! Whole per cent.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::ValueFault;

/// How much of something is done, in whole per cent from 0 to 100: `80` or `80 %`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Percent(pub u8);

impl FromStr for Percent {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let body = text.trim();
        let digits = body.strip_suffix('%').unwrap_or(body).trim_end();
        let is_plain = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        match digits.parse() {
            Ok(value @ 0..=100) if is_plain => Ok(Self(value)),
            _ => Err(ValueFault::Percent { value: text.to_owned(), suggestion: suggest(text) }),
        }
    }
}

/// The whole per cent that a share (`0,6`) stands for, or that are nearest to a figure with decimals.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 0 and 100"
)]
fn suggest(text: &str) -> Option<u8> {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let value: f64 = number.parse().ok().filter(|value| (0.0..=100.0).contains(value))?;
    let is_share = value > 0.0 && value < 1.0 && !text.contains('%');
    Some((if is_share { value * 100.0 } else { value }).round() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_are_whole_and_at_most_a_hundred() {
        assert_eq!("80 %".parse(), Ok(Percent(80)));
        assert_eq!("100".parse(), Ok(Percent(100)));
        for text in ["101", "-1", "12,5", "halvveis", "%", "0080"] {
            assert!(matches!(text.parse::<Percent>(), Err(ValueFault::Percent { .. })), "{text}");
        }
    }
}
