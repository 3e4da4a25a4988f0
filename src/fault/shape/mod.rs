//! Faults of fields and lists that the schema does not allow.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

use super::NodeType;

/// A fault of fields and lists that the schema does not allow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum ShapeFault {
    /// A field that does not exist here, and where it exists.
    UnknownField {
        field: String,
        suggestion: Option<String>,
        allowed: Vec<String>,
        elsewhere: Option<FieldLocation>,
    },
    /// A field that must be there and is not.
    MissingField { field: String },
    /// A field that must have a value and has none; `written` is a word that means nothing to YAML.
    EmptyField { field: String, written: Option<String> },
    /// A value of the wrong type. `fields` are those that are expected here, or in each item of the
    /// expected list; `name` is the value of the first of them: the name of a field, an item that is
    /// a text, or the id of an item.
    WrongType {
        expected: Vec<NodeType>,
        found: NodeType,
        fields: Vec<String>,
        name: Option<String>,
    },
    /// Braces around names, where a list belongs.
    BracesForList { items: Vec<String> },
    /// The id of an item in the place of a field's name.
    IdAsField { id: String },
    /// More than one value, where each has a field of its own (`fields`) or an item of a list.
    SeveralValues { values: Vec<String>, fields: Vec<String> },
    /// A value that is none of the allowed words; `field` is the field that it is allowed in.
    UnknownWord {
        value: String,
        suggestion: Option<String>,
        allowed: Vec<String>,
        field: Option<String>,
    },
    /// A list or a group of fields that is longer than a report can show.
    TooManyItems { count: usize, limit: usize },
    /// A list without items where at least one is needed.
    EmptyList,
    /// Data that the schema accepts and the model does not: a fault of this program.
    Internal { detail: String },
}

impl ShapeFault {
    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::SeveralValues { values, fields } => json!({
                "with_status": fields.len() == values.len()
                    && fields.first().is_some_and(|field| field == "status"),
            }),
            Self::WrongType { expected, found, fields, name } => json!({
                "remedy": type_remedy(expected, *found, fields, name.as_deref()),
                "first": fields.first().map_or("", String::as_str),
                "rest": fields.get(1..),
                "value": name.as_deref().unwrap_or("…"),
            }),
            _ => Value::Null,
        }
    }
}

/// The form of the remedy for a value of the wrong type; see [`ShapeFault::WrongType`].
fn type_remedy(
    expected: &[NodeType],
    found: NodeType,
    fields: &[String],
    name: Option<&str>,
) -> Option<&'static str> {
    use NodeType::{Fields, List, Null, Text};
    let only_fields = expected == [Fields];
    match found {
        Fields if expected.contains(&Text) => Some("text"),
        Fields if expected.contains(&List) => Some("list"),
        List if only_fields && name.is_some() => Some("key"),
        List if only_fields => Some("keys"),
        Null => Some("nothing"),
        _ if expected == [List] => Some("items"),
        Text if only_fields && name.is_some() && fields.len() > 1 => Some("rows"),
        _ if expected.contains(&Fields) && !fields.is_empty() => Some("fields"),
        _ => None,
    }
}

/// Where a misplaced field exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FieldLocation {
    /// In another kind of file, by its name.
    File(String),
    /// Outermost in the file.
    Outermost,
    /// Below the field with this name.
    Below(String),
}
