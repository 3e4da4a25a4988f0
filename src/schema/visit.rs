//! Every single value of a file, with what the schema takes it for.

use serde_json::Value as Json;

use super::FileKind;
use super::leaf::{accepts, leaves, property, words};
use crate::model::values::ValueKind;
use crate::source::{Document, Node, Scalar, Value};

/// A single value of a file.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// The names of the fields that lead to it.
    pub way: &'a [&'a str],
    /// Where it stands.
    pub node: &'a Node,
    /// What is written.
    pub scalar: &'a Scalar,
    /// Its kind; none for a word of an enumeration.
    pub kind: Option<ValueKind>,
    /// The words that could be written, if it is one of an enumeration.
    pub words: Vec<String>,
}

/// Visits every single value of a file that follows its schema.
pub fn visit(kind: FileKind, document: &Document, found: &mut impl FnMut(Given<'_>)) {
    let schema = kind.schema();
    node(schema, schema, &document.root, &mut Vec::new(), found);
}

fn node<'a>(
    root: &'a Json,
    schema: &'a Json,
    node: &'a Node,
    way: &mut Vec<&'a str>,
    found: &mut impl FnMut(Given<'_>),
) {
    let choices = leaves(root, schema);
    match &node.value {
        Value::Scalar(_) if node.is_null() => {}
        Value::Scalar(scalar) => {
            let all = choices.iter().map(|leaf| words(leaf));
            let own =
                |words: &Vec<String>| words.iter().any(|it| it == scalar.text.trim());
            let words = all.clone().any(|it| own(&it)).then(|| all.flatten().collect());
            let named = choices.iter().find(|leaf| accepts(leaf, node.kind()));
            let name = named.and_then(|leaf| leaf["x-value"].as_str());
            let kind = name.and_then(ValueKind::from_name).filter(|_| words.is_none());
            let words = words.unwrap_or_default();
            found(Given { way, node, scalar, kind, words });
        }
        Value::List(items) => {
            let item = choices.iter().find_map(|leaf| leaf.get("items"));
            for part in items {
                self::node(root, item.unwrap_or(schema), part, way, found);
            }
        }
        Value::Fields(entries) => {
            let more = choices.iter().find_map(|leaf| leaf.get("additionalProperties"));
            for entry in entries {
                let inner = property(&choices, &entry.key).or(more);
                if let Some(inner) = inner.filter(|inner| inner.is_object()) {
                    way.push(&entry.key);
                    self::node(root, inner, &entry.value, way, found);
                    way.pop();
                }
            }
        }
    }
}
