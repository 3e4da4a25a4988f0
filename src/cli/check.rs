//! `check`: everything that can be wrong, without writing.

use std::collections::BTreeSet;

use clap::Args;
use rayon::prelude::*;
use regionrapport::project::{ReportId, file_count};
use regionrapport::report::ReportVariant;
use regionrapport::{Case, Failure, Finding, Format, Keep, Workspace};

use super::build::too_long;
use super::terminal::Terminal;
use super::{Outcome, words, workers};

/// Reports on more regions are not rendered to find faults of their template: that takes too long.
const MAX_REGIONS: usize = 40;

/// What to check.
#[derive(Debug, Clone, Args)]
pub(super) struct Check {
    /// The reports to check; every file of the project, when none is named
    #[arg(value_name = "REPORT")]
    reports: Vec<String>,
    /// Set the pages of every report, not only of those that are named or one of each kind
    #[arg(long)]
    pages: bool,
    /// Name every text and number of the data that the finished reports do not show
    #[arg(long)]
    complete: bool,
    /// Use templates/NAME.typ instead of the template for the report's type
    #[arg(long, short, value_name = "NAME")]
    template: Option<String>,
}

/// Checks the data of all reports, and renders those that are named, else the newest of each
/// variant, by which faults of templates show.
pub(super) fn run(check: &Check, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workspace = Workspace::open(&terminal.settings.root)?.keeping(Keep::Everything);
    let reports = workspace.select(&check.reports)?;
    let mut findings = workspace.findings();
    if check.reports.is_empty() {
        findings.extend(workspace.check_shared());
    }
    let checked: Vec<CheckedReport> =
        reports.par_iter().map(|id| CheckedReport::new(&workspace.load(id))).collect();
    findings.extend(checked.iter().flat_map(|report| report.findings.iter().cloned()));
    let is_all = check.pages || check.complete || !check.reports.is_empty();
    let rendered = if is_all { reports.clone() } else { newest_of_each_variant(&checked) };
    let (settings, task, own) = (&terminal.settings, check.clone(), workspace.clone());
    workers::run(
        rendered,
        settings.time_limit,
        move |id| task.page_findings(&own.load(id)),
        |id| vec![too_long(id, check.template.as_deref(), settings.time_limit)],
        |_, on_pages| findings.extend(on_pages),
    );
    if findings.is_empty() {
        let files = match check.reports.as_slice() {
            [] => workspace.project().file_count(),
            _ => file_count(workspace.project(), &reports),
        };
        terminal.line(&words::in_order(reports.len(), files, terminal.lang()));
    }
    Ok(terminal.findings(findings))
}

/// A report whose data has been checked.
struct CheckedReport {
    id: ReportId,
    /// `None` if its data has errors or it is on more than [`MAX_REGIONS`].
    variant: Option<ReportVariant>,
    findings: Vec<Finding>,
}

impl CheckedReport {
    fn new(case: &Case) -> Self {
        let variant = case.variant().ok().filter(|variant| variant.regions <= MAX_REGIONS);
        Self { id: case.id().clone(), variant, findings: case.findings().to_vec() }
    }
}

/// The last report of each variant.
fn newest_of_each_variant(checked: &[CheckedReport]) -> Vec<ReportId> {
    let mut seen = BTreeSet::new();
    let mut newest = Vec::new();
    for report in checked.iter().rev() {
        if let Some(ReportVariant { template, språk, .. }) = &report.variant
            && seen.insert((template, språk))
        {
            newest.push(report.id.clone());
        }
    }
    newest
}

impl Check {
    /// What is found while a report is rendered, in its data and on its pages.
    fn page_findings(&self, case: &Case) -> Vec<Finding> {
        let rendered = match case.render_with(self.template.as_deref()) {
            Ok(rendered) => rendered,
            Err(findings) => return findings.into_vec(),
        };
        if let Err(findings) = rendered.export(Format::Pdf) {
            return findings.into_vec();
        }
        let mut findings: Vec<Finding> = rendered.warnings().cloned().collect();
        if self.complete {
            findings.extend(rendered.unshown());
        }
        findings
    }
}
