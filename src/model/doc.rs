//! A decoded file together with its tree, so that rules can name places.

use crate::diagnostics::{Code, Finding};
use crate::source::{Document, Step};

/// A value with the document it was read from.
#[derive(Debug, Clone)]
pub struct Doc<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub document: Document,
}

impl<T> Doc<T> {
    /// An error at a path of the document.
    pub fn error(&self, code: Code, path: &[Step<'_>]) -> Finding {
        Finding::error(code, self.document.locate(path))
    }

    /// A warning at a path of the document.
    pub fn warning(&self, code: Code, path: &[Step<'_>]) -> Finding {
        Finding::warning(code, self.document.locate(path))
    }
}
