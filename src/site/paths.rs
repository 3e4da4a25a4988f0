//! The paths of a site's files below its folder.

use crate::project::ReportId;

/// The page that a site begins with.
pub const ROOT: &str = "index.html";
/// The page that servers show in place of one that is missing.
pub const MISSING: &str = "404.html";
/// The list of all pages, for search engines.
pub const SITEMAP: &str = "sitemap.xml";

/// The page of a programme.
pub fn program_page(program: &str) -> String {
    format!("{program}/index.html")
}

/// The page that tells how far those of a programme can be used by all.
pub fn accessibility_page(program: &str) -> String {
    format!("{program}/tilgjengelighet.html")
}

/// The feed of a programme.
pub(super) fn feed_file(program: &str) -> String {
    format!("{program}/feed.xml")
}

/// The description of a programme's data.
pub(super) fn description(program: &str) -> String {
    format!("{program}/datapackage.json")
}

/// A table of a programme.
pub(super) fn data_file(program: &str, table: &str) -> String {
    format!("{program}/data/{table}.csv")
}

/// The page of a region.
pub fn region_page(program: &str, region: &str) -> String {
    format!("{program}/{region}/index.html")
}

/// The paths of a report's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPaths {
    /// The page.
    pub html: String,
    /// The pages of paper.
    pub pdf: String,
    /// The merged data.
    pub json: String,
}

impl ReportPaths {
    /// The paths of a report: `byregionprogrammet/rana/2018.html`, and `byregionprogrammet/2018.html` for
    /// the programme's own.
    pub fn of(id: &ReportId) -> Self {
        let path = |extension: &str| format!("{id}.{extension}");
        Self { html: path("html"), pdf: path("pdf"), json: path("json") }
    }
}
