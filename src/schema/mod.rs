//! The JSON Schemas of the data files, and the check of a file against its schema.
//!
//! The schemas are generated from the model types. The check walks the tree of nodes along the shape
//! of the schema, so that every fault is found in one run, each at its own place and in the terms of
//! the person who wrote the file.

mod check;
mod generate;
mod scalar;
mod shape;
mod structure;
mod terms;
mod visit;

pub use check::check;
pub use generate::{FileKind, json};
pub use visit::{ScalarValue, visit};
