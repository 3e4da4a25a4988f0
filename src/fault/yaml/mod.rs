//! Faults of YAML that the parser refuses, or that is too complex for a report.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of YAML that the parser refuses, or that is too complex for a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum YamlFault {
    /// More nesting, aliases or nodes than any report needs.
    TooComplex,
    /// A tab where YAML wants spaces.
    Tab,
    /// A quotation mark that is never closed.
    UnclosedQuote,
    /// A colon in a text, which makes YAML read a field inside a field; `field` is the text before the
    /// colon, if it is on a later line.
    ColonInText { field: Option<String> },
    /// A field that is indented more or less than its neighbours: right below the dash of the field
    /// `under`, or below a field that has a value already.
    Indentation { under: Option<String>, value: Option<String> },
    /// Text below `|`, or below the name of a field (`field`), that is not indented enough.
    TextIndentation { field: Option<String> },
    /// A text that begins with a character that has a meaning in YAML.
    SpecialStart { character: char },
    /// A bracket or brace that is never closed.
    UnclosedBracket { open: char },
    /// A colon or a dash without a space after it.
    MissingSpace { after: char },
    /// A line among fields that has no colon, but perhaps an equals sign (`equals`), or the cells of a
    /// spreadsheet's row.
    MissingColon { equals: bool, row: Vec<String> },
    /// A dash before a field among other fields; the name of the first of them, if it has a dash
    /// itself.
    StrayDash { under: Option<String> },
    /// A quotation mark inside a quoted text, or text (`rest`) after the mark that ends it.
    QuoteInside { quote: char, rest: Option<String>, suggestion: Option<String> },
    /// A backslash in double quotation marks that begins no escape sequence.
    Backslash { sequence: String },
    /// Two fields or items in braces or brackets with no comma between them.
    MissingComma,
    /// A decimal comma in braces, where a comma separates fields.
    CommaInBraces,
    /// A second document (`---`) in a file.
    SecondDocument,
    /// YAML that cannot be read; `detail` is the parser's own (English) message.
    Syntax { detail: String },
    /// The same key twice; the first is the related place.
    DuplicateKey { key: String },
    /// A key that is no text, such as a list.
    KeyType,
}

impl YamlFault {
    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::Indentation { value: Some(value), .. } => {
                json!({ "example": example_field(value) })
            }
            _ => Value::Null,
        }
    }
}

/// The name of a field that a value may belong to, for an example.
fn example_field(value: &str) -> &'static str {
    let is_number = value.chars().all(|c| c.is_ascii_digit() || " ,.%".contains(c));
    if is_number { "verdi" } else { "status" }
}

/// The type of a YAML node.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, VariantNames,
)]
#[expect(missing_docs, reason = "the names are YAML's; the words are in the texts of `shape`")]
pub enum NodeType {
    Text,
    Number,
    Bool,
    Null,
    List,
    Fields,
}
