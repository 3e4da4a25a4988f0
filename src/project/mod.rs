//! A folder with programmes, regions and periods, and the reports in it.
//!
//! This is the only module that knows the names of the user's files.

mod folder;
mod load;
mod report_id;
mod select;

pub use folder::{ProgramFolder, Project, RegionFolder, ascii};
pub use load::{Loaded, LoadedRegion, Loader};
pub use report_id::ReportId;
pub use select::{ambiguous, select, select_region};
