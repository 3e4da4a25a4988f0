//! A programme's reports as pages of the web that lead to each other, with its data to use again.

mod data_package;
mod entry;
mod feed;
mod links;
mod map;
mod markup;
mod paths;
mod sitemap;
mod store;
mod surroundings;
mod tables;

pub use entry::Entry;
pub use map::SiteMap;
pub use paths::{
    MISSING, ROOT, ReportPaths, SITEMAP, accessibility_page, program_page, region_page,
};
pub use store::{SiteRecord, SiteStore};
pub use surroundings::{FileLink, ProgramLink, Surroundings};

use data_package::data_package;
use feed::feed;
use links::relative;
use sitemap::sitemap;
use tables::csv;
