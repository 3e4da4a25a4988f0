//! From bytes to a tree of nodes.
//!
//! This is the only module that uses a YAML parser. [`read()`] turns bytes into a [`SourceText`]
//! (UTF-8, NFC, `\n` line ends); [`parse()`] turns it into a [`Document`].
//!
//! [`SourceText`]: crate::finding::SourceText
//! [`Document`]: crate::tree::Document

mod lines;
mod mistakes;
mod parse;
mod read;

pub use parse::parse;
pub use read::{MAX_FILE_SIZE, read};
