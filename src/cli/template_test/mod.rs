//! `template test`: every template of a project, set with sample data and looked at.

mod cases;
mod looks;

use std::path::{Path, PathBuf};

use clap::Args;
use regionrapport::finding::PortableFindings;
use regionrapport::output::{clear_folder, temporary_folder, write};
use regionrapport::project::{Project, ReportId, shortened};
use regionrapport::scaffold::samples;
use regionrapport::source_files::{MAX_ASSET_SIZE, MAX_FONT_SIZE, SourceFiles};
use regionrapport::typeset::{page_texts, templates_of};
use regionrapport::{Failure, Finding, Format, Keep, Message, Workspace, message};
use serde::{Deserialize, Serialize};

use super::terminal::Terminal;
use super::worker::{Job, OpenError, Workers};
use super::{Outcome, words};
use cases::TestCase;
use looks::{DIFFERENCES, Page, STORED};

/// Which templates to try, and whether to store how they look.
#[derive(Debug, Args)]
pub(super) struct TemplateTest {
    /// The templates; all of the project, when none is named
    #[arg(value_name = "NAME")]
    templates: Vec<String>,
    /// Store how the pages look, in templates/test/, instead of comparing
    #[arg(long)]
    update: bool,
    /// Only the built-in samples, so that what is stored does not change with the project's data
    #[arg(long)]
    samples: bool,
}

/// How many pixels of a page are one of its picture, in each direction.
const SHRINK: u32 = 3;
/// The result of a test case.
#[derive(Serialize, Deserialize)]
pub(super) struct CaseResult {
    pages: usize,
    findings: PortableFindings,
    /// Why a picture could not be written.
    failure: Option<Failure>,
}

/// The tests of templates in one project.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct TemplateTestJob {
    /// The project's folder, which has the stored pictures.
    root: PathBuf,
    /// Whether pictures are stored instead of compared.
    update: bool,
}

pub(super) fn run(test: &TemplateTest, terminal: &Terminal) -> Result<Outcome, Failure> {
    let source = SourceFiles::of(&terminal.settings.root)?;
    let templates = test.selected(&templates_of(&source))?;
    let mut findings = Vec::new();
    // Pictures of earlier runs would be taken for those of this one.
    clear_folder(&source, DIFFERENCES);

    // The samples, with the project's templates and fonts beside them.
    let scratch = temporary_folder()?;
    for folder in ["templates", "fonts"] {
        copy(&source, folder, scratch.path())?;
    }
    for (path, bytes) in samples() {
        write(&scratch.path().join(path), &bytes)?;
    }
    let own = Workspace::open(source.root()).ok();
    let newest = own.as_ref().map(|own| cases::newest(own, own.project())).unwrap_or_default();
    let variants = own.as_ref().map(|own| cases::variants(own, &newest)).unwrap_or_default();
    for variant in &variants {
        let logo =
            variant.logo.as_ref().and_then(|logo| source.read(logo.as_ref(), MAX_ASSET_SIZE).ok());
        for (path, bytes) in variant.files(logo) {
            write(&scratch.path().join(path), &bytes)?;
        }
    }
    let project = Project::open(scratch.path())?;
    let mut all = cases::sample_cases(&templates, &project, &variants)?;
    let job = TemplateTestJob { root: source.root().to_owned(), update: test.update };
    findings.extend(job.run_all(&all, &project, terminal)?);

    // The project's own newest reports.
    if let Some(own) = own.as_ref().filter(|_| !test.samples) {
        let cases = cases::own_cases(&templates, &newest);
        findings.extend(job.run_all(&cases, own.project(), terminal)?);
        all.extend(cases);
    }
    if test.templates.is_empty() && test.update {
        looks::remove_unused(&all, &source)?;
    } else if test.templates.is_empty() && !test.samples {
        findings.extend(looks::unused_pictures(&all, &source));
    }
    // Any finding is a reason not to go on.
    let is_clean = findings.is_empty();
    let outcome = terminal.findings(findings);
    Ok(if is_clean { outcome } else { Outcome::Findings })
}

impl TemplateTest {
    /// The templates that are named, of those that there are.
    fn selected(&self, all: &[String]) -> Result<Vec<String>, Failure> {
        if let Some(name) = self.templates.iter().find(|name| !all.contains(name)) {
            let failure = super::build::no_template(name);
            return Err(failure.suggest(name, all.iter().map(String::as_str), || {
                let Message { nb, en } = shortened(all);
                message!("malene er {nb}", "the templates are {en}")
            }));
        }
        let named = if self.templates.is_empty() { all } else { &self.templates };
        Ok(named.to_vec())
    }
}

impl TemplateTestJob {
    /// Runs all cases of a project and gives what is found, in their order.
    fn run_all(
        &self,
        cases: &[TestCase],
        project: &Project,
        terminal: &Terminal,
    ) -> Result<Vec<Finding>, Failure> {
        let mut setup = terminal.settings.setup(None, Keep::Programs);
        project.root().clone_into(&mut setup.root);
        let mut workers = match Workers::open(setup, terminal.settings.time_limit) {
            Ok(workers) => workers,
            Err(OpenError::Failure(failure)) => return Err(failure),
            Err(OpenError::Finding(finding)) => return Ok(vec![finding]),
        };
        let mut findings = workers.project_findings(project);
        let mut failed = None;
        let lang = terminal.lang();
        workers.run(self, cases, |case, result| {
            if let Some(failure) = result.failure {
                failed = Some(failure);
                return;
            }
            let found = Vec::from(result.findings);
            let mark = if found.is_empty() { "✓" } else { "✗" };
            let pages = words::pages(result.pages, lang);
            let TestCase { template, sample, .. } = case;
            terminal.line(&format!("{mark} {template}  {sample}  {pages}"));
            findings.extend(found);
        });
        failed.map_or(Ok(findings), Err)
    }

    /// Sets the pages of a case, and stores or compares what they look like.
    fn test(&self, workspace: &Workspace, case: &TestCase) -> Result<Tested, Failure> {
        let rendered = workspace.load(&case.id).render_with(Some(&case.template));
        let rendered = match rendered.and_then(|rendered| rendered.pdf().map(|_| rendered)) {
            Ok(rendered) => rendered,
            Err(findings) => return Ok((0, findings.into_vec())),
        };
        // What the data lacks is told by `check`.
        let is_of_data = |finding: &&Finding| finding.place.file.path.starts_with("data/");
        let warnings = rendered.warnings().filter(|finding| !is_of_data(finding));
        let mut findings: Vec<Finding> = warnings.cloned().collect();
        let mut pages = Vec::new();
        match rendered.export(Format::Png) {
            Ok(pictures) => {
                let texts = page_texts(&rendered.pages().document);
                let pictures = texts.iter().zip(&pictures);
                pages.extend(pictures.filter_map(|(text, png)| Page::new(text, png, SHRINK)));
            }
            Err(errors) => findings.extend(errors),
        }
        let source = SourceFiles::new(self.root.clone());
        if self.update {
            looks::store(case, &pages, &source)?;
        } else {
            findings.extend(looks::compare(case, &pages, &source)?);
        }
        Ok((pages.len(), findings))
    }
}

/// The number of pages, and what is found.
type Tested = (usize, Vec<Finding>);

impl Job for TemplateTestJob {
    type Task = TestCase;
    type Output = CaseResult;

    const NAME: &str = "template-test";

    fn run(&self, workspace: &Workspace, case: &TestCase) -> CaseResult {
        match self.test(workspace, case) {
            Ok((pages, findings)) => {
                CaseResult { pages, findings: findings.as_slice().into(), failure: None }
            }
            Err(failure) => CaseResult {
                pages: 0,
                findings: PortableFindings::default(),
                failure: Some(failure),
            },
        }
    }

    fn report(case: &TestCase) -> Option<&ReportId> {
        Some(&case.id)
    }

    fn template<'a>(&'a self, case: &'a TestCase) -> Option<&'a str> {
        Some(&case.template)
    }

    fn died(&self, _: &TestCase, finding: Finding) -> CaseResult {
        CaseResult { pages: 0, findings: [finding].as_slice().into(), failure: None }
    }
}

/// Copies the files of a folder, and of those below it, that can be read.
fn copy(source: &SourceFiles, folder: &str, to: &Path) -> Result<(), Failure> {
    for (path, _) in source.files_below(folder.as_ref()) {
        let below = path.strip_prefix(source.root()).unwrap_or(&path);
        // Stored pictures are compared where they lie.
        if below.starts_with(STORED) {
            continue;
        }
        if let Ok(bytes) = source.read(below, MAX_FONT_SIZE) {
            write(&to.join(below), &bytes)?;
        }
    }
    Ok(())
}
