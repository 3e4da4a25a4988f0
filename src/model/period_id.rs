//! The name of a period: its days, its order and its predecessor.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use strum::IntoStaticStr;

/// A reporting period, named like its file: `2026-k1`, `2026-t1`, `2026-h1` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PeriodId {
    year: i32,
    part: Part,
}

/// The part of a year that a period covers; numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Part {
    /// The whole year.
    År,
    /// A half-year (halvår), 1 or 2.
    Halvår(u32),
    /// Four months (tertial), 1 to 3.
    Tertial(u32),
    /// A quarter (kvartal), 1 to 4.
    Kvartal(u32),
}

/// The error for a file name that is no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPeriod;

impl Part {
    /// The Norwegian word for this kind of part.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The length in months.
    fn months(self) -> u32 {
        match self {
            Self::År => 12,
            Self::Halvår(_) => 6,
            Self::Tertial(_) => 4,
            Self::Kvartal(_) => 3,
        }
    }

    /// Which of the year's parts this is, from 1.
    pub fn number(self) -> u32 {
        match self {
            Self::År => 1,
            Self::Halvår(n) | Self::Tertial(n) | Self::Kvartal(n) => n,
        }
    }

    /// The part of the same kind that a month (0 to 11) lies in.
    fn with_month(self, month: u32) -> Self {
        let number = month / self.months() + 1;
        match self {
            Self::År => Self::År,
            Self::Halvår(_) => Self::Halvår(number),
            Self::Tertial(_) => Self::Tertial(number),
            Self::Kvartal(_) => Self::Kvartal(number),
        }
    }
}

impl PeriodId {
    /// The calendar year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The part of the year.
    pub fn part(self) -> Part {
        self.part
    }

    /// The first day of the period.
    pub fn first_day(self) -> NaiveDate {
        let month = (self.part.number() - 1) * self.part.months() + 1;
        NaiveDate::from_ymd_opt(self.year, month, 1)
            .expect("years have four digits and parts lie within the year")
    }

    /// The last day of the period.
    pub fn last_day(self) -> NaiveDate {
        self.first_day() + Months::new(self.part.months()) - Days::new(1)
    }

    /// The period that a day lies in, of the same kind as a part.
    pub fn of(day: NaiveDate, kind: Part) -> Self {
        Self { year: day.year(), part: kind.with_month(day.month0()) }
    }

    /// The same part of another year.
    pub(crate) fn in_year(self, year: i32) -> Self {
        Self { year, ..self }
    }

    /// Whether both are quarters, half-years and so on.
    pub fn is_like(self, other: Self) -> bool {
        self.part.months() == other.part.months()
    }

    /// The period of the same kind that begins the day after this one ends.
    pub fn successor(self) -> Self {
        Self::of(self.last_day() + Days::new(1), self.part)
    }

    /// The period of the same kind that ends the day before this one begins.
    pub fn predecessor(self) -> Self {
        Self::of(self.first_day() - Days::new(1), self.part)
    }
}

impl Ord for PeriodId {
    /// By last day; of two that end together, the longer one comes after.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |id: &Self| (id.year, id.part.number() * id.part.months(), id.part.months());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for PeriodId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for PeriodId {
    type Err = NotAPeriod;

    fn from_str(name: &str) -> Result<Self, NotAPeriod> {
        let lower = name.to_ascii_lowercase();
        let (year, part) = match lower.split_once('-') {
            Some((year, part)) => (year, parse_part(part).ok_or(NotAPeriod)?),
            None => (lower.as_str(), Part::År),
        };
        let is_plain = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        match year.parse() {
            Ok(year @ 1000..) if is_plain => Ok(Self { year, part }),
            _ => Err(NotAPeriod),
        }
    }
}

/// A part such as `k3`, with its number in range.
fn parse_part(text: &str) -> Option<Part> {
    let number = text.get(1..)?;
    let number = number.parse().ok().filter(|_| number.len() == 1)?;
    let part = match text.get(..1)? {
        "h" => Part::Halvår(number),
        "t" => Part::Tertial(number),
        "k" => Part::Kvartal(number),
        _ => return None,
    };
    (1..=12 / part.months()).contains(&number).then_some(part)
}

impl fmt::Display for PeriodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::År => write!(f, "{:04}", self.year),
            Part::Halvår(n) => write!(f, "{:04}-h{n}", self.year),
            Part::Tertial(n) => write!(f, "{:04}-t{n}", self.year),
            Part::Kvartal(n) => write!(f, "{:04}-k{n}", self.year),
        }
    }
}

impl<'de> Deserialize<'de> for PeriodId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("not a period"))
    }
}

impl Serialize for PeriodId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> PeriodId {
        name.parse().unwrap()
    }

    #[test]
    fn names_are_read_in_any_case_and_others_refused() {
        assert_eq!(id("2026-K3").to_string(), "2026-k3");
        for name in ["26", "2026-k5", "2026-k0", "2026-t4", "2026-h3", "2026-", "2026-k1x"] {
            assert_eq!(name.parse::<PeriodId>(), Err(NotAPeriod), "{name}");
        }
    }

    #[test]
    fn days_and_predecessors_follow_the_calendar() {
        for (name, first, last) in [
            ("2024-k1", "2024-01-01", "2024-03-31"),
            ("2026-t2", "2026-05-01", "2026-08-31"),
            ("2026-h2", "2026-07-01", "2026-12-31"),
        ] {
            assert_eq!(id(name).first_day().to_string(), first);
            assert_eq!(id(name).last_day().to_string(), last);
        }
        assert_eq!(id("2026-k1").predecessor(), id("2025-k4"));
        assert_eq!(id("2026-t3").predecessor(), id("2026-t2"));
        assert_eq!(id("2026").predecessor(), id("2025"));
        for name in ["2026-k4", "2026-t3", "2026-h1", "2026"] {
            assert_eq!(id(name).successor().predecessor(), id(name), "{name}");
        }
    }

    #[test]
    fn order_is_by_end_then_length() {
        let mut all = ["2026", "2026-k4", "2026-h2", "2026-k1", "2025"].map(id);
        all.sort();
        assert_eq!(all, ["2025", "2026-k1", "2026-k4", "2026-h2", "2026"].map(id));
    }
}
