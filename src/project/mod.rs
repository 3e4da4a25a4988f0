//! A folder with programmes, regions and periods, and the reports in it.
//!
//! This is the only module that knows the names of the user's files.

mod affected;
mod folder;
mod glance;
mod load;
mod report_id;
mod select;
mod shard;

pub use affected::affected;
pub use folder::{ProgramFolder, Project, RegionFolder, ascii, shown};
pub use glance::language_at_a_glance;
pub use load::{Loaded, LoadedRegion, Loader, data_files};
pub use report_id::ReportId;
pub use select::{ambiguous, newest, select, select_region};
pub use shard::Shard;
