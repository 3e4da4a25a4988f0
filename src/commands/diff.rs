//! `diff`: what changed between two periods of a region.

use std::sync::Arc;

use serde::Serialize;

use super::{Outcome, Settings, print};
use crate::diagnostics::{Failure, Finding, Lang, MessageFormat, has_errors};
use crate::project::{Loader, Project, ReportId, ambiguous, select};
use crate::standing::{Change, Series, Standing, changes, standing};

mod words;

/// Which periods to compare.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The earlier report.
    pub before: String,
    /// The later report.
    pub after: String,
}

/// The changes as JSON has them.
#[derive(Serialize)]
struct Changes<'a> {
    fra: String,
    til: String,
    endringer: &'a [Change],
}

/// Prints the changes from one report to another of the same region.
pub(super) fn run(diff: &Diff, settings: &Settings) -> Result<Outcome, Failure> {
    let project = Arc::new(Project::open(&settings.root)?);
    let (a, b) = (one(&project, &diff.before)?, one(&project, &diff.after)?);
    if (&a.program, &a.region) != (&b.program, &b.region) {
        return Err(Failure::new(format!("{a} and {b} are not of the same region"))
            .hint("name two periods of one region, such as nord/2026-k2 nord/2026-k3"));
    }
    let loader = Loader::new(&project, std::slice::from_ref(&a));
    let mut findings = loader.findings();
    let standings = [&a, &b].map(|id| stand(&loader, id, &mut findings));
    let [Some(before), Some(after)] = standings else {
        return Ok(print::findings(findings, settings));
    };
    if has_errors(&findings) {
        return Ok(print::findings(findings, settings));
    }
    let endringer = changes(&before, &after);
    let text = match settings.format {
        MessageFormat::Json => json(&a, &b, &endringer)?,
        _ => human(&endringer, settings.lang),
    };
    print::data(text.as_bytes())?;
    Ok(print::findings_beside_data(findings, settings))
}

/// The one report of a region that a name means.
fn one(project: &Project, name: &str) -> Result<ReportId, Failure> {
    let reports = select(project, &[name.to_owned()])?;
    match reports.as_slice() {
        [id] if id.region.is_some() => Ok(id.clone()),
        [id] => Err(Failure::new(format!("{id} is a programme's report"))
            .hint("name two periods of one region, such as nord/2026-k2 nord/2026-k3")),
        _ => Err(ambiguous(name, &reports)),
    }
}

/// Where a report's region stands at its end.
fn stand(
    loader: &Loader,
    id: &ReportId,
    findings: &mut Vec<Finding>,
) -> Option<Standing> {
    let (loaded, found) = loader.load(id);
    findings.extend(found);
    let loaded = loaded?;
    let region = loaded.regions.first()?;
    Series::new(&region.region.value, &region.periods()).map(standing)
}

fn json(a: &ReportId, b: &ReportId, endringer: &[Change]) -> Result<String, Failure> {
    let changes = Changes { fra: a.to_string(), til: b.to_string(), endringer };
    serde_json::to_string_pretty(&changes)
        .map(|json| json + "\n")
        .map_err(|e| Failure::new(format!("cannot write the changes as JSON: {e}")))
}

fn human(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return words::nothing(lang).to_owned() + "\n";
    }
    changes.iter().map(|change| words::line(change, lang) + "\n").collect()
}
