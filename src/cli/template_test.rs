//! `template test`: every template of a project, set with sample data and looked at.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use regionrapport::fault::{Fault, PictureFault, TemplateFault};
use regionrapport::finding::{Place, PortableFindings};
use regionrapport::output::{clear_folder, temporary_folder, write, write_inside};
use regionrapport::picture::{self, PictureFormat};
use regionrapport::project::{Project, ReportId, select, shortened};
use regionrapport::report::PROGRAM_TEMPLATE;
use regionrapport::scaffold::{PROGRAM_SAMPLES, REGION_SAMPLES, samples};
use regionrapport::source_files::{MAX_ASSET_SIZE, MAX_FONT_SIZE, SourceFiles};
use regionrapport::typeset::templates_of;
use regionrapport::visual_diff::PageImage;
use regionrapport::{Failure, Finding, Format, Keep, Message, Workspace, message};
use serde::{Deserialize, Serialize};

use super::terminal::Terminal;
use super::worker::{Job, OpenError, Workers};
use super::{Outcome, words};

/// Which templates to try, and whether to store how they look.
#[derive(Debug, Args)]
pub(super) struct TemplateTest {
    /// The templates; all of the project, when none is named
    #[arg(value_name = "NAME")]
    templates: Vec<String>,
    /// Store how the pages look, in templates/test/, instead of comparing
    #[arg(long)]
    update: bool,
}

/// How many pixels of a thousand may differ in the part of a page that differs most, for rounding
/// differs between processors.
const TOLERANCE: usize = 20;
/// How many pixels of a page are one of its picture, in each direction.
const SHRINK: u32 = 2;
/// More pages than any report has.
const MAX_PAGES: usize = 10_000;
/// Where a project keeps the pictures of its pages.
const STORED: &str = "templates/test";
/// Where pictures of differences are written.
const DIFFERENCES: &str = "rapporter/template-test";

/// One report to render with one template.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct TestCase {
    template: String,
    sample: String,
    id: ReportId,
}

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
    let project = Project::open(scratch.path())?;
    let cases = sample_cases(&templates, &project)?;
    let job = TemplateTestJob { root: source.root().to_owned(), update: test.update };
    findings.extend(job.run_all(&cases, &project, terminal)?);

    // The project's own newest reports, with their usual templates.
    if let Ok(project) = Project::open(&job.root) {
        let cases = own_cases(&templates, &project);
        findings.extend(job.run_all(&cases, &project, terminal)?);
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
        let mut findings: Vec<Finding> = rendered.warnings().cloned().collect();
        let mut pictures = Vec::new();
        match rendered.export(Format::Png) {
            Ok(pages) => {
                pictures.extend(pages.iter().filter_map(|png| PageImage::of_page(png, SHRINK)));
            }
            Err(errors) => findings.extend(errors),
        }
        let source = SourceFiles::new(self.root.clone());
        if self.update {
            store(case, &pictures, &source)?;
        } else {
            findings.extend(compare(case, &pictures, &source)?);
        }
        Ok((pictures.len(), findings))
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

/// Every template with the samples of its kind.
fn sample_cases(templates: &[String], project: &Project) -> Result<Vec<TestCase>, Failure> {
    let mut cases = Vec::new();
    for template in templates {
        let samples = match template.as_str() {
            PROGRAM_TEMPLATE => PROGRAM_SAMPLES.as_slice(),
            _ => REGION_SAMPLES.as_slice(),
        };
        for sample in samples {
            for id in select(project, &[sample.report.to_owned()])? {
                let (template, sample) = (template.clone(), sample.name.to_owned());
                cases.push(TestCase { template, sample, id });
            }
        }
    }
    Ok(cases)
}

/// Each template with the project's newest report of its kind.
fn own_cases(templates: &[String], project: &Project) -> Vec<TestCase> {
    let reports = project.reports();
    let cases = templates.iter().filter_map(|template| {
        let is_of_program = template == PROGRAM_TEMPLATE;
        let id = reports.iter().rfind(|id| id.region.is_none() == is_of_program)?;
        let sample = id.to_string().replace('/', "-");
        Some(TestCase { template: template.clone(), sample, id: id.clone() })
    });
    cases.collect()
}

/// The path of a stored picture below the project's folder.
fn stored(case: &TestCase, page: usize) -> String {
    format!("{STORED}/{}/{}-{page}.png", case.template, case.sample)
}

/// Writes the pictures of a case, and removes those of pages that are no more.
fn store(case: &TestCase, pictures: &[PageImage], source: &SourceFiles) -> Result<(), Failure> {
    for (i, picture) in pictures.iter().enumerate() {
        write_inside(source, stored(case, i + 1).as_ref(), &picture.png())?;
    }
    let more = (pictures.len() + 1..=MAX_PAGES).map(|page| stored(case, page));
    for path in more.take_while(|path| source.has(path.as_ref())) {
        let path = source.root().join(path);
        let action = message!("fjerne", "remove");
        fs::remove_file(&path).map_err(|e| Failure::io(&action, &path, &e))?;
    }
    Ok(())
}

/// What differs from the stored pictures, if there are any: how many pages there are, and each
/// page that looks otherwise, of which a picture of the difference is written.
fn compare(
    case: &TestCase,
    pictures: &[PageImage],
    source: &SourceFiles,
) -> Result<Vec<Finding>, Failure> {
    let is_there = |page: &usize| source.has(stored(case, *page).as_ref());
    let there = (1..=MAX_PAGES).take_while(is_there).count();
    if there == 0 {
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    if there != pictures.len() {
        let fault = TemplateFault::PageCount { pages: pictures.len(), stored: there };
        findings.push(Finding::error(fault, Place::file(stored(case, 1))));
    }
    for (i, picture) in pictures.iter().take(there).enumerate() {
        let path = stored(case, i + 1);
        let before = match load(source, &path) {
            Ok(before) => before,
            Err(fault) => {
                findings.push(Finding::error(fault, Place::file(path)));
                continue;
            }
        };
        let difference = picture.max_block_difference(&before);
        if difference > TOLERANCE {
            let shown = format!("{DIFFERENCES}/{}/{}-{}.png", case.template, case.sample, i + 1);
            write_inside(source, shown.as_ref(), &picture.side_by_side(&before).png())?;
            let fault = TemplateFault::PageDiffers { difference, shown };
            findings.push(Finding::error(fault, Place::file(path)));
        }
    }
    Ok(findings)
}

/// A stored picture.
fn load(source: &SourceFiles, path: &str) -> Result<PageImage, Fault> {
    let bytes = source.read(path.as_ref(), MAX_ASSET_SIZE)?;
    let broken = || PictureFault::BrokenPicture { file: path.to_owned() };
    let kind = picture::check(&bytes, path)?.map(|picture| picture.format);
    let image = PageImage::read(&bytes).filter(|_| kind == Some(PictureFormat::Png));
    Ok(image.ok_or_else(broken)?)
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
