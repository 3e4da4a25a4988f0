//! `template test`: every template of a project, set with sample data and looked at.

use std::fs;
use std::path::Path;

use clap::Args;
use regionrapport::fault::{PictureFault, TemplateFault};
use regionrapport::finding::Place;
use regionrapport::output::{temporary_folder, write};
use regionrapport::project::ReportId;
use regionrapport::report::PROGRAM_TEMPLATE;
use regionrapport::scaffold::{PROGRAM_SAMPLES, REGION_SAMPLES, samples};
use regionrapport::typeset::templates_of;
use regionrapport::visual_diff::PageImage;
use regionrapport::{Failure, Finding, Format, Workspace};

use super::build::too_long;
use super::terminal::Terminal;
use super::{Outcome, words, workers};

/// Which templates to try, and whether to store how they look.
#[derive(Debug, Clone, Args)]
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
#[derive(Debug, Clone)]
struct TestCase {
    template: String,
    sample: String,
    id: ReportId,
}

/// The result of a test case.
struct CaseResult {
    pages: usize,
    findings: Vec<Finding>,
}

pub(super) fn run(test: &TemplateTest, terminal: &Terminal) -> Result<Outcome, Failure> {
    let root = &terminal.settings.root;
    let root = fs::canonicalize(root).map_err(|e| Failure::io("open the folder", root, &e))?;
    let templates = test.selected(&templates_of(&root))?;
    let mut findings = Vec::new();
    // Pictures of earlier runs would be taken for those of this one.
    let _ = fs::remove_dir_all(root.join(DIFFERENCES));

    // The samples, with the project's templates and fonts beside them.
    let scratch = temporary_folder()?;
    for folder in ["templates", "fonts"] {
        copy(&root.join(folder), &scratch.path().join(folder))?;
    }
    for (path, bytes) in samples() {
        write(&scratch.path().join(path), &bytes)?;
    }
    let workspace = Workspace::open(scratch.path())?;
    let cases = sample_cases(&templates, &workspace)?;
    findings.extend(test.run_all(cases, workspace, &root, terminal)?);

    // The project's own newest reports, with their usual templates.
    if let Ok(workspace) = Workspace::open(&root) {
        let cases = own_cases(&templates, &workspace);
        findings.extend(test.run_all(cases, workspace, &root, terminal)?);
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
            let failure = Failure::new(format!("there is no template «{name}»"));
            return Err(failure.suggest(name, all.iter().map(String::as_str), || {
                format!("the templates are {}", all.join(", "))
            }));
        }
        let named = if self.templates.is_empty() { all } else { &self.templates };
        Ok(named.to_vec())
    }

    /// Runs all cases of a project and gives what is found, in their order.
    fn run_all(
        &self,
        cases: Vec<TestCase>,
        workspace: Workspace,
        root: &Path,
        terminal: &Terminal,
    ) -> Result<Vec<Finding>, Failure> {
        let mut findings = workspace.findings();
        let mut failed = None;
        let (test, root, lang) = (self.clone(), root.to_owned(), terminal.lang());
        let limit = terminal.settings.time_limit;
        workers::run(
            cases,
            limit,
            move |case| test.run_one(case, &workspace, &root),
            |case| {
                let findings = vec![too_long(&case.id, Some(&case.template), limit)];
                Ok(CaseResult { pages: 0, findings })
            },
            |case, result| match result {
                Ok(result) => {
                    let mark = if result.findings.is_empty() { "✓" } else { "✗" };
                    let pages = words::pages(result.pages, lang);
                    let TestCase { template, sample, .. } = case;
                    terminal.line(&format!("{mark} {template}  {sample}  {pages}"));
                    findings.extend(result.findings);
                }
                Err(failure) => failed = Some(failure),
            },
        );
        failed.map_or(Ok(findings), Err)
    }

    fn run_one(
        &self,
        case: &TestCase,
        workspace: &Workspace,
        root: &Path,
    ) -> Result<CaseResult, Failure> {
        let rendered = workspace.load(&case.id).render_with(Some(&case.template));
        let rendered = match rendered.and_then(|rendered| rendered.pdf().map(|_| rendered)) {
            Ok(rendered) => rendered,
            Err(findings) => return Ok(CaseResult { pages: 0, findings: findings.into_vec() }),
        };
        let mut findings: Vec<Finding> = rendered.warnings().cloned().collect();
        let mut pictures = Vec::new();
        match rendered.export(Format::Png) {
            Ok(pages) => {
                pictures.extend(pages.iter().filter_map(|png| PageImage::of_page(png, SHRINK)));
            }
            Err(errors) => findings.extend(errors),
        }
        if self.update {
            store(case, &pictures, root)?;
        } else {
            findings.extend(compare(case, &pictures, root)?);
        }
        Ok(CaseResult { pages: pictures.len(), findings })
    }
}

/// Every template with the samples of its kind.
fn sample_cases(templates: &[String], workspace: &Workspace) -> Result<Vec<TestCase>, Failure> {
    let mut cases = Vec::new();
    for template in templates {
        let samples = match template.as_str() {
            PROGRAM_TEMPLATE => PROGRAM_SAMPLES.as_slice(),
            _ => REGION_SAMPLES.as_slice(),
        };
        for sample in samples {
            for id in workspace.select(&[sample.report.to_owned()])? {
                let (template, sample) = (template.clone(), sample.name.to_owned());
                cases.push(TestCase { template, sample, id });
            }
        }
    }
    Ok(cases)
}

/// Each template with the project's newest report of its kind.
fn own_cases(templates: &[String], workspace: &Workspace) -> Vec<TestCase> {
    let reports = workspace.reports();
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
fn store(case: &TestCase, pictures: &[PageImage], root: &Path) -> Result<(), Failure> {
    for (i, picture) in pictures.iter().enumerate() {
        write(&root.join(stored(case, i + 1)), &picture.png())?;
    }
    let more = (pictures.len() + 1..=MAX_PAGES).map(|page| root.join(stored(case, page)));
    for path in more.take_while(|path| path.exists()) {
        fs::remove_file(&path).map_err(|e| Failure::io("remove", &path, &e))?;
    }
    Ok(())
}

/// What differs from the stored pictures, if there are any: how many pages there are, and each
/// page that looks otherwise, of which a picture of the difference is written.
fn compare(case: &TestCase, pictures: &[PageImage], root: &Path) -> Result<Vec<Finding>, Failure> {
    let there = (1..=MAX_PAGES).take_while(|page| root.join(stored(case, *page)).exists()).count();
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
        let Some(before) = PageImage::load(&root.join(&path)) else {
            let fault = PictureFault::BrokenPicture { file: path.clone() };
            findings.push(Finding::error(fault, Place::file(path)));
            continue;
        };
        let difference = picture.max_block_difference(&before);
        if difference > TOLERANCE {
            let shown = format!("{DIFFERENCES}/{}/{}-{}.png", case.template, case.sample, i + 1);
            write(&root.join(&shown), &picture.side_by_side(&before).png())?;
            let fault = TemplateFault::PageDiffers { difference, shown };
            findings.push(Finding::error(fault, Place::file(path)));
        }
    }
    Ok(findings)
}

/// Copies a folder with all that is in it, if it is there.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        // Stored pictures are compared where they lie.
        if source.ends_with(STORED) {
            continue;
        }
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            let bytes = fs::read(&source).map_err(|e| Failure::io("read", &source, &e))?;
            write(&target, &bytes)?;
        }
    }
    Ok(())
}
