//! Faults of valid YAML whose meaning differs from its writer's intention.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of valid YAML whose meaning differs from its writer's intention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum MisreadFault {
    /// Quotation marks from a word processor, which mean nothing to YAML.
    CurlyQuotes,
    /// A semicolon between the items of a list in brackets.
    Semicolon,
    /// A comment right after a value, which was probably part of it (`lost`).
    Comment { lost: String, is_spreadsheet_error: bool },
    /// A list without dashes, which YAML folds into one line; the sign before its items.
    FoldedList { sign: char },
    /// Paragraphs that YAML folds into one, because the text does not follow `|`.
    FoldedText,
    /// A character in place of `|`.
    NotABar { character: char },
    /// A bullet sign that YAML does not read as a dash.
    Bullet { sign: char },
    /// A list item on the line of its field.
    ItemOnLine,
    /// A line that belongs to no data file: a divider, a code fence, a row of a table.
    StrayLine { line: String },
    /// A character that cannot be seen, in the name of a field or where a space belongs.
    Invisible { character: char },
    /// The code of a web page for a character.
    HtmlEntity { entity: String, character: char },
    /// The marks of a merge that was not finished.
    MergeConflict,
    /// A tab inside a value, as between the columns of a spreadsheet.
    TabInside,
}

impl MisreadFault {
    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::StrayLine { line } => json!({ "kind": line_kind(line) }),
            Self::Invisible { character } => json!({
                "soft_hyphen": *character == '\u{ad}',
                "is_control": character.is_control(),
            }),
            Self::HtmlEntity { character, .. } => json!({ "space": character.is_whitespace() }),
            _ => Value::Null,
        }
    }
}

/// What a line that belongs to no data file is elsewhere.
fn line_kind(line: &str) -> Option<&'static str> {
    match line.chars().next()? {
        '/' | '<' => Some("comment"),
        '|' => Some("row"),
        '`' => Some("fence"),
        _ if line == "..." => Some("end"),
        _ => None,
    }
}
