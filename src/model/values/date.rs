//! Dates.

use std::str::FromStr;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

/// A day: `2015-01-31`, `31.01.2015` or `31. januar 2015`. ISO 8601 in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(pub NaiveDate);

impl FromStr for Date {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let value = text.trim().to_owned();
        let Some((year, month, day)) = parts(&value) else {
            let suggestion = suggest(&value);
            return Err(Code::Date { value, suggestion });
        };
        NaiveDate::from_ymd_opt(year, month, day).map(Self).ok_or_else(|| {
            // Month and day the wrong way round.
            let swapped = NaiveDate::from_ymd_opt(year, day, month);
            Code::NoSuchDate { value, suggestion: swapped.map(|date| date.to_string()) }
        })
    }
}

/// Year, month and day of a text in one of the three forms.
fn parts(text: &str) -> Option<(i32, u32, u32)> {
    let fields = |separator: char| -> Option<[&str; 3]> {
        text.split(separator).collect::<Vec<_>>().try_into().ok()
    };
    if let Some([year, month, day]) = fields('-') {
        return Some((year4(year)?, digits(month, 2..=2)?, digits(day, 2..=2)?));
    }
    if let Some([day, month, year]) = fields('.') {
        return Some((year4(year)?, digits(month, 1..=2)?, digits(day, 1..=2)?));
    }
    let [day, month, year] = text
        .split([' ', '\u{a0}'])
        .collect::<Vec<_>>()
        .try_into()
        .ok()
        .filter(|words: &[&str; 3]| words[0].ends_with('.'))?;
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month)?.1;
    Some((year4(year)?, month, digits(day.strip_suffix('.')?, 1..=2)?))
}

/// A number with a length in the range and nothing but digits.
fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

fn year4(text: &str) -> Option<i32> {
    digits(text, 4..=4).and_then(|y| i32::try_from(y).ok())
}

/// What was probably meant by `1.jan 2015`, `1. Januar 2015`, `2015/01/31` and the like.
fn suggest(text: &str) -> Option<String> {
    if let Some(days) = digits(text, 5..=5) {
        // Excel counts days from the end of 1899.
        let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        return Some((start + chrono::Days::new(days.into())).to_string());
    }
    // A date with a time of the day.
    if let Some((date, _)) =
        text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':'))
    {
        return date.parse::<Date>().ok().map(|date| date.0.to_string());
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let [first, second, third] = words.as_slice() else { return None };
    let month = |word: &String| {
        let named = MONTHS.iter().zip(1..).find(|(name, _)| {
            word.chars().count() >= 3 && name.starts_with(word.as_str())
        });
        named.map(|(_, n)| n).or_else(|| digits(word, 1..=2))
    };
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    // Two digits of a year are of this century.
    let year = match year.len() {
        2 => 2000 + i32::try_from(digits(year, 2..=2)?).ok()?,
        _ => year4(year)?,
    };
    let date = NaiveDate::from_ymd_opt(year, month(second)?, digits(day, 1..=2)?);
    // The American way: month, day, year.
    let american =
        || NaiveDate::from_ymd_opt(year, digits(day, 1..=2)?, digits(second, 1..=2)?);
    Some(date.or_else(american)?.to_string())
}

impl TryFrom<String> for Date {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0.to_string()
    }
}

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "dato".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let pattern = format!(
            "^ *([0-9]{{4}}-[0-9][0-9]-[0-9][0-9]|[0-9]{{1,2}}\\.[0-9]{{1,2}}\\.[0-9]{{4}}|\
             [0-9]{{1,2}}\\.[ \\u00a0]({})[ \\u00a0][0-9]{{4}}) *$",
            MONTHS.join("|")
        );
        scalar_schema(
            generator,
            ValueKind::Date,
            &["string"],
            &pattern,
            "En dato.",
            &["2015-01-31", "31.01.2015", "31. januar 2015"],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_give_the_same_day() {
        let forms = ["2015-01-01", "01.01.2015", "1.1.2015", "1. januar 2015"];
        for text in forms {
            assert_eq!(
                text.parse::<Date>().unwrap().0.to_string(),
                "2015-01-01",
                "{text}"
            );
        }
    }

    #[test]
    fn days_that_do_not_exist_are_told_from_texts_that_are_no_dates() {
        assert!(matches!("30.02.2015".parse::<Date>(), Err(Code::NoSuchDate { .. })));
        for text in ["2015", "1.jan 2015", "i fjor", "2015-1-1", "01/31/2015", "--"] {
            assert!(matches!(text.parse::<Date>(), Err(Code::Date { .. })), "{text}");
        }
    }

    #[test]
    fn near_dates_get_a_suggestion() {
        for text in
            ["1.jan 2015", "1. Januar 2015", "2015/01/01", "2015-1-1", "1 jan. 2015"]
        {
            assert_eq!(suggest(text).as_deref(), Some("2015-01-01"), "{text}");
        }
        assert_eq!(suggest("01/31/2015").as_deref(), Some("2015-01-31"));
        assert_eq!(suggest("1.1.26").as_deref(), Some("2026-01-01"));
        assert_eq!(suggest("31/31/2015"), None);
        assert_eq!(suggest("46280").as_deref(), Some("2026-09-15"));
        assert_eq!(suggest("2026-09-15 12:00").as_deref(), Some("2026-09-15"));
    }
}
