//! Faults of single values that are not of their kind.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of single values that are not of their kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum ValueFault {
    /// A text without a letter.
    EmptyText,
    /// A value with more characters than a text can have.
    TooLong { characters: usize, limit: usize },
    /// A text with a word that no line can hold: without a space for so many characters.
    LongWord { characters: usize, limit: usize },
    /// A comma at the end of a value.
    TrailingComma,
    /// Not the four-digit number of a municipality.
    MunicipalityNumber { value: String, suggestion: Option<String> },
    /// A dot or comma between thousands, which YAML reads as a decimal sign.
    ThousandsDot { value: String, plain: String, decimal: Option<String> },
    /// Not a whole number from 0 up.
    Count { value: String, suggestion: Option<String> },
    /// Not a number.
    Decimal { value: String, suggestion: Option<String> },
    /// Not an amount of money.
    Amount { value: String, suggestion: Option<String> },
    /// Not a date in a known form.
    Date { value: String, suggestion: Option<String> },
    /// A date that does not exist.
    NoSuchDate { value: String, suggestion: Option<String> },
    /// Neither a year nor a date.
    Moment { value: String },
    /// Not the name of a period.
    PeriodValue { value: String },
    /// Not a colour.
    Colour { value: String },
    /// An id with characters that an id cannot have.
    IdForm { value: String, suggestion: String },
    /// Not the name of a section.
    SectionName { value: String, suggestion: String },
    /// Not a web address.
    Url { value: String, suggestion: Option<String> },
    /// Not an e-mail address.
    Email { value: String, suggestion: Option<String> },
    /// Markdown that reports do not have.
    Markdown { construct: MarkdownConstruct },
    /// Not a whole per cent from 0 to 100.
    Percent { value: String, suggestion: Option<u8> },
    /// Not a score from 1 to 5.
    Score { value: String },
}

impl ValueFault {
    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::Amount { value, .. }
            | Self::Decimal { value, .. }
            | Self::Count { value, .. } => {
                json!({ "kind": number_kind(value) })
            }
            Self::Url { value, .. } => json!({ "is_path": is_path(value) }),
            _ => Value::Null,
        }
    }
}

/// What a text is that is no number.
fn number_kind(value: &str) -> Option<&'static str> {
    let value = value.trim();
    let is_number = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
    // `2026-08-12` is a day.
    let is_day = value.split('-').count() == 3;
    let range = ["–", "—", " - ", " til ", "-"].iter().find_map(|sign| value.split_once(sign));
    if value.starts_with('=') && value.len() > 1 {
        Some("formula")
    } else if value.starts_with('#') {
        Some("error")
    } else if is_misgrouped(value) {
        Some("groups")
    } else if !is_day && range.is_some_and(|(low, high)| is_number(low) && is_number(high)) {
        Some("range")
    } else {
        None
    }
}

/// Whether a text is digits with spaces that are not between groups of three.
fn is_misgrouped(value: &str) -> bool {
    value.contains(' ') && value.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

/// Whether a text is the path of a file on a computer or a shared drive.
fn is_path(value: &str) -> bool {
    let has_drive = value.get(1..3) == Some(":\\") || value.get(1..3) == Some(":/");
    value.starts_with("file:") || value.starts_with("\\\\") || has_drive
}

/// Markdown that is not part of a report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[expect(missing_docs, reason = "the names are Markdown's own; the words are in the texts")]
#[non_exhaustive]
pub enum MarkdownConstruct {
    Heading,
    Table,
    Image,
    Code,
    CodeBlock,
    Html,
    Quote,
    Rule,
    Footnote,
    TaskList,
    DeepList,
    DeepMarks,
    LinkAddress,
    LinkDefinition,
}
