//! `check`: everything that can be wrong, without writing.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use regionrapport::fault::PublicationFault;
use regionrapport::finding::{Place, PortableFindings};
use regionrapport::project::{Project, ReportId, file_count};
use regionrapport::publication::{Publication, RECORD, published_folders};
use regionrapport::{Failure, Finding, Findings, Format, Keep, Workspace};
use serde::{Deserialize, Serialize};

use super::args::template_name;
use super::build::{fitting, require_template};
use super::selection::Selection;
use super::terminal::Terminal;
use super::worker::{Job, Opening};
use super::{Outcome, words};

/// Reports on more regions are not rendered to find faults of their template: that takes too long.
const MAX_REGIONS: usize = 40;
/// Nor are reports with a data file of more bytes.
const MAX_SIZE: usize = 50_000;

/// What to check.
#[derive(Debug, Clone, Args)]
pub(super) struct Check {
    #[command(flatten)]
    selection: Selection,
    /// Set the pages of every report, not only of those that are named or one of each kind
    #[arg(long)]
    pages: bool,
    /// Name every text and number of the data that the finished reports do not show
    #[arg(long)]
    complete: bool,
    /// Use templates/NAME.typ instead of the template for the report's type
    #[arg(long, short, value_name = "NAME", value_parser = template_name())]
    #[arg(add = crate::cli::complete::templates())]
    template: Option<String>,
}

/// Checks the data of all reports, and renders those that are named, else the newest of each
/// variant, by which faults of templates show.
pub(super) fn run(check: &Check, terminal: &Terminal) -> Result<Outcome, Failure> {
    let setup = terminal.settings.setup(None, Keep::Everything);
    let opening = Opening::start(terminal.take_worker(), setup, terminal.settings.time_limit);
    let project = Project::open(&terminal.settings.root)?;
    let reports = check.selection.of_this_share(&project)?;
    require_template(check.template.as_deref(), &project)?;
    let mut workers = match opening.finish() {
        Ok(workers) => workers,
        Err(error) => return error.end(terminal),
    };
    let mut findings = workers.project_findings(&project);
    let mut tasks = Vec::new();
    if check.selection.is_all() {
        for program in project.programs.values() {
            tasks.push(CheckTask::program(&project, program.file()));
            let regions = program.regions.values();
            tasks.extend(regions.map(|region| CheckTask::region(&project, region.file())));
        }
    }
    if check.selection.is_all() {
        findings.extend(gone(&project));
    }
    // A programme's report is made of those of its regions, which the threads load side by side.
    let (regions, programs): (Vec<_>, Vec<_>) =
        reports.iter().cloned().partition(|id| id.region.is_some());
    tasks.extend(regions.into_iter().chain(programs).map(CheckTask::Report));
    let mut checked = Vec::new();
    workers.run(&CheckJob {}, &tasks, |task, output| {
        findings.extend(Vec::from(output.findings));
        if let CheckTask::Report(id) = task {
            checked.push((id.clone(), output.variant));
        }
    });
    let is_all = check.pages || check.complete || !check.selection.is_all();
    let rendered = if is_all { reports.clone() } else { newest_of_each_variant(checked) };
    let rendered = fitting(check.template.as_deref(), rendered)?;
    let job = PagesJob { template: check.template.clone(), complete: check.complete };
    workers.run(&job, &rendered, |_, on_pages| findings.extend(Vec::from(on_pages)));
    if findings.is_empty() {
        let files = if check.selection.is_all() {
            project.file_count()
        } else {
            file_count(&project, &reports)
        };
        terminal.line(&words::in_order(reports.len(), files, terminal.lang()));
    }
    Ok(terminal.findings(findings))
}

/// A warning for each published report of which the data is gone.
fn gone(project: &Project) -> Vec<Finding> {
    let folders = match published_folders(&project.source) {
        Ok(folders) => folders,
        Err(finding) => return vec![finding],
    };
    let mut findings = Vec::new();
    for folder in folders {
        // One that cannot be read is told of with its report, if there is one.
        let Some(Ok(publication)) = Publication::read(&project.source, &folder) else { continue };
        if !publication.id().is_some_and(|id| project.has(&id)) {
            let report = publication.rapport;
            let place = Place::file(format!("{folder}/{RECORD}"));
            findings.push(Finding::warning(PublicationFault::PublishedGone { report }, place));
        }
    }
    findings
}

/// The last report of each variant.
fn newest_of_each_variant(checked: Vec<(ReportId, Option<Variant>)>) -> Vec<ReportId> {
    let mut seen = BTreeSet::new();
    let mut newest = Vec::new();
    for (id, variant) in checked.into_iter().rev() {
        if variant.is_some_and(|variant| seen.insert(variant)) {
            newest.push(id);
        }
    }
    newest
}

/// The template, the language and the project's own sections of a report, by which its pages differ most.
type Variant = (String, String, Vec<String>);

/// The check of data files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CheckJob {}

/// What is checked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum CheckTask {
    /// A `program.yaml` by itself, with its path below the project's folder.
    Program(PathBuf, String),
    /// A `region.yaml` by itself, with its path below the project's folder.
    Region(PathBuf, String),
    /// All that a report is made of.
    Report(ReportId),
}

impl CheckTask {
    fn program(project: &Project, path: PathBuf) -> Self {
        let name = project.display_path(&path);
        Self::Program(path, name)
    }

    fn region(project: &Project, path: PathBuf) -> Self {
        let name = project.display_path(&path);
        Self::Region(path, name)
    }
}

/// The result of a check.
#[derive(Serialize, Deserialize)]
pub(super) struct Checked {
    findings: PortableFindings,
    /// `None` if the data has errors, is no report's, or would take too long to render.
    variant: Option<Variant>,
}

impl Job for CheckJob {
    type Task = CheckTask;
    type Output = Checked;

    const NAME: &str = "check";

    fn run(&self, workspace: &Workspace, task: &CheckTask) -> Checked {
        let (findings, variant) = match task {
            CheckTask::Program(path, _) => (workspace.check_program(path), None),
            CheckTask::Region(path, _) => (workspace.check_region(path), None),
            CheckTask::Report(id) => {
                let case = workspace.load(id);
                let variant = case.variant().ok().filter(|variant| {
                    let documents = case.loaded().into_iter().flat_map(|loaded| loaded.documents());
                    let largest = documents.map(|document| document.file.text.len()).max();
                    variant.regions <= MAX_REGIONS && largest.is_some_and(|size| size <= MAX_SIZE)
                });
                let own = workspace.resources().sections();
                let variant = variant.map(|mut variant| {
                    variant.seksjoner.retain(|name| own.contains(name));
                    (variant.template.to_owned(), variant.språk, variant.seksjoner)
                });
                (
                    case.findings().iter().cloned().chain(case.differs_from_issued()).collect(),
                    variant,
                )
            }
        };
        Checked { findings: findings.as_slice().into(), variant }
    }

    fn report(task: &CheckTask) -> Option<&ReportId> {
        match task {
            CheckTask::Report(id) => Some(id),
            CheckTask::Program(..) | CheckTask::Region(..) => None,
        }
    }

    fn subject(task: &CheckTask) -> String {
        match task {
            CheckTask::Report(id) => id.to_string(),
            CheckTask::Program(_, name) | CheckTask::Region(_, name) => name.clone(),
        }
    }

    fn died(&self, _: &CheckTask, finding: Finding) -> Checked {
        Checked { findings: [finding].as_slice().into(), variant: None }
    }
}

/// The check of pages: what is found while a report is rendered, in its data and on its pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PagesJob {
    template: Option<String>,
    complete: bool,
}

impl PagesJob {
    fn findings(&self, workspace: &Workspace, id: &ReportId) -> Result<Vec<Finding>, Findings> {
        let rendered = workspace.load(id).render_with(self.template.as_deref())?;
        rendered.export(Format::Pdf)?;
        let mut findings: Vec<Finding> = rendered.warnings().cloned().collect();
        if self.complete {
            findings.extend(rendered.unshown());
            let page = rendered.case().render_web(self.template.as_deref(), "{}")?;
            findings.extend(page.warnings().cloned());
            findings.extend(page.unshown());
        }
        Ok(findings)
    }
}

impl Job for PagesJob {
    type Task = ReportId;
    type Output = PortableFindings;

    const NAME: &str = "pages";

    fn run(&self, workspace: &Workspace, id: &ReportId) -> PortableFindings {
        let findings = self.findings(workspace, id).unwrap_or_else(Findings::into_vec);
        findings.as_slice().into()
    }

    fn report(id: &ReportId) -> Option<&ReportId> {
        Some(id)
    }

    fn template<'a>(&'a self, _: &'a ReportId) -> Option<&'a str> {
        self.template.as_deref()
    }

    fn died(&self, _: &ReportId, finding: Finding) -> PortableFindings {
        [finding].as_slice().into()
    }
}
