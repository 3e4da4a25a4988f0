//! One report, loaded once: its data with where its regions stand, and all that is found in it.

mod combined;
mod edition;
mod issued;
mod loader;
mod seen;

use std::sync::Arc;

use crate::fault::ShapeFault;
use crate::finding::{Failure, Finding, Findings, Place, has_errors};
use crate::loaded::Loaded;
use crate::project::{ReportId, ambiguous};
use crate::report::{self, Report, ReportVariant};
use crate::workspace::Workspace;

pub use issued::Issued;

/// One report of a workspace, loaded and checked.
#[derive(Clone)]
pub struct Case {
    workspace: Workspace,
    id: ReportId,
    loaded: Option<Arc<Loaded>>,
    findings: Vec<Finding>,
    /// How many of the findings are of single files, which stand first.
    file_findings: usize,
}

impl Workspace {
    /// The one report that a name means: `programme/region/period`, or as much of its end as
    /// tells it apart.
    ///
    /// # Errors
    /// The name means nothing, or several reports.
    pub fn case(&self, name: &str) -> Result<Case, Failure> {
        let reports = self.select(&[name.to_owned()])?;
        match reports.as_slice() {
            [id] => Ok(self.load(id)),
            _ => Err(ambiguous(name, &reports)),
        }
    }
}

impl Case {
    /// The report's name.
    pub fn id(&self) -> &ReportId {
        &self.id
    }

    /// The workspace it was loaded from.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The data, as far as it could be read.
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        self.loaded.as_ref()
    }

    /// All that is found in the report's data: in the files of its programme, its regions and
    /// their periods, and in the period that it is on beside them.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The part of the findings that says what is wrong with files by themselves: they cannot be
    /// read, or do not follow their schema.
    pub fn file_findings(&self) -> &[Finding] {
        &self.findings[..self.file_findings]
    }

    /// The properties that decide how the report is rendered.
    ///
    /// # Errors
    /// All findings, if there are errors among them; an internal fault, if there is no such report.
    pub fn variant(&self) -> Result<ReportVariant, Findings> {
        report::variant(self.valid_data()?).ok_or_else(|| self.errors())
    }

    /// The merged data, as templates read it.
    ///
    /// # Errors
    /// All findings, if there are errors among them; an internal fault, if there is no such report.
    pub fn report(&self) -> Result<Report, Findings> {
        let workspace = &self.workspace;
        let merged = report::merge(self.valid_data()?, workspace.date(), workspace.is_draft());
        merged.ok_or_else(|| self.errors())
    }

    /// The data, if nothing in it is an error.
    pub(crate) fn valid_data(&self) -> Result<&Arc<Loaded>, Findings> {
        let loaded = self.loaded.as_ref().filter(|_| !has_errors(&self.findings));
        loaded.ok_or_else(|| self.errors())
    }

    /// The findings to return as an error.
    fn errors(&self) -> Findings {
        let mut findings = self.findings.clone();
        if !has_errors(&findings) {
            let detail = format!("no data for {}", self.id);
            let place = Place::file(self.id.to_string());
            findings.push(Finding::error(ShapeFault::Internal { detail }, place));
        }
        Findings::new(findings)
    }
}
