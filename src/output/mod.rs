//! Bytes to files: a file is the old one or the new one, never half of either, and none is made
//! again for nothing.

mod atomic;
mod manifest;
mod names;
mod record;
mod scratch;
mod stale;

pub use atomic::{between_writes, clear_temporary, create, write};
pub use manifest::Manifest;
pub use names::{default_target, page_files};
pub use record::{Reason, Record, Source, Sources};
pub use scratch::Scratch;
pub use stale::remove_stale_pages;
