//! `check`: everything that can be wrong, without writing.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::build::too_long;
use super::{Outcome, Settings, print, workers};
use crate::diagnostics::{Failure, Finding};
use crate::pipeline::Pipeline;
use crate::project::{Loader, Project, ReportId, select};
use crate::report::Kind;
use crate::typeset::{Engine, Format};

/// What to check.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// The names of reports; every file of the project, when there are none.
    pub reports: Vec<String>,
    /// Whether to set the pages of every report.
    pub pages: bool,
    /// Whether to look on the pages for every text and number of the data.
    pub complete: bool,
    /// The template, instead of the one for the report's type.
    pub template: Option<String>,
}

/// Checks the data of all reports, and sets the pages of those that are named, else of the
/// newest of each kind in each language, by which faults of templates show.
pub(super) fn run(check: &Check, settings: &Settings) -> Result<Outcome, Failure> {
    let project = Arc::new(Project::open(&settings.root)?);
    let reports = select(&project, &check.reports)?;
    let engine = Arc::new(Engine::new(&project.root)?);
    let loader = match check.reports.as_slice() {
        [] => Loader::whole(&project),
        _ => Loader::new(&project, &reports),
    };
    let pipeline = Arc::new(Pipeline::new(&project, &engine, loader));
    let mut findings = pipeline.findings().to_vec();
    let checked: Vec<Checked> =
        reports.par_iter().map(|id| data(id, &pipeline)).collect();
    findings.extend(checked.iter().flat_map(|report| report.findings.iter().cloned()));
    let all = check.pages || check.complete || !check.reports.is_empty();
    let set: Vec<ReportId> = if all {
        reports.clone()
    } else {
        one_of_each(&checked).into_iter().cloned().collect()
    };
    let (task, own) = (check.clone(), Arc::clone(&pipeline));
    let work = move |id: &ReportId| task.pages_of(id, &own);
    let late = |id: &ReportId| {
        vec![too_long(id, check.template.as_deref(), settings.time_limit)]
    };
    workers::run(set, settings.time_limit, work, late, |_, found| findings.extend(found));
    if findings.is_empty() {
        let files = pipeline.files() + project.period_count(&reports);
        print::line(&settings.lang.in_order(reports.len(), files), settings);
    }
    Ok(print::findings(findings, settings))
}

/// The largest programme whose pages are set to find faults of its template.
const MOST_REGIONS: usize = 40;

/// A report whose data has been checked.
struct Checked<'a> {
    id: &'a ReportId,
    /// Its template and language; none, if its data has errors or it is very long.
    kind: Option<Kind>,
    findings: Vec<Finding>,
}

fn data<'a>(id: &'a ReportId, pipeline: &Pipeline) -> Checked<'a> {
    match pipeline.look(id) {
        Ok((kind, findings)) => {
            let small = kind.regions <= MOST_REGIONS;
            Checked { id, kind: small.then_some(kind), findings }
        }
        Err(findings) => Checked { id, kind: None, findings },
    }
}

/// The last report of each kind in each language.
fn one_of_each<'a>(checked: &[Checked<'a>]) -> Vec<&'a ReportId> {
    let mut seen = BTreeSet::new();
    let last = checked.iter().rev().filter(|report| {
        report
            .kind
            .as_ref()
            .is_some_and(|kind| seen.insert((kind.template, kind.språk.clone())))
    });
    last.map(|report| report.id).collect()
}

impl Check {
    /// What is found while the pages of a report are set.
    fn pages_of(&self, id: &ReportId, pipeline: &Pipeline) -> Vec<Finding> {
        match pipeline.make(id, self.template.as_deref(), Format::Pdf) {
            Ok(made) => {
                let unshown =
                    if self.complete { pipeline.unshown(id, &made) } else { Vec::new() };
                made.typeset.warnings.into_iter().chain(unshown).collect()
            }
            Err(findings) => findings,
        }
    }
}
