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
    let changed = &with_aliases(project, changed);
    let is_shared = |path: &String| {
        SHARED.iter().any(|folder| path.starts_with(folder) || folder.trim_end_matches('/') == path)
    };
    if !changed.iter().any(is_shared) {
        reports.retain(|report| is_affected(project, report, changed));
    }
    reports
}

/// Changed files, also by the paths that lead to them through links of the project.
fn with_aliases(project: &Project, changed: &BTreeSet<String>) -> BTreeSet<String> {
    let mut all = changed.clone();
    let programs = project.programs.values();
    let regions = programs.clone().flat_map(|program| program.regions.values());
    let periods = regions.clone().flat_map(|region| region.periods.values().cloned());
    let paths = ["templates", "fonts", "data"].map(|folder| project.root().join(folder));
    let paths = paths.into_iter().chain(programs.map(|program| program.path.clone()));
    for path in paths.chain(regions.map(|region| region.path.clone())).chain(periods) {
        let Ok(real) = path.canonicalize() else { continue };
        let Ok(below) = real.strip_prefix(project.root()) else { continue };
        let (real, shown) =
            (project.display_path(&project.root().join(below)), project.display_path(&path));
        if real != shown {
            let rest =
                |file: &String| file.strip_prefix(&real).map(|rest| format!("{shown}{rest}"));
            let is_of =
                |rest: &String| rest.len() == shown.len() || rest[shown.len()..].starts_with('/');
            all.extend(changed.iter().filter_map(rest).filter(is_of));
        }
    }
    all
}

/// Whether changed files of a report's programme may concern it.
fn is_affected(project: &Project, report: &ReportId, changed: &BTreeSet<String>) -> bool {
    let Some(program) = project.programs.get(&report.program) else { return false };
    let data = data_files(project, report);
    let folder = format!("{}/", project.display_path(&program.path));
    changed.iter().any(|path| {
        // A folder that is a link or a submodule changes as a whole.
        let inside = format!("{path}/");
        folder.starts_with(&inside)
            || data.iter().any(|file| file.starts_with(&inside))
            || path
                .strip_prefix(&folder)
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
