//! Whole per cent.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// How much of something is done, in whole per cent from 0 to 100: `80` or `80 %`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "u8")]
pub struct Percent(pub u8);

impl FromStr for Percent {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let fault = || Code::Percent { value: text.to_owned(), suggestion: whole(text) };
        let body = text.trim();
        let digits = body.strip_suffix('%').unwrap_or(body).trim_end();
        let plain = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        let value: u8 = digits.parse().ok().filter(|_| plain).ok_or_else(fault)?;
        if value <= 100 { Ok(Self(value)) } else { Err(fault()) }
    }
}

/// The whole per cent that are meant by a share (`0,6`) or nearest to a figure with decimals.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 0 and 100"
)]
fn whole(text: &str) -> Option<u8> {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let value: f64 = number.parse().ok().filter(|it| (0.0..=100.0).contains(it))?;
    let share = value > 0.0 && value < 1.0 && !text.contains('%');
    Some((if share { value * 100.0 } else { value }).round() as u8)
}

impl TryFrom<String> for Percent {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "prosent".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = scalar_schema(
            generator,
            ValueKind::Percent,
            &["integer", "string"],
            "^\\s*(100|0?[0-9]{1,2})\\s*%?\\s*$",
            "Hele prosent fra 0 til 100.",
            &["80", "80 %"],
        );
        schema.insert("minimum".into(), 0.into());
        schema.insert("maximum".into(), 100.into());
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_are_whole_and_at_most_a_hundred() {
        assert_eq!("80 %".parse(), Ok(Percent(80)));
        assert_eq!("100".parse(), Ok(Percent(100)));
        for text in ["101", "-1", "12,5", "halvveis", "%", "0080"] {
            assert!(
                matches!(text.parse::<Percent>(), Err(Code::Percent { .. })),
                "{text}"
            );
        }
    }
}
