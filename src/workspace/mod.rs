//! A project's folder, opened: its reports, and the cases that they are loaded as.

mod files;
mod stored;

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::finding::{Failure, Finding};
use crate::model::values::Date;
use crate::project::{Project, ReportId, select};
use crate::rules::Assets;
use crate::source_files::SourceFiles;
use crate::typeset::Resources;

pub(crate) use files::{CheckedFile, DataFiles};
pub use stored::restore;

/// A project's folder, opened. A clone is the same workspace, and shares what it has read.
#[derive(Clone)]
pub struct Workspace {
    project: Arc<Project>,
    resources: Arc<Resources>,
    /// The files of the project, some of them perhaps with other bytes.
    source: Arc<SourceFiles>,
    files: Arc<DataFiles>,
    date: Option<Date>,
    draft: bool,
}

/// Which data files a workspace keeps when it has read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Keep {
    /// Those of programmes: memory does not grow with the number of reports.
    #[default]
    Programs,
    /// All of them: each is read once, however many reports use it.
    Everything,
}

impl Workspace {
    /// Opens a project's folder: the one that holds `data/`.
    ///
    /// # Errors
    /// There is no `data/` folder, it holds no programme, or the system refuses to read it.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, Failure> {
        Ok(Self::of(Project::open(root.as_ref())?, Keep::default()))
    }

    /// A workspace of a scanned project.
    pub fn of(project: Project, keep: Keep) -> Self {
        let resources = Resources::load(&project.source);
        Self::new(&Arc::new(project), &Arc::new(resources), keep)
    }

    /// A workspace of a scanned project, with templates and fonts that have been
    /// loaded.
    pub fn new(project: &Arc<Project>, resources: &Arc<Resources>, keep: Keep) -> Self {
        let (project, resources) = (Arc::clone(project), Arc::clone(resources));
        let source = Arc::new(project.source.clone());
        Self {
            project,
            resources,
            source,
            files: Arc::new(DataFiles::new(keep)),
            date: None,
            draft: false,
        }
    }

    /// The same with nothing read yet, keeping other files.
    pub fn keeping(&self, keep: Keep) -> Self {
        Self { files: Arc::new(DataFiles::new(keep)), ..self.clone() }
    }

    /// The same with nothing read yet, and a date for reports that have none of their own; else
    /// they bear their period's last day.
    pub fn dated(&self, date: Option<Date>) -> Self {
        Self { files: Arc::new(self.files.emptied()), date, ..self.clone() }
    }

    /// The same, whose reports are drafts or not.
    pub fn drafting(&self, draft: bool) -> Self {
        Self { draft, ..self.clone() }
    }

    /// The same with nothing read yet, and another text in place of one file, which is named by
    /// its path below the project's folder.
    pub fn with_text(&self, path: &str, text: String) -> Self {
        let source = self.source.with(path, Some(text.into_bytes()));
        Self { source: Arc::new(source), files: Arc::default(), ..self.clone() }
    }

    /// The programmes, regions and periods of the folder.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// The files of the project, some of them perhaps with other bytes.
    pub(crate) fn source(&self) -> &SourceFiles {
        &self.source
    }

    /// The templates, labels and fonts.
    pub fn resources(&self) -> &Arc<Resources> {
        &self.resources
    }

    /// The date of reports that have none of their own, if it is not their period's last day.
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// Whether its reports are drafts.
    pub fn is_draft(&self) -> bool {
        self.draft
    }

    /// All reports, by name.
    pub fn reports(&self) -> Vec<ReportId> {
        self.project.reports()
    }

    /// The reports that names or patterns mean; all, when there are none. See [`select`].
    ///
    /// # Errors
    /// A name that means nothing or is no valid pattern, or means reports of different programmes.
    pub fn select(&self, names: &[String]) -> Result<Vec<ReportId>, Failure> {
        select(&self.project, names)
    }

    /// What is found in the names of files, in language files and in templates' names: what
    /// belongs to no report.
    pub fn findings(&self) -> Vec<Finding> {
        self.project.findings.iter().chain(self.resources.findings()).cloned().collect()
    }

    /// What is found in a `program.yaml` by itself.
    pub fn check_program(&self, path: &Path) -> Vec<Finding> {
        self.program(path).all_findings().collect()
    }

    /// What is found in a `region.yaml` by itself.
    pub fn check_region(&self, path: &Path) -> Vec<Finding> {
        self.region(path).all_findings().collect()
    }

    /// What the project offers to the rules.
    pub(crate) fn assets(&self) -> Assets<'_> {
        let resources = &self.resources;
        Assets {
            project: &self.project,
            source: &self.source,
            fonts: &resources.families,
            faces: &resources.faces,
            sections: &resources.sections,
            languages: resources.languages(),
            covers: &resources.coverage,
            can_read: &resources.can_read_picture,
        }
    }
}
