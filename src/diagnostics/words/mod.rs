//! The words of every finding, one file per language.
//!
//! A message is lower case without full stop and shows the offending value; a hint says
//! what to do. Each language matches over every [`Code`], so none can be forgotten.

mod en;
mod nb;

use super::{Code, Note, Severity};

/// The language that the tool speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Norwegian bokmål.
    #[default]
    Nb,
    /// English.
    En,
}

impl Lang {
    /// The language for a POSIX locale: English for `en…`, otherwise Norwegian.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        if locale.starts_with("en") { Self::En } else { Self::Nb }
    }

    /// The word for a severity.
    #[must_use]
    pub fn severity(self, severity: Severity) -> &'static str {
        match (self, severity) {
            (Self::Nb, Severity::Error) => "feil",
            (Self::Nb, Severity::Warning) => "advarsel",
            (Self::En, Severity::Error) => "error",
            (Self::En, Severity::Warning) => "warning",
        }
    }

    /// What a finding says.
    #[must_use]
    pub fn message(self, code: &Code) -> String {
        match self {
            Self::Nb => nb::message(code),
            Self::En => en::message(code),
        }
    }

    /// What to do about a finding.
    #[must_use]
    pub fn hint(self, code: &Code) -> String {
        match self {
            Self::Nb => nb::hint(code),
            Self::En => en::hint(code),
        }
    }

    /// A number in groups of three, with the language's decimal sign.
    #[must_use]
    pub fn number(self, value: f64) -> String {
        number(value, self.decimal_sign())
    }

    /// A sum in øre, in kroner.
    #[must_use]
    pub fn kroner(self, øre: i64) -> String {
        kroner(øre, self.decimal_sign())
    }

    fn decimal_sign(self) -> &'static str {
        match self {
            Self::Nb => ",",
            Self::En => ".",
        }
    }

    /// What a second place of a finding is.
    #[must_use]
    pub fn note(self, note: &Note) -> String {
        let called = |word: &str, name: &Option<String>| match name {
            Some(name) => format!("{word} ({name})"),
            None => word.to_owned(),
        };
        match (self, note) {
            (Self::Nb, Note::First) => "første gang her".into(),
            (Self::Nb, Note::Defined) => "id-ene står her".into(),
            (Self::Nb, Note::Called(name)) => called("brukt herfra", name),
            (Self::Nb, Note::Value) => "verdien står her".into(),
            (Self::En, Note::First) => "first written here".into(),
            (Self::En, Note::Defined) => "the ids are here".into(),
            (Self::En, Note::Called(name)) => called("called from here", name),
            (Self::En, Note::Value) => "the value is here".into(),
        }
    }

    /// The word for a hint.
    #[must_use]
    pub fn tip(self) -> &'static str {
        match self {
            Self::Nb => "tips",
            Self::En => "hint",
        }
    }

    /// The sum of a run: how many errors and warnings in how many files.
    #[must_use]
    pub fn summary(self, errors: usize, warnings: usize, files: usize) -> String {
        let part = |n: usize, one: &str, many: &str| {
            format!("{n} {}", if n == 1 { one } else { many })
        };
        match self {
            Self::Nb => format!(
                "{} og {} i {}",
                part(errors, "feil", "feil"),
                part(warnings, "advarsel", "advarsler"),
                part(files, "fil", "filer")
            ),
            Self::En => format!(
                "{} and {} in {}",
                part(errors, "error", "errors"),
                part(warnings, "warning", "warnings"),
                part(files, "file", "files")
            ),
        }
    }

    /// The number of pages of a report.
    #[must_use]
    pub fn pages(self, pages: usize) -> String {
        match (self, pages) {
            (Self::Nb, 1) => "1 side".into(),
            (Self::Nb, n) => format!("{n} sider"),
            (Self::En, 1) => "1 page".into(),
            (Self::En, n) => format!("{n} pages"),
        }
    }

    /// What `check` says of reports without faults.
    #[must_use]
    pub fn in_order(self, reports: usize, files: usize) -> String {
        match self {
            Self::Nb => {
                let noun = if reports == 1 { "rapport" } else { "rapporter" };
                let file = if files == 1 { "fil" } else { "filer" };
                format!("alt i orden: {reports} {noun}, {files} {file}")
            }
            Self::En => {
                let noun = if reports == 1 { "report" } else { "reports" };
                let file = if files == 1 { "file" } else { "files" };
                format!("all in order: {reports} {noun}, {files} {file}")
            }
        }
    }

    /// What `build` says of a report that could not be written.
    #[must_use]
    pub fn not_written(self, report: &str) -> String {
        match self {
            Self::Nb => format!("{report}: ikke skrevet på grunn av feil"),
            Self::En => format!("{report}: not written because of errors"),
        }
    }
}

/// A list of words in guillemets, separated by commas.
fn quoted_list(words: &[String], last: &str) -> String {
    let quoted: Vec<_> = words.iter().map(|w| format!("«{w}»")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// A field that a value may belong to, for examples.
fn field_for(value: &str) -> &'static str {
    let number = value.chars().all(|c| c.is_ascii_digit() || " ,.%".contains(c));
    if number { "verdi" } else { "status" }
}

/// A number with up to two decimals, rounded down so that a miss never reads as a pass.
fn ratio(value: f64, comma: &str) -> String {
    format!("{:.2}", (value * 100.0).floor() / 100.0).replace('.', comma)
}

/// Digits, with a sign or not, in groups of three.
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

/// A number in groups of three, with the decimals it has, six at most.
fn number(value: f64, comma: &str) -> String {
    let text = format!("{value:.6}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    match decimals.trim_end_matches('0') {
        "" => group(whole),
        decimals => format!("{}{comma}{decimals}", group(whole)),
    }
}

/// A sum in øre, in kroner.
fn kroner(øre: i64, comma: &str) -> String {
    let sign = if øre < 0 { "-" } else { "" };
    let whole = group(&format!("{sign}{}", øre.unsigned_abs() / 100));
    match øre.unsigned_abs() % 100 {
        0 => format!("{whole} kr"),
        rest => format!("{whole}{comma}{rest:02} kr"),
    }
}

/// A character as it is to be written; a space has a name.
fn character(character: char, space: &str) -> String {
    if character.is_whitespace() { space.to_owned() } else { character.to_string() }
}

/// Whether of two sums one is about a thousand times the other, as if written in thousands.
fn is_thousandfold(a: f64, b: f64) -> bool {
    let ratio = a.max(b) / a.min(b);
    (900.0..1100.0).contains(&ratio)
}

/// The last part of a label's path.
fn last(label: &str) -> &str {
    label.rsplit('.').next().unwrap_or(label)
}
