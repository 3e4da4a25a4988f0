//! Decimal numbers.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, number, scalar_schema};
use crate::diagnostics::Code;

/// A decimal number with at most six decimals: `12,5` or `12.5`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "String", into = "f64")]
pub struct Decimal(pub f64);

impl FromStr for Decimal {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let fault = || Code::Decimal { value: text.to_owned() };
        let written = number::read(text).ok_or_else(fault)??;
        let sign = if written.negative { "-" } else { "" };
        format!("{sign}{}.{}", written.whole, written.decimals)
            .parse()
            .map(Self)
            .map_err(|_| fault())
    }
}

impl TryFrom<String> for Decimal {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Decimal> for f64 {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "desimaltall".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::Decimal,
            &["number", "string"],
            "^ *[-\\u2212]?([0-9]{1,15}|[0-9]{1,3}([ \\u00a0\\u202f\\u2009][0-9]{3}){1,4})\
             ((,[0-9]{1,6})|(\\.([0-9]{1,2}|[0-9]{4,6})))? *$",
            "Et tall, gjerne med komma og mellomrom mellom tusenene.",
            &["6073", "12,5"],
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
        assert!(matches!("6.073".parse::<Decimal>(), Err(Code::ThousandsDot { .. })));
    }
}
