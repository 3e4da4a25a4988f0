//! The writing of files: atomically, and only of reports that have changed.

mod atomic;
mod inside;
mod journal;
mod lock;
mod manifest;
mod names;
mod record;
mod scratch;
mod stale;

pub use atomic::{clear_temporary, create, create_folder, with_write_lock, write};
pub(crate) use inside::is_plain;
pub use inside::{clear_folder, create_inside, write_inside};
pub use lock::with_folder_lock;
pub use manifest::Manifest;
pub use names::{default_target, page_files, same_target};
pub use record::{PortableSources, Reason, Record, Source, Sources, date_digest, pdf_digest};
pub use scratch::temporary_folder;
pub use stale::remove_stale_files;
