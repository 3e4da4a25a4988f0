//! Reports by name.

use super::{Project, ReportId};
use crate::diagnostics::{Failure, closest};
use crate::model::PeriodId;

/// The reports that names mean; all, when there are no names. In order, each once.
///
/// A name is `programme/region/period`; leading parts may be left out. A name without a
/// period means a region's newest report, and a programme's name all its reports.
///
/// # Errors
/// A name that means nothing, or more than one report in different programmes.
pub fn select(project: &Project, names: &[String]) -> Result<Vec<ReportId>, Failure> {
    if names.is_empty() {
        return Ok(project.reports());
    }
    let mut selected = Vec::new();
    for name in names {
        selected.extend(resolve(project, name)?);
    }
    selected.sort();
    selected.dedup();
    Ok(selected)
}

/// The reports that one name means.
fn resolve(project: &Project, name: &str) -> Result<Vec<ReportId>, Failure> {
    let parts: Vec<&str> = name.trim_matches('/').split('/').collect();
    let reports = project.reports();
    let (place, period) = match parts.split_last() {
        Some((last, place)) => match last.parse::<PeriodId>() {
            Ok(period) if !project.programs.contains_key(*last) => (place, Some(period)),
            _ => (parts.as_slice(), None),
        },
        None => (parts.as_slice(), None),
    };
    let of_program = |r: &ReportId| {
        matches!(place, [program] if r.program == *program) && !is_region(project, place)
    };
    let of_region = |r: &ReportId| match place {
        [] => true,
        [region] => r.region == *region,
        [program, region] => r.program == *program && r.region == *region,
        _ => false,
    };
    let mut found: Vec<ReportId> = reports
        .iter()
        .filter(|r| of_region(r) || of_program(r))
        .filter(|r| period.is_none_or(|p| p == r.period))
        .cloned()
        .collect();
    if period.is_none() && found.iter().all(of_region) {
        found = newest(found);
    }
    if found.is_empty() {
        return Err(not_found(project, name, place));
    }
    let programs_differ = found.windows(2).any(|w| w[0].program != w[1].program);
    if programs_differ {
        let names: Vec<String> = found.iter().map(ToString::to_string).collect();
        return Err(Failure::new(format!("«{name}» means several reports"))
            .hint(format!("write one of them in full: {}", names.join(", "))));
    }
    Ok(found)
}

fn is_region(project: &Project, place: &[&str]) -> bool {
    let mut folders = project.programs.values();
    place.len() == 1 && folders.any(|p| p.regions.contains_key(place[0]))
}

/// The last report of each region.
fn newest(mut reports: Vec<ReportId>) -> Vec<ReportId> {
    reports.sort();
    let mut out: Vec<ReportId> = Vec::new();
    for report in reports {
        match out.last_mut() {
            Some(last)
                if (&last.program, &last.region) == (&report.program, &report.region) =>
            {
                *last = report;
            }
            _ => out.push(report),
        }
    }
    out
}

fn not_found(project: &Project, name: &str, place: &[&str]) -> Failure {
    let all: Vec<String> = project.reports().iter().map(ToString::to_string).collect();
    let short = all.iter().filter_map(|full| full.split_once('/').map(|(_, rest)| rest));
    let regions =
        project.programs.values().flat_map(|p| p.regions.keys().map(String::as_str));
    let candidates = all.iter().map(String::as_str).chain(short).chain(regions);
    let failure = Failure::new(format!("there is no report «{name}»"));
    let without_periods = match place {
        [region] => project.programs.values().any(|p| {
            p.regions.get(*region).is_some_and(|folder| folder.periods.is_empty())
        }),
        [program, region] => project
            .region(program, region)
            .is_some_and(|folder| folder.periods.is_empty()),
        _ => false,
    };
    if without_periods {
        return failure
            .hint("the region has no period yet: add a file such as 2026-k1.yaml");
    }
    match closest(name, candidates) {
        Some(near) => failure.hint(format!("did you mean «{near}»?")),
        None if all.is_empty() => failure.hint("no region has a period yet"),
        None => failure.hint(format!("the reports are {}", shortened(&all))),
    }
}

/// A list of names that stays readable however many there are.
fn shortened(names: &[String]) -> String {
    match names {
        few if few.len() <= 8 => few.join(", "),
        many => format!("{} and {} more", many[..8].join(", "), many.len() - 8),
    }
}
