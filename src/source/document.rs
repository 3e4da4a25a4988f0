//! A parsed file, and the places of its parts.

use std::sync::Arc;

use super::{Node, Value};
use crate::diagnostics::{Place, SourceFile};

/// A data file as a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file.
    pub file: Arc<SourceFile>,
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
    /// A place in this file.
    #[must_use]
    pub fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place { file: Arc::clone(&self.file), span }
    }

    /// The place of the value that a path leads to, or of the last part of it that exists.
    #[must_use]
    pub fn locate(&self, path: &[Step<'_>]) -> Place {
        let mut node = &self.root;
        let mut span = node.span.clone();
        for step in path {
            let next = match (step, &node.value) {
                (Step::Field(name), _) => node.field(name).map(|entry| &entry.value),
                (Step::Item(index), Value::List(items)) => items.get(*index),
                (Step::Item(_), _) => Some(node),
            };
            let Some(next) = next else { break };
            node = next;
            span = node.span.clone();
        }
        self.place(span)
    }
}
