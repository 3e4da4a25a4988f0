//! An edition of a report, loaded from the copies of the files that it was made of.

use std::path::Path;
use std::sync::Arc;

use super::Case;
use crate::fault::PublicationFault;
use crate::finding::{Finding, Findings, Place};
use crate::model::values::Date;
use crate::project::{Project, ReportId};
use crate::publication::{Edition, Publication, folder_of, verify_sources};
use crate::workspace::{Keep, Workspace};

impl Workspace {
    /// What has been published of a report; `None` if nothing has.
    ///
    /// # Errors
    /// The file of its editions cannot be read.
    pub fn publication(&self, id: &ReportId) -> Option<Result<Publication, Finding>> {
        Publication::read(&self.project().source, &folder_of(id))
    }

    /// An edition of a report, loaded from the project of its copies after a change of that. Templates,
    /// words and fonts are those of this workspace. `date` is that of reports that have none of their own.
    ///
    /// # Errors
    /// The copies are not there, or are not what they were.
    pub fn load_edition(
        &self,
        id: &ReportId,
        edition: &Edition,
        date: Option<Date>,
        change: impl FnOnce(&mut Project),
    ) -> Result<Case, Findings> {
        let source = &self.project().source;
        let folder = folder_of(id);
        let damaged = verify_sources(source, &folder, edition);
        if !damaged.is_empty() {
            return Err(Findings::new(damaged));
        }
        let sources = format!("{folder}/{}", edition.names(&folder).sources);
        let path = source.resolve(Path::new(&sources)).ok();
        let Some(mut project) = path.and_then(|path| Project::open(&path).ok()) else {
            let (edition, date) = (edition.utgave.0, edition.dato.0.to_string());
            let fault = PublicationFault::IssuedMissing { edition, date };
            return Err(Finding::error(fault, Place::file(sources)).into());
        };
        change(&mut project);
        let kept = Self::new(&Arc::new(project), self.resources(), Keep::Programs);
        Ok(kept.dated(date).load(id))
    }
}
