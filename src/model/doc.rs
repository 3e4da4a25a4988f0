//! A decoded file together with its tree, so that rules can name places.

use crate::fault::Fault;
use crate::finding::Finding;
use crate::tree::{Document, Step};

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
    pub fn error(&self, fault: impl Into<Fault>, path: &[Step<'_>]) -> Finding {
        Finding::error(fault, self.document.locate(path))
    }

    /// A warning at a path of the document.
    pub fn warning(&self, fault: impl Into<Fault>, path: &[Step<'_>]) -> Finding {
        Finding::warning(fault, self.document.locate(path))
    }
}
