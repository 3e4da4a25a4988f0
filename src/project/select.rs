//! Reports by name.

use globset::{GlobBuilder, GlobMatcher};

use super::{Project, ReportId};
use crate::diagnostics::{Failure, closest};
use crate::model::PeriodId;

/// The reports that names mean; all, when there are no names. In order, each once.
///
/// A name is `programme/region/period`; leading parts may be left out. A name without a
/// period means a region's newest report, and a programme's name all its reports;
/// `programme/period` is the programme's own report, on all regions. In a name with `*`, `?`,
/// `[…]` or `{…,…}` these stand for any part between slashes, and all that fit are meant, of
/// all programmes.
///
/// # Errors
/// A name that means nothing, or more than one report in different programmes.
pub fn select(project: &Project, names: &[String]) -> Result<Vec<ReportId>, Failure> {
    if names.is_empty() {
        return Ok(project.reports());
    }
    let mut selected = Vec::new();
    for name in names {
        selected.extend(match glob(name)? {
            Some(glob) => fitting(project, name, &glob)?,
            None => resolve(project, name)?,
        });
    }
    selected.sort();
    selected.dedup();
    Ok(selected)
}

/// What a name says: folders, and perhaps a period.
struct Query<'a> {
    place: Vec<&'a str>,
    period: Option<PeriodId>,
}

impl<'a> Query<'a> {
    fn parse(project: &Project, name: &'a str) -> Self {
        let mut place: Vec<&str> = name.trim_matches('/').split('/').collect();
        let last = place.last().filter(|last| !project.programs.contains_key(**last));
        let period = last.and_then(|last| last.parse().ok());
        if period.is_some() {
            place.pop();
        }
        Self { place, period }
    }

    /// Whether the folders mean the region of a report.
    fn is_region(&self, report: &ReportId) -> bool {
        match self.place.as_slice() {
            [] => true,
            [region] => report.region.as_deref() == Some(*region),
            [program, region] => {
                report.program == *program && report.region.as_deref() == Some(*region)
            }
            _ => false,
        }
    }

    /// Whether the folders mean the programme of a report.
    fn is_program(&self, report: &ReportId) -> bool {
        matches!(self.place.as_slice(), [program] if report.program == *program)
    }

    fn has_period(&self, report: &ReportId) -> bool {
        self.period.is_none_or(|period| period == report.period)
    }
}

/// A name as a pattern, if it is one.
fn glob(name: &str) -> Result<Option<GlobMatcher>, Failure> {
    if !name.contains(['*', '?', '[', '{']) {
        return Ok(None);
    }
    let glob = GlobBuilder::new(name.trim_matches('/')).literal_separator(true).build();
    let glob = glob.map_err(|e| {
        Failure::new(format!("«{name}» is no pattern: {}", e.kind()))
            .hint("a pattern is such as 'region-*/2026-k3' or '{nord,fjord}/*'")
    })?;
    Ok(Some(glob.compile_matcher()))
}

/// The reports that a pattern means: those whose names fit it, with or without the programme;
/// where only names of regions fit, the newest of each.
fn fitting(
    project: &Project,
    name: &str,
    glob: &GlobMatcher,
) -> Result<Vec<ReportId>, Failure> {
    let all = project.reports();
    let fits = |report: &&ReportId| {
        let ReportId { program, region, period } = report;
        let whole = report.to_string();
        let short = region.as_ref().map(|region| format!("{region}/{period}"));
        let period = Some(period.to_string()).filter(|_| region.is_some());
        let names = [Some(whole), short, period, Some(program.clone())];
        names.into_iter().flatten().any(|name| glob.is_match(name))
    };
    let named: Vec<ReportId> = all.iter().filter(fits).cloned().collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let fits = |report: &&ReportId| {
        let region = report.region.as_deref();
        region.is_some_and(|region| {
            glob.is_match(region) || glob.is_match(format!("{}/{region}", report.program))
        })
    };
    let of_regions: Vec<ReportId> = all.iter().filter(fits).cloned().collect();
    if of_regions.is_empty() {
        let names: Vec<String> = all.iter().map(ToString::to_string).collect();
        return Err(Failure::new(format!("no report fits the pattern «{name}»"))
            .hint(format!("the reports are {}", shortened(&names))));
    }
    Ok(newest(of_regions))
}

/// The reports that one name means.
fn resolve(project: &Project, name: &str) -> Result<Vec<ReportId>, Failure> {
    let query = Query::parse(project, name);
    let mut reports = project.reports();
    reports.retain(|report| query.has_period(report));
    let of_regions: Vec<_> =
        reports.iter().filter(|r| query.is_region(r)).cloned().collect();
    let found = match (of_regions.is_empty(), query.period) {
        (true, Some(period)) => of_program(project, &query.place, period),
        (true, None) => reports.into_iter().filter(|r| query.is_program(r)).collect(),
        (false, Some(_)) => of_regions,
        (false, None) => newest(of_regions),
    };
    if found.is_empty() {
        return Err(not_found(project, name, &query.place));
    }
    if found.windows(2).any(|pair| pair[0].program != pair[1].program) {
        return Err(ambiguous(name, &found));
    }
    Ok(found)
}

/// The programme and the region that a name means: `region` or `programme/region`.
///
/// # Errors
/// A name that means nothing, or regions of several programmes.
pub fn select_region(project: &Project, name: &str) -> Result<(String, String), Failure> {
    let wanted = name.trim_matches('/');
    let mut all = Vec::new();
    for (program, folder) in &project.programs {
        all.extend(folder.regions.keys().map(|region| (program.clone(), region.clone())));
    }
    let full = |(program, region): &(String, String)| format!("{program}/{region}");
    let found: Vec<_> =
        all.iter().filter(|it| it.1 == wanted || full(it) == wanted).collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let names: Vec<String> =
                all.iter().map(|it| it.1.clone()).chain(all.iter().map(full)).collect();
            let failure = Failure::new(format!("there is no region «{name}»"));
            Err(match closest(wanted, names.iter().map(String::as_str)) {
                Some(near) => failure.hint(format!("did you mean «{near}»?")),
                None => failure.hint(format!(
                    "the regions are {}; make a new one with «new region»",
                    shortened(&all.iter().map(full).collect::<Vec<_>>())
                )),
            })
        }
        many => {
            let names: Vec<String> = many.iter().map(|it| full(it)).collect();
            Err(Failure::new(format!("«{name}» means several regions"))
                .hint(format!("write one of them in full: {}", names.join(", "))))
        }
    }
}

/// A programme's own report for a period that any of its regions has.
fn of_program(project: &Project, place: &[&str], period: PeriodId) -> Vec<ReportId> {
    let [name] = place else { return Vec::new() };
    let program = project.programs.get(*name);
    let there = program.is_some_and(|program| program.periods().contains(&period));
    let id = ReportId { program: (*name).to_owned(), region: None, period };
    there.then_some(id).into_iter().collect()
}

/// The failure for a name that means more than one report.
#[must_use]
pub fn ambiguous(name: &str, found: &[ReportId]) -> Failure {
    let names: Vec<String> = found.iter().map(ToString::to_string).collect();
    Failure::new(format!("«{name}» means several reports"))
        .hint(format!("write one of them in full: {}", shortened(&names)))
}

/// The last report of each region, and of each programme.
#[must_use]
pub fn newest(mut reports: Vec<ReportId>) -> Vec<ReportId> {
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
