//! From bytes to a tree of nodes, each with its place in the file.
//!
//! This is the only module that knows YAML. [`read()`] turns bytes into a [`SourceFile`]
//! (UTF-8, NFC, `\n` line ends); [`parse()`] turns it into a [`Document`]. A [`Node`] can be
//! deserialized with serde; every scalar arrives as the text that was written.
//!
//! [`SourceFile`]: crate::diagnostics::SourceFile

mod deserializer;
mod document;
mod joined;
mod looks;
mod node;
mod parse;
mod read;
mod stray;
mod syntax;
mod traps;

pub use deserializer::DecodeError;
pub use document::{Document, Step};
pub use node::{Entry, Node, Scalar, Value};
pub use parse::parse;
pub use read::{MAX_FILE_SIZE, read};
