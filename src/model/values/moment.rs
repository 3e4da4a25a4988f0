//! Years and dates, where either will do.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::Date;
use crate::fault::ValueFault;

/// A year (`2014`) or a date. In JSON as `"2014"` or `"2014-08-15"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A calendar year.
    Year(i32),
    /// A day.
    Day(NaiveDate),
}

impl Moment {
    /// The first day that the moment covers.
    pub fn first_day(self) -> NaiveDate {
        self.day_or(1, 1)
    }

    /// The last day that the moment covers.
    pub fn last_day(self) -> NaiveDate {
        self.day_or(12, 31)
    }

    /// The day, or a day of the year.
    fn day_or(self, month: u32, day: u32) -> NaiveDate {
        match self {
            Self::Year(year) => {
                NaiveDate::from_ymd_opt(year, month, day).expect("years have four digits")
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
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let value = text.trim();
        if value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit()) {
            let year = value.parse().expect("four digits are a number");
            return Ok(Self::Year(year));
        }
        match value.parse::<Date>() {
            Ok(date) => Ok(Self::Day(date.0)),
            Err(ValueFault::Date { value, suggestion: None }) => Err(ValueFault::Moment { value }),
            Err(fault) => Err(fault),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
