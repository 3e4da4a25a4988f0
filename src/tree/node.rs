//! The tree of a data file.

use std::ops::Range;

use crate::fault::NodeType;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The bytes of the value; for a list or fields, the bytes of its first line.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What a node can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// Named fields, in the order of the file.
    Fields(Vec<Entry>),
}

/// A single value: the text as written, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotation marks; `0123`, `1833` and `34.394` keep their form.
    pub text: String,
    /// The type that the text has in the format of the file.
    pub kind: NodeType,
}

/// A field: its name and value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The field's name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Range<usize>,
    /// The field's value.
    pub value: Node,
}

impl Node {
    /// What kind of value this is.
    pub fn kind(&self) -> NodeType {
        match &self.value {
            Value::Scalar(scalar) => scalar.kind,
            Value::List(_) => NodeType::List,
            Value::Fields(_) => NodeType::Fields,
        }
    }

    /// Whether nothing is written here.
    pub fn is_null(&self) -> bool {
        self.kind() == NodeType::Null
    }

    /// The fields of this node, if it has any.
    pub fn fields(&self) -> &[Entry] {
        match &self.value {
            Value::Fields(entries) => entries,
            _ => &[],
        }
    }

    /// The field with a name.
    pub fn field(&self, name: &str) -> Option<&Entry> {
        self.fields().iter().find(|entry| entry.key == name)
    }

    /// Visits every single value in this node and its parts.
    pub fn scalars(&self, visit: &mut impl FnMut(&Self, &Scalar)) {
        self.scalars_by_field("", &mut |_, node, scalar| visit(node, scalar));
    }

    /// The same with the field that each value stands in, or whose list it is in; `field` is that of this node.
    pub fn scalars_by_field(&self, field: &str, visit: &mut impl FnMut(&str, &Self, &Scalar)) {
        match &self.value {
            Value::Scalar(scalar) => visit(field, self, scalar),
            Value::List(items) => {
                for item in items {
                    item.scalars_by_field(field, visit);
                }
            }
            Value::Fields(entries) => {
                for entry in entries {
                    entry.value.scalars_by_field(&entry.key, visit);
                }
            }
        }
    }

    /// Whether some bytes lie in this node or in a part of it.
    pub(super) fn holds(&self, span: &Range<usize>) -> bool {
        encloses(&self.span, span)
            || match &self.value {
                Value::Scalar(_) => false,
                Value::List(items) => items.iter().any(|item| item.holds(span)),
                Value::Fields(entries) => entries.iter().any(|entry| entry.holds(span)),
            }
    }
}

impl Entry {
    /// Whether some bytes lie in this field.
    pub(super) fn holds(&self, span: &Range<usize>) -> bool {
        encloses(&self.key_span, span) || self.value.holds(span)
    }
}

fn encloses(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
