//! The rendering of one page of a site, in a worker.

use std::collections::BTreeMap;

use regionrapport::digest::Digest;
use regionrapport::finding::{PortableFindings, has_errors};
use regionrapport::project::ReportId;
use regionrapport::publication::Edition;
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
    /// A page of the site's own by one of its templates, such as `site/region`.
    Own(String),
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
    /// The pages of a draft; those of an edition are in its folder.
    pub(super) pdf: Option<Vec<u8>>,
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
            Page::Own(template) => own(workspace, task, template),
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
    let [id] = task.reports.as_slice() else { unreachable!("a report's page is of one report") };
    let (case, edition) = load(workspace, id)?;
    let rendered = case.render_web(None, &task.surroundings)?;
    let html = rendered.html()?.into_bytes();
    let words = workspace.resources().words(rendered.report());
    let entry = Entry::new(rendered.report(), edition.as_ref(), rendered.title(), words);
    let json = serde_json::to_string_pretty(rendered.report()).unwrap_or_default() + "\n";
    let mut new = NewReport { entry, pdf: None, json, sources: BTreeMap::new() };
    let mut warnings = Vec::new();
    if edition.is_none() {
        let pages = case.render()?;
        new.pdf = Some(pages.pdf()?);
        new.sources = pages.source_files();
        warnings = pages.warnings().cloned().collect();
    }
    Ok(NewPage { html, report: Some(new), warnings: warnings.as_slice().into() })
}

/// A page of the site's own: of one report, or of the newest of each region.
fn own(workspace: &Workspace, task: &SiteTask, template: &str) -> Result<NewPage, Findings> {
    let mut cases = Vec::with_capacity(task.reports.len());
    for id in &task.reports {
        let (case, _) = load(workspace, id)?;
        if has_errors(case.findings()) {
            return Err(Findings::new(case.findings().to_vec()));
        }
        cases.push(case);
    }
    let combined = if let ([only], "site/region") = (cases.as_slice(), template) {
        Some(only.clone())
    } else {
        Case::combined(&cases)
    };
    let Some(case) = combined else { unreachable!("a page is made of reports that were loaded") };
    let rendered = case.render_web(Some(template), &task.surroundings)?;
    let html = rendered.html()?.into_bytes();
    Ok(NewPage { html, report: None, warnings: [].as_slice().into() })
}
