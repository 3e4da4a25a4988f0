//! The rendering of one page of a site, in a worker.

use std::collections::BTreeMap;

use regionrapport::digest::Digest;
use regionrapport::finding::{PortableFindings, has_errors};
use regionrapport::project::ReportId;
use regionrapport::publication::{Edition, folder_of, issued_pdf};
use regionrapport::site::Entry;
use regionrapport::{Case, Finding, Findings, Workspace};
use serde::{Deserialize, Serialize};

use crate::cli::worker::Job;

/// The rendering of a site.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(in crate::cli) struct SiteJob;

/// A page that is to be rendered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct SiteTask {
    pub(super) page: Page,
    /// The reports that it is made of: one, or the newest of each region.
    pub(super) reports: Vec<ReportId>,
    /// The JSON of what is around it.
    pub(super) surroundings: String,
}

/// What a page of a site is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) enum Page {
    /// A report; a draft, if it has not been published.
    Report,
    /// What a region's newest report says of it, and the reports before it.
    Region,
    /// A page by one of the site's templates, such as `site/program`, of regions that each stand at their newest
    /// report.
    All(String),
}

/// A page that is rendered and not yet written.
#[derive(Serialize, Deserialize)]
pub(in crate::cli) struct NewPage {
    pub(super) html: Vec<u8>,
    /// What else a report gives.
    pub(super) report: Option<NewReport>,
    /// What is worth a warning in a draft; what has been published nobody is to mend.
    pub(super) warnings: PortableFindings,
}

/// What a report gives beside its page.
#[derive(Serialize, Deserialize)]
pub(in crate::cli) struct NewReport {
    pub(super) entry: Entry,
    /// Its pages; those of an edition as they were issued.
    pub(super) pdf: Vec<u8>,
    /// The merged data.
    pub(super) json: String,
    /// The digests of the files of the project that a draft was made of.
    pub(super) sources: BTreeMap<String, Digest>,
}

impl Job for SiteJob {
    type Task = SiteTask;
    type Output = Result<NewPage, PortableFindings>;

    const NAME: &str = "site";

    fn run(&self, workspace: &Workspace, task: &SiteTask) -> Self::Output {
        let page = match &task.page {
            Page::Report => report(workspace, task),
            Page::Region => region(workspace, task),
            Page::All(template) => all(workspace, task, template),
        };
        page.map_err(|findings| PortableFindings::from(&*findings))
    }

    fn report(task: &SiteTask) -> Option<&ReportId> {
        task.reports.first()
    }

    fn died(&self, _: &SiteTask, finding: Finding) -> Self::Output {
        Err([finding].as_slice().into())
    }
}

/// A report as it was issued last, or else as a draft, with its edition.
fn load(workspace: &Workspace, id: &ReportId) -> Result<(Case, Option<Edition>), Findings> {
    let Some(publication) = workspace.publication(id) else {
        return Ok((workspace.drafting(true).load(id), None));
    };
    let edition = publication?.latest().clone();
    let case = workspace.load_edition(id, &edition, edition.datert, |_| ())?;
    Ok((case, Some(edition)))
}

/// The page of a report, with what lists tell of it.
fn report(workspace: &Workspace, task: &SiteTask) -> Result<NewPage, Findings> {
    let id = &task.reports[0];
    let (case, edition) = load(workspace, id)?;
    let rendered = case.render_web(None, &task.surroundings)?;
    let html = rendered.html()?.into_bytes();
    let words = workspace.resources().words(rendered.report());
    let entry = Entry::new(rendered.report(), edition.as_ref(), rendered.title(), words);
    let json = serde_json::to_string_pretty(rendered.report()).unwrap_or_default() + "\n";
    let (mut sources, mut warnings) = (BTreeMap::new(), Vec::new());
    let pdf = if let Some(edition) = edition {
        issued_pdf(&workspace.project().source, &folder_of(id), &edition)?
    } else {
        let pages = case.render()?;
        sources = pages.source_files();
        warnings = pages.warnings().cloned().collect();
        pages.pdf()?
    };
    let entry = Entry { pdf_bytes: pdf.len(), ..entry };
    let report = Some(NewReport { entry, pdf, json, sources });
    Ok(NewPage { html, report, warnings: warnings.as_slice().into() })
}

/// The page of a region.
fn region(workspace: &Workspace, task: &SiteTask) -> Result<NewPage, Findings> {
    let (case, _) = load(workspace, &task.reports[0])?;
    page(&case, "site/region", task)
}

/// A page of all regions.
fn all(workspace: &Workspace, task: &SiteTask, template: &str) -> Result<NewPage, Findings> {
    let mut cases = Vec::with_capacity(task.reports.len());
    for id in &task.reports {
        let (case, _) = load(workspace, id)?;
        if has_errors(case.findings()) {
            return Err(Findings::new(case.findings().to_vec()));
        }
        cases.push(case);
    }
    let combined = Case::combined(&cases);
    page(&combined.expect("a page is made of reports that were loaded"), template, task)
}

/// A page by one of the site's templates.
fn page(case: &Case, template: &str, task: &SiteTask) -> Result<NewPage, Findings> {
    let rendered = case.render_web(Some(template), &task.surroundings)?;
    let html = rendered.html()?.into_bytes();
    Ok(NewPage { html, report: None, warnings: [].as_slice().into() })
}
