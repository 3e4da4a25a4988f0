//! Bytes to files: a file is the old one or the new one, never half of either.

mod atomic;
mod names;

pub use atomic::write;
pub use names::{default_target, page_files};
