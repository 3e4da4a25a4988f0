//! A folder with programmes, regions and periods, and the reports in it.
//!
//! Maps names of reports to the data files below `data/`.

mod affected;
mod files;
mod folder;
mod language_hint;
mod names;
mod report_id;
mod scan;
mod select;
mod shard;

pub use affected::affected;
pub use files::{data_files, file_count, program_file, read_file, region_folders};
pub use folder::{ProgramFolder, Project, RegionFolder};
pub use language_hint::language_hint;
pub use names::ascii;
pub use report_id::ReportId;
pub use select::{NamePattern, ambiguous, newest, select, select_region, shortened};
pub use shard::Shard;
