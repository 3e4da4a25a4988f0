//! A data file as a tree of nodes, each with its place in the file, whatever format it is written in.
//!
//! A [`Node`] can be deserialized with serde; every scalar arrives as the text that was written.

mod decode;
mod difference;
mod document;
mod node;

pub use decode::DecodeError;
pub use difference::{Difference, differences};
pub use document::{Document, Step};
pub use node::{Entry, Node, Scalar, Value};
