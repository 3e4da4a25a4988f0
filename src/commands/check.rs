//! `check`: everything that can be wrong, without writing.

use rayon::prelude::*;

use super::{Outcome, Settings, print};
use crate::diagnostics::{Failure, Finding};
use crate::pipeline::Pipeline;
use crate::project::{Loader, Project, ReportId, select};
use crate::typeset::{Engine, Format};

/// Checks the reports by making them; when none is named, all files of the project.
pub(super) fn run(names: &[String], settings: &Settings) -> Result<Outcome, Failure> {
    let project = Project::open(&settings.root)?;
    let reports = select(&project, names)?;
    let engine = Engine::new(&project.root)?;
    let loader = match names {
        [] => Loader::whole(&project),
        _ => Loader::new(&project, &reports),
    };
    let pipeline = Pipeline::new(&project, &engine, loader);
    let mut findings = pipeline.findings().to_vec();
    let found: Vec<Finding> =
        reports.par_iter().flat_map(|id| check(id, &pipeline)).collect();
    findings.extend(found);
    if findings.is_empty() {
        let files = pipeline.files() + reports.len();
        print::line(&settings.lang.in_order(reports.len(), files), settings);
    }
    Ok(print::findings(findings, settings))
}

fn check(id: &ReportId, pipeline: &Pipeline<'_>) -> Vec<Finding> {
    match pipeline.make(id, None, Format::Pdf) {
        Ok(made) => made.typeset.warnings,
        Err(findings) => findings,
    }
}
