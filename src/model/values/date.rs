//! Dates.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::Serialize;

use crate::fault::ValueFault;
use crate::lang::NORWEGIAN_MONTHS;

/// The pattern of the three forms, for the schema.
pub(super) fn date_pattern() -> String {
    format!(
        "^ *([0-9]{{4}}-[0-9][0-9]-[0-9][0-9]|[0-9]{{1,2}}\\.[0-9]{{1,2}}\\.[0-9]{{4}}|\
         [0-9]{{1,2}}\\.[ \\u00a0]({NORWEGIAN_MONTHS})[ \\u00a0][0-9]{{4}}) *$"
    )
}

/// The number of the first month whose name `is_named`.
fn month(is_named: impl Fn(&str) -> bool) -> Option<u32> {
    NORWEGIAN_MONTHS.split('|').zip(1..).find(|(name, _)| is_named(name)).map(|(_, number)| number)
}

/// A day: `2015-01-31`, `31.01.2015` or `31. januar 2015`. ISO 8601 in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Date(pub NaiveDate);

impl FromStr for Date {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let value = text.trim().to_owned();
        let Some((year, month, day)) = parts(&value) else {
            let suggestion = suggest(&value);
            return Err(ValueFault::Date { value, suggestion });
        };
        NaiveDate::from_ymd_opt(year, month, day).map(Self).ok_or_else(|| {
            // Month and day the wrong way round, or a day after the month's last.
            let swapped = NaiveDate::from_ymd_opt(year, day, month);
            let last = (29..=31).contains(&day).then(|| last_of_month(year, month)).flatten();
            let suggestion = swapped.or(last).map(|date| date.to_string());
            ValueFault::NoSuchDate { value, suggestion }
        })
    }
}

/// The last day of a month.
fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

/// Year, month and day of a text in one of the three forms.
fn parts(text: &str) -> Option<(i32, u32, u32)> {
    if let [year, month, day] = *text.split('-').collect::<Vec<_>>() {
        return Some((year4(year)?, digits(month, 2..=2)?, digits(day, 2..=2)?));
    }
    if let [day, month, year] = *text.split('.').collect::<Vec<_>>() {
        return Some((year4(year)?, digits(month, 1..=2)?, digits(day, 1..=2)?));
    }
    let [day, word, year] = *text.split([' ', '\u{a0}']).collect::<Vec<_>>() else {
        return None;
    };
    let day = digits(day.strip_suffix('.')?, 1..=2)?;
    Some((year4(year)?, month(|name| name == word)?, day))
}

/// The number that a text of so many digits, and nothing else, stands for.
fn digits(text: &str, length: RangeInclusive<usize>) -> Option<u32> {
    let is_plain = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// A year of four digits.
fn year4(text: &str) -> Option<i32> {
    digits(text, 4..=4).and_then(|y| i32::try_from(y).ok())
}

/// The date that was probably meant by `1.jan 2015`, `1. Januar 2015`, `2015/01/31`, a serial
/// number of Excel, or a date with a time of the day.
fn suggest(text: &str) -> Option<String> {
    if let Some(days) = digits(text, 5..=5) {
        // Excel counts days from the end of 1899.
        let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        return Some((start + chrono::Days::new(days.into())).to_string());
    }
    match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') => {
            date.parse().ok().map(|date: Date| date.0.to_string())
        }
        _ => suggest_order(text).map(|date| date.to_string()),
    }
}

/// A date in three words, whatever their order and the signs between them.
fn suggest_order(text: &str) -> Option<NaiveDate> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let [first, second, third] = words.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    // Two digits of a year are of this century.
    let year = match year.len() {
        2 => 2000 + i32::try_from(digits(year, 2..=2)?).ok()?,
        _ => year4(year)?,
    };
    let day = digits(day, 1..=2)?;
    let number = digits(second, 1..=2);
    let named = month(|name| second.chars().count() >= 3 && name.starts_with(second.as_str()));
    let month = named.or(number)?;
    // The American order is month, day, year.
    NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| NaiveDate::from_ymd_opt(year, day, number?))
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_give_the_same_day() {
        let forms = ["2015-01-01", "01.01.2015", "1.1.2015", "1. januar 2015"];
        for text in forms {
            assert_eq!(text.parse::<Date>().unwrap().0.to_string(), "2015-01-01", "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_differ_from_texts_that_are_no_dates() {
        assert!(matches!("30.02.2015".parse::<Date>(), Err(ValueFault::NoSuchDate { .. })));
        for text in ["2015", "1.jan 2015", "i fjor", "2015-1-1", "01/31/2015", "--"] {
            assert!(matches!(text.parse::<Date>(), Err(ValueFault::Date { .. })), "{text}");
        }
    }

    #[test]
    fn near_dates_get_a_suggestion() {
        for text in ["1.jan 2015", "1. Januar 2015", "2015/01/01", "2015-1-1", "1 jan. 2015"] {
            assert_eq!(suggest(text).as_deref(), Some("2015-01-01"), "{text}");
        }
        assert_eq!(suggest("01/31/2015").as_deref(), Some("2015-01-31"));
        assert_eq!(suggest("1.1.26").as_deref(), Some("2026-01-01"));
        assert_eq!(suggest("31/31/2015"), None);
        assert_eq!(suggest("46280").as_deref(), Some("2026-09-15"));
        assert_eq!(suggest("2026-09-15 12:00").as_deref(), Some("2026-09-15"));
    }
}
