//! The languages that the program speaks, and their numbers.

use std::io;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The names of the months, from January.
pub(crate) const NORWEGIAN_MONTHS: &str =
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember";
const ENGLISH_MONTHS: &str =
    "January|February|March|April|May|June|July|August|September|October|November|December";

/// A language of findings and failures. Reports have a language of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Lang {
    /// Norwegian
    #[default]
    Nb,
    /// English
    En,
}

impl Lang {
    /// The language for a POSIX locale: English for `en…`, otherwise Norwegian.
    pub fn from_locale(locale: &str) -> Self {
        if locale.starts_with("en") { Self::En } else { Self::Nb }
    }

    /// The value for this language. A new language adds a parameter, so that the compiler finds every
    /// place that lacks a value for it.
    pub fn choose<T>(self, nb: T, en: T) -> T {
        match self {
            Self::Nb => nb,
            Self::En => en,
        }
    }

    /// A number in groups of three, with up to six decimals after the language's decimal sign.
    pub fn number(self, value: f64) -> String {
        let text = format!("{value:.6}");
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        match decimals.trim_end_matches('0') {
            "" => group(whole),
            decimals => format!("{}{}{decimals}", group(whole), self.decimal_sign()),
        }
    }

    /// An amount in øre, in kroner.
    pub fn kroner(self, øre: i64) -> String {
        let sign = if øre < 0 { "-" } else { "" };
        let whole = group(&format!("{sign}{}", øre.unsigned_abs() / 100));
        match øre.unsigned_abs() % 100 {
            0 => format!("{whole} kr"),
            rest => format!("{whole}{}{rest:02} kr", self.decimal_sign()),
        }
    }

    /// A day in words: `12. april 2026`.
    pub fn date(self, day: NaiveDate) -> String {
        let months = self.choose(NORWEGIAN_MONTHS, ENGLISH_MONTHS);
        let month = months.split('|').nth(day.month0() as usize).unwrap_or_default();
        let dot = self.choose(".", "");
        format!("{}{dot} {month} {}", day.day(), day.year())
    }

    /// The sign between a whole number and its decimals.
    pub(crate) fn decimal_sign(self) -> &'static str {
        self.choose(",", ".")
    }
}

/// What the program says, in each language. [`message!`] writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// In Norwegian bokmål.
    pub nb: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// The message in a language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.choose(&self.nb, &self.en)
    }

    /// What the system says of an error of input or output. It speaks English; the errors that users meet
    /// are told in Norwegian too.
    pub fn of_io(error: &io::Error) -> Self {
        let en = error.to_string();
        let nb = match error.kind() {
            io::ErrorKind::NotFound => "finnes ikke",
            io::ErrorKind::PermissionDenied => "du har ikke tilgang",
            io::ErrorKind::AlreadyExists => "finnes fra før",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "det er ikke plass på disken"
            }
            io::ErrorKind::ReadOnlyFilesystem => "her kan det bare leses",
            io::ErrorKind::FileTooLarge => "filen er for stor",
            io::ErrorKind::IsADirectory => "det er en mappe",
            io::ErrorKind::NotADirectory => "det er ingen mappe",
            io::ErrorKind::InvalidFilename => "navnet kan ikke brukes",
            io::ErrorKind::ResourceBusy | io::ErrorKind::AddrInUse => "et annet program bruker den",
            io::ErrorKind::BrokenPipe => "mottakeren er borte",
            io::ErrorKind::UnexpectedEof => "den slutter for tidlig",
            io::ErrorKind::OutOfMemory => "det er ikke nok minne",
            _ => &en,
        };
        Self { nb: nb.to_owned(), en }
    }
}

/// A [`Message`]: a format in Norwegian, the same in English, and the values that both are given, as
/// in [`format!`].
#[macro_export]
macro_rules! message {
    ($nb:literal, $en:literal $(, $value:expr)* $(,)?) => {
        $crate::lang::Message { nb: format!($nb $(, $value)*), en: format!($en $(, $value)*) }
    };
}

pub use message;

/// Digits, with or without a sign, in groups of three.
pub(crate) fn group(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |d| ("−", d));
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}")
}
