//! The reports that a change of files concerns.

use std::collections::BTreeSet;

use super::{Project, ReportId, data_files};

/// Folders whose files any report may use.
const SHARED: [&str; 2] = ["templates/", "fonts/"];

/// Those of some reports that changed files may concern. Files are named by their paths below the
/// project's folder.
///
/// A data file concerns the reports that read it, any other file of a region's folder the
/// reports of the region, any other of a programme's folder all of the programme, and a
/// template or font all reports. A file that is gone counts as one that is there.
pub fn affected(
    project: &Project,
    mut reports: Vec<ReportId>,
    changed: &BTreeSet<String>,
) -> Vec<ReportId> {
    if !changed.iter().any(|path| SHARED.iter().any(|folder| path.starts_with(folder))) {
        reports.retain(|report| is_affected(project, report, changed));
    }
    reports
}

/// Whether changed files of a report's programme may concern it.
fn is_affected(project: &Project, report: &ReportId, changed: &BTreeSet<String>) -> bool {
    let Some(program) = project.programs.get(&report.program) else { return false };
    let data = data_files(project, report);
    let folder = format!("{}/", project.display_path(&program.path));
    changed.iter().any(|path| {
        path.strip_prefix(&folder)
            .is_some_and(|file| data.contains(path) || may_concern(file, report))
    })
}

/// Whether a file that is not among a report's data may concern it, by its path below the
/// programme's folder.
fn may_concern(file: &str, report: &ReportId) -> bool {
    match file.strip_prefix("regioner/").and_then(|rest| rest.split_once('/')) {
        None => true,
        Some((region, file)) => {
            report.region.as_ref().is_none_or(|own| own == region) && !is_later_period(file, report)
        }
    }
}

/// Whether a file of a region's folder is that of a period after a report's.
fn is_later_period(file: &str, report: &ReportId) -> bool {
    let period = file.strip_suffix(".yaml").and_then(|stem| stem.parse().ok());
    period.is_some_and(|period| report.period < period)
}
