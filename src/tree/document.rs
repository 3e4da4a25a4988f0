//! A parsed file, and the places of its parts.

use std::ops::Range;
use std::sync::Arc;

use super::{Node, Value};
use crate::finding::{Place, SourceText};

/// A data file as a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file.
    pub file: Arc<SourceText>,
    /// Its outermost node.
    pub root: Node,
}

/// One step from a node to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the field with this name.
    Field(&'a str),
    /// To the item at this index, from 0. A single value counts as a list of one.
    Item(usize),
}

impl Document {
    /// The document without the parts that hold the given bytes, each cut `levels` above the
    /// innermost field or item that does. What stays keeps its place.
    pub fn without(&self, spans: &[Range<usize>], levels: usize) -> Self {
        let mut root = self.root.clone();
        for span in spans {
            let depth = depth(&root, span);
            cut(&mut root, span, depth.saturating_sub(levels));
        }
        Self { file: Arc::clone(&self.file), root }
    }

    /// A place in this file.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::new(&self.file, span)
    }

    /// The place of a field's name, or of the last part of the path that exists.
    pub fn locate_name(&self, path: &[Step<'_>], name: &str) -> Place {
        let entry = self.node(path).and_then(|node| node.field(name));
        entry.map_or_else(|| self.locate(path), |entry| self.place(entry.key_span.clone()))
    }

    /// The node that a path leads to.
    pub fn node(&self, path: &[Step<'_>]) -> Option<&Node> {
        path.iter().try_fold(&self.root, |node, step| match (step, &node.value) {
            (Step::Field(name), _) => node.field(name).map(|entry| &entry.value),
            (Step::Item(index), Value::List(items)) => items.get(*index),
            (Step::Item(_), _) => Some(node),
        })
    }

    /// The place of the value that a path leads to, or of the last part of it that exists.
    pub fn locate(&self, path: &[Step<'_>]) -> Place {
        let longest = (0..=path.len()).rev().find_map(|length| self.node(&path[..length]));
        self.place(longest.unwrap_or(&self.root).span.clone())
    }
}

/// How many fields and items lie around some bytes.
fn depth(node: &Node, span: &Range<usize>) -> usize {
    let inner = match &node.value {
        Value::Scalar(_) => None,
        Value::List(items) => items.iter().find(|item| item.holds(span)),
        Value::Fields(entries) => {
            entries.iter().find(|entry| entry.holds(span)).map(|entry| &entry.value)
        }
    };
    inner.map_or(0, |inner| 1 + depth(inner, span))
}

/// Removes the field or item that holds some bytes and lies at a depth, from 1.
fn cut(node: &mut Node, span: &Range<usize>, depth: usize) {
    match &mut node.value {
        Value::List(items) if depth <= 1 => items.retain(|item| !item.holds(span)),
        Value::Fields(entries) if depth <= 1 => {
            entries.retain(|entry| !entry.holds(span));
        }
        Value::List(items) => {
            if let Some(item) = items.iter_mut().find(|item| item.holds(span)) {
                cut(item, span, depth - 1);
            }
        }
        Value::Fields(entries) => {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.holds(span)) {
                cut(&mut entry.value, span, depth - 1);
            }
        }
        Value::Scalar(_) => {}
    }
}
