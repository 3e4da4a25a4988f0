//! Which reports a change of files concerns.

use std::collections::BTreeSet;

use super::{Project, ReportId, data_files};

/// Folders whose files any report may use.
const SHARED: [&str; 2] = ["templates/", "fonts/"];

/// Those of some reports that changed files may concern, the files by their paths below the
/// project's folder.
///
/// A data file concerns the reports that read it, any other file of a region's folder the
/// reports of the region, any other of a programme's folder all of the programme, and a
/// template or font all reports. A file that is gone counts as one that is there.
#[must_use]
pub fn affected(
    project: &Project,
    reports: Vec<ReportId>,
    changed: &BTreeSet<String>,
) -> Vec<ReportId> {
    if changed.iter().any(|path| SHARED.iter().any(|folder| path.starts_with(folder))) {
        return reports;
    }
    let concerns = |report: &ReportId| {
        let Some(program) = project.programs.get(&report.program) else { return false };
        let data = data_files(project, report);
        let folder = format!("{}/", project.shown(&program.path));
        let regions = format!("{folder}regioner/");
        changed.iter().filter(|path| path.starts_with(&folder)).any(|path| {
            if data.contains(path) {
                return true;
            }
            match path.strip_prefix(&regions).and_then(|rest| rest.split_once('/')) {
                None => true,
                Some((region, file)) => {
                    let own = report.region.as_ref().is_none_or(|own| own == region);
                    own && !is_another_period(file, report)
                }
            }
        })
    };
    reports.into_iter().filter(concerns).collect()
}

/// Whether a file is that of a period after a report's.
fn is_another_period(file: &str, report: &ReportId) -> bool {
    let period = file.strip_suffix(".yaml").and_then(|stem| stem.parse().ok());
    period.is_some_and(|period| report.period < period)
}
