//! Years and dates, where either will do.

use std::str::FromStr;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize, Serializer};

use super::{Date, ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A year (`2014`) or a date. In JSON as `"2014"` or `"2014-08-15"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Moment {
    /// A calendar year.
    Year(i32),
    /// A day.
    Day(NaiveDate),
}

impl Moment {
    /// The first day that the moment covers.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => {
                NaiveDate::from_ymd_opt(year, 1, 1).expect("years have four digits")
            }
            Self::Day(day) => day,
        }
    }

    /// The last day that the moment covers.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => {
                NaiveDate::from_ymd_opt(year, 12, 31).expect("years have four digits")
            }
            Self::Day(day) => day,
        }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl FromStr for Moment {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let value = text.trim();
        if value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit()) {
            let fault = |_| Code::Moment { value: value.to_owned() };
            return value.parse().map(Self::Year).map_err(fault);
        }
        match value.parse::<Date>() {
            Ok(date) => Ok(Self::Day(date.0)),
            Err(Code::Date { value, suggestion: None }) => Err(Code::Moment { value }),
            Err(code) => Err(code),
        }
    }
}

impl TryFrom<String> for Moment {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "tidspunkt".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let date = Date::json_schema(generator);
        let dates = date.get("pattern").and_then(|p| p.as_str()).unwrap_or_default();
        let mut schema = scalar_schema(
            generator,
            ValueKind::Moment,
            &["integer", "string"],
            &format!("^ *[0-9]{{4}} *$|{dates}"),
            "Et årstall eller en dato.",
            &["2014", "2014-08-15", "15. august 2014"],
        );
        schema.insert("minimum".into(), 1000.into());
        schema.insert("maximum".into(), 9999.into());
        schema
    }
}
