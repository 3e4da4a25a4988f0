//! The selection of reports by name.

use globset::{GlobBuilder, GlobMatcher};

use super::{Project, ReportId, ascii};
use crate::finding::Failure;
use crate::lang::{Message, message};
use crate::model::PeriodId;

/// How many names a failure lists.
const MAX_NAMES: usize = 8;

/// The reports that names mean; all, when there are no names. In order, each once.
///
/// A name is `programme/region/period`; leading parts may be left out. A name without a
/// period means a region's newest report, and a programme's name all its reports;
/// `programme/period` is the programme's own report, on all regions. In a name with `*`, `?`,
/// `[…]` or `{…,…}` these stand for any part between slashes, and all that fit are meant, of
/// all programmes. A period, or a pattern for one, means the reports of regions and of programmes.
///
/// # Errors
/// A name that means nothing or is no valid pattern, or means reports of different programmes.
pub fn select(project: &Project, names: &[String]) -> Result<Vec<ReportId>, Failure> {
    if names.is_empty() {
        return Ok(project.reports());
    }
    let mut selected = Vec::new();
    for name in names {
        selected.extend(match glob(name)? {
            Some(glob) => matching(project, name, &glob)?,
            None => resolve(project, name)?,
        });
    }
    selected.sort();
    selected.dedup();
    Ok(selected)
}

/// A name in its parts: folders, and perhaps a period.
struct ReportQuery<'a> {
    folders: Vec<&'a str>,
    period: Option<PeriodId>,
}

impl<'a> ReportQuery<'a> {
    /// Splits a name. A programme's folder may have the name of a period.
    fn parse(project: &Project, name: &'a str) -> Self {
        let mut folders: Vec<&str> = name.trim_matches('/').split('/').collect();
        let last = folders.last().filter(|last| !project.programs.contains_key(**last));
        let period = last.and_then(|last| last.parse().ok());
        if period.is_some() {
            folders.pop();
        }
        Self { folders, period }
    }

    /// Whether the folders mean the region of a report.
    fn is_region(&self, report: &ReportId) -> bool {
        match self.folders.as_slice() {
            [] => true,
            [region] => is_called(report.region.as_deref(), region),
            [program, region] => {
                report.program == *program && is_called(report.region.as_deref(), region)
            }
            _ => false,
        }
    }

    /// Whether the folders mean the programme of a report.
    fn is_program(&self, report: &ReportId) -> bool {
        matches!(self.folders.as_slice(), [program] if report.program == *program)
    }

    /// Whether the period, if the name has one, is that of a report.
    fn has_period(&self, report: &ReportId) -> bool {
        self.period.is_none_or(|period| period == report.period)
    }
}

/// A name as a pattern, if it is one.
fn glob(name: &str) -> Result<Option<GlobMatcher>, Failure> {
    if name.contains(['*', '?', '[', '{']) { compiled(name).map(Some) } else { Ok(None) }
}

/// The pattern that a name is, which matches itself where it has no signs of patterns.
fn compiled(name: &str) -> Result<GlobMatcher, Failure> {
    let glob = GlobBuilder::new(name.trim_matches('/')).literal_separator(true).build();
    let glob = glob.map_err(|e| {
        let fault = e.kind();
        Failure::new(message!(
            "«{name}» er ikke et gyldig mønster",
            "«{name}» is no pattern: {fault}",
        ))
        .hint(message!(
            "et mønster er for eksempel 'region-*/2026-k3' eller '{{nord,fjord}}/*'",
            "a pattern is such as 'region-*/2026-k3' or '{{nord,fjord}}/*'",
        ))
    })?;
    Ok(glob.compile_matcher())
}

/// A name of reports of which no more is known than what they are called.
pub struct NamePattern(GlobMatcher);

impl NamePattern {
    /// Reads a name or a pattern, of which case does not matter.
    ///
    /// # Errors
    /// It is no valid pattern.
    pub fn parse(name: &str) -> Result<Self, Failure> {
        compiled(&name.to_lowercase()).map(Self)
    }

    /// Whether it means a report: all of its name, or its programme, its region, its period alone.
    pub fn means(&self, report: &str) -> bool {
        let parts: Vec<&str> = report.split('/').collect();
        (0..parts.len()).any(|start| {
            (start + 1..=parts.len()).any(|end| self.0.is_match(parts[start..end].join("/")))
        })
    }
}

/// The reports that a pattern means: those whose names match it, with or without the programme;
/// where only names of regions match, the newest of each.
fn matching(project: &Project, name: &str, glob: &GlobMatcher) -> Result<Vec<ReportId>, Failure> {
    let all = project.reports();
    let matching: Vec<ReportId> =
        all.iter().filter(|report| matches_report(glob, report)).cloned().collect();
    if !matching.is_empty() {
        return Ok(matching);
    }
    let of_regions: Vec<ReportId> =
        all.iter().filter(|report| matches_region(glob, report)).cloned().collect();
    if of_regions.is_empty() {
        let names: Vec<String> = all.iter().map(ToString::to_string).collect();
        return Err(Failure::new(message!(
            "ingen rapport passer med mønsteret «{name}»",
            "no report fits the pattern «{name}»",
        ))
        .hint(reports_are(&names)));
    }
    Ok(newest(of_regions))
}

/// Whether a pattern matches the name of a report, or of its programme.
fn matches_report(glob: &GlobMatcher, report: &ReportId) -> bool {
    let ReportId { program, region, period } = report;
    glob.is_match(report.to_string())
        || glob.is_match(program)
        || glob.is_match(period.to_string())
        || region.as_ref().is_some_and(|region| glob.is_match(format!("{region}/{period}")))
}

/// Whether a pattern matches the name of a report's region.
fn matches_region(glob: &GlobMatcher, report: &ReportId) -> bool {
    report.region.as_ref().is_some_and(|region| {
        glob.is_match(region) || glob.is_match(format!("{}/{region}", report.program))
    })
}

/// The reports that one name means.
fn resolve(project: &Project, name: &str) -> Result<Vec<ReportId>, Failure> {
    let query = ReportQuery::parse(project, name);
    let mut reports = project.reports();
    reports.retain(|report| query.has_period(report));
    let of_regions: Vec<ReportId> =
        reports.iter().filter(|report| query.is_region(report)).cloned().collect();
    let matching = match (of_regions.is_empty(), query.period) {
        (true, Some(period)) => of_program(project, &query.folders, period),
        (true, None) => {
            reports.retain(|report| query.is_program(report));
            reports
        }
        (false, Some(_)) => of_regions,
        (false, None) => newest(of_regions),
    };
    if matching.is_empty() {
        return Err(not_found(project, name, &query.folders));
    }
    // A period alone means the reports of all programmes, as a pattern does.
    let is_period = query.folders.is_empty();
    if !is_period && matching.windows(2).any(|pair| pair[0].program != pair[1].program) {
        return Err(ambiguous(name, &matching));
    }
    Ok(matching)
}

/// Whether a region's folder has a name, or the one that `new region` gives a region of that name: `sor-fjordane`
/// for `Sør-Fjordane`.
fn is_called(folder: Option<&str>, name: &str) -> bool {
    folder.is_some_and(|folder| {
        folder == name || name.chars().any(char::is_uppercase) && folder == ascii(name)
    })
}

/// The programme and the region that a name means: `region` or `programme/region`.
///
/// # Errors
/// A name that means nothing, or regions of several programmes.
pub fn select_region(project: &Project, name: &str) -> Result<(String, String), Failure> {
    let searched = name.trim_matches('/');
    let (mut regions, mut full_names, mut matching) = (Vec::new(), Vec::new(), Vec::new());
    for (program, folder) in &project.programs {
        for region in folder.regions.keys() {
            let full_name = format!("{program}/{region}");
            if is_called(Some(region), searched) || full_name == searched {
                matching.push((program.clone(), region.clone()));
            }
            regions.push(region.as_str());
            full_names.push(full_name);
        }
    }
    match matching.as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            regions.extend(full_names.iter().map(String::as_str));
            Err(Failure::new(message!(
                "det finnes ingen region «{name}»",
                "there is no region «{name}»",
            ))
            .suggest(searched, regions, || {
                let Message { nb, en } = shortened(&full_names);
                message!(
                    "regionene er {nb}; lag en ny med «new region»",
                    "the regions are {en}; make a new one with «new region»",
                )
            }))
        }
        several => {
            let names: Vec<String> =
                several.iter().map(|(program, region)| format!("{program}/{region}")).collect();
            Err(Failure::new(message!(
                "«{name}» kan bety flere regioner",
                "«{name}» means several regions",
            ))
            .hint(write_in_full(&names)))
        }
    }
}

/// A programme's own report for a period that any of its regions has.
fn of_program(project: &Project, folders: &[&str], period: PeriodId) -> Vec<ReportId> {
    let [name] = folders else { return Vec::new() };
    match project.programs.get(*name) {
        Some(program) if program.periods().contains(&period) => {
            vec![ReportId { program: (*name).to_owned(), region: None, period }]
        }
        _ => Vec::new(),
    }
}

/// The failure for a name that means more than one report.
pub fn ambiguous(name: &str, matching: &[ReportId]) -> Failure {
    let names: Vec<String> = matching.iter().map(ToString::to_string).collect();
    Failure::new(message!("«{name}» kan bety flere rapporter", "«{name}» means several reports"))
        .hint(write_in_full(&names))
}

/// The hint to write one of some names.
fn write_in_full(names: &[String]) -> Message {
    let Message { nb, en } = shortened(names);
    message!("skriv en av dem helt ut: {nb}", "write one of them in full: {en}")
}

/// The hint that lists the reports.
fn reports_are(names: &[String]) -> Message {
    let Message { nb, en } = shortened(names);
    message!("rapportene er {nb}", "the reports are {en}")
}

/// The last report of each region, and of each programme.
pub fn newest(mut reports: Vec<ReportId>) -> Vec<ReportId> {
    reports.sort_by(|a, b| b.cmp(a));
    reports.dedup_by(|a, b| (&a.program, &a.region) == (&b.program, &b.region));
    reports.reverse();
    reports
}

/// The failure for a name that means no report.
fn not_found(project: &Project, name: &str, folders: &[&str]) -> Failure {
    let failure =
        Failure::new(message!("det finnes ingen rapport «{name}»", "there is no report «{name}»"));
    if is_region_without_periods(project, folders) {
        return failure.hint(message!(
            "regionen har ingen periode ennå: lag den første med «new period {}»",
            "the region has no period yet: make its first one with «new period {}»",
            folders.join("/"),
        ));
    }
    let all: Vec<String> = project.reports().iter().map(ToString::to_string).collect();
    let short = all.iter().filter_map(|full| full.split_once('/').map(|(_, rest)| rest));
    let programs = project.programs.values();
    let regions = programs.flat_map(|program| program.regions.keys().map(String::as_str));
    let candidates = all.iter().map(String::as_str).chain(short).chain(regions);
    failure.suggest(name, candidates, || match all.as_slice() {
        [] => message!(
            "ingen region har noen periode ennå: lag den første med «new period REGION»",
            "no region has a period yet: make the first one with «new period REGION»",
        ),
        all => reports_are(all),
    })
}

/// Whether folders lead to a region that has no period.
fn is_region_without_periods(project: &Project, folders: &[&str]) -> bool {
    match folders {
        [region] => project
            .programs
            .values()
            .filter_map(|program| program.regions.get(*region))
            .any(|region| region.periods.is_empty()),
        [program, region] => {
            project.region(program, region).is_some_and(|region| region.periods.is_empty())
        }
        _ => false,
    }
}

/// The first of some names, and how many more there are, for a failure.
pub fn shortened(names: &[String]) -> Message {
    let list = names[..names.len().min(MAX_NAMES)].join(", ");
    match names.len().saturating_sub(MAX_NAMES) {
        0 => Message { nb: list.clone(), en: list },
        more => message!("{list} og {more} til", "{list} and {more} more"),
    }
}
