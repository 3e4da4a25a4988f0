//! The single values of a file, each with its kind in the schema.

use super::FileKind;
use super::shape::Shape;
use crate::model::values::ValueKind;
use crate::tree::{Document, Node, Scalar, Value};

/// A single value of a file.
#[derive(Debug, Clone)]
pub struct ScalarValue<'a> {
    /// The names of the fields that lead to it.
    pub path: &'a [&'a str],
    /// Its node.
    pub node: &'a Node,
    /// Its text and type.
    pub scalar: &'a Scalar,
    /// Its kind; `None` for a word of an enumeration.
    pub kind: Option<ValueKind>,
    /// The words of the enumeration, if it is one of them.
    pub words: Vec<String>,
}

/// Visits every single value of a file that follows its schema.
pub fn visit(kind: FileKind, document: &Document, visitor: &mut impl FnMut(ScalarValue<'_>)) {
    visit_node(kind.shape(), &document.root, &mut Vec::new(), visitor);
}

fn visit_node<'a>(
    shape: &Shape,
    node: &'a Node,
    path: &mut Vec<&'a str>,
    visitor: &mut impl FnMut(ScalarValue<'_>),
) {
    match &node.value {
        Value::Scalar(_) if node.is_null() => {}
        Value::Scalar(scalar) => {
            let mut words = shape.words();
            let mut kind = None;
            if !words.iter().any(|word| word == scalar.text.trim()) {
                words.clear();
                kind = shape.form_for(node.kind()).and_then(|form| form.value);
            }
            visitor(ScalarValue { path, node, scalar, kind, words });
        }
        Value::List(items) => {
            for item in items {
                visit_node(shape.items().unwrap_or(shape), item, path, visitor);
            }
        }
        Value::Fields(entries) => {
            let other_fields = shape.forms.iter().find_map(|form| form.other_fields.as_ref());
            for entry in entries {
                if let Some(inner) = shape.field(&entry.key).or(other_fields) {
                    path.push(&entry.key);
                    visit_node(inner, &entry.value, path, visitor);
                    path.pop();
                }
            }
        }
    }
}
