//! The writing of files: atomically, and only of reports that have changed.

mod atomic;
mod manifest;
mod names;
mod record;
mod scratch;
mod stale;

pub use atomic::{clear_temporary, create, with_write_lock, write};
pub use manifest::Manifest;
pub use names::{default_target, page_files};
pub use record::{Reason, Record, Source, Sources, date_digest};
pub use scratch::temporary_folder;
pub use stale::remove_stale_pages;
