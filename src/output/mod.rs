//! Bytes to files: a file is the old one or the new one, never half of either.

mod atomic;
mod names;
mod scratch;
mod stale;

pub use atomic::{create, write};
pub use names::{default_target, page_files};
pub use scratch::Scratch;
pub use stale::remove_stale_pages;
