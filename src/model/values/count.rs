//! Whole numbers.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, number, scalar_schema};
use crate::diagnostics::Code;

/// A whole number, zero or more: `34394` or `34 394`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "u64")]
pub struct Count(pub u64);

impl FromStr for Count {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let fault = || Code::Count { value: text.to_owned() };
        // Between thousands a dot can only be a mistake here: there are no decimals.
        let written = match number::read(text).ok_or_else(fault)? {
            Err(Code::ThousandsDot { value, plain, .. }) => {
                let decimal = None;
                return Err(Code::ThousandsDot { value, plain, decimal });
            }
            other => other?,
        };
        let whole = !text.contains([',', '.']) && !written.negative;
        written.whole.parse().ok().filter(|_| whole).map(Self).ok_or_else(fault)
    }
}

impl TryFrom<String> for Count {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Count> for u64 {
    fn from(count: Count) -> Self {
        count.0
    }
}

impl JsonSchema for Count {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "heltall".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = scalar_schema(
            generator,
            ValueKind::Count,
            &["integer", "string"],
            "^ *([0-9]{1,15}|[0-9]{1,3}([ \\u00a0\\u202f\\u2009][0-9]{3}){1,4}) *$",
            "Et helt tall, gjerne med mellomrom mellom tusenene.",
            &["34394", "34 394"],
        );
        schema.insert("minimum".into(), 0.into());
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!("34 394".parse(), Ok(Count(34_394)));
        for text in ["-1", "1,5", "12.5", "mange"] {
            assert!(matches!(text.parse::<Count>(), Err(Code::Count { .. })), "{text}");
        }
    }
}
