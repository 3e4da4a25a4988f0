//! `template test`: every template of a project, set with sample data and looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::too_long;
use super::{Outcome, Settings, print, workers};
use crate::diagnostics::{Code, Failure, Finding, Place, closest};
use crate::looks::Picture;
use crate::output::{Scratch, write};
use crate::pipeline::Pipeline;
use crate::project::{Loader, Project, ReportId, select};
use crate::report::PROGRAM_TEMPLATE;
use crate::scaffold::{PROGRAM_SAMPLES, REGION_SAMPLES, samples};
use crate::typeset::{Engine, Format, export, templates_of};

/// Which templates to try, and whether to store how they look.
#[derive(Debug, Clone, Default)]
pub struct TemplateTest {
    /// The names of templates; all of the project, when there are none.
    pub templates: Vec<String>,
    /// Whether to store the pictures of the pages instead of comparing them.
    pub update: bool,
}

/// How many pixels of a thousand may differ in the part of a page that differs most, for rounding
/// differs between processors.
const TOLERANCE: usize = 20;
/// How many pixels of a page are one of its picture, in each direction.
const SHRINK: u32 = 2;
/// More pages than any report has.
const MOST_PAGES: usize = 10_000;
/// Where a project keeps the pictures of its pages.
const STORED: &str = "templates/test";
/// Where pictures of differences are written.
const DIFFERENCES: &str = "rapporter/template-test";

/// One report to set with one template.
#[derive(Debug, Clone)]
struct Case {
    template: String,
    sample: String,
    id: ReportId,
}

/// What became of a case.
struct Tried {
    pages: usize,
    findings: Vec<Finding>,
}

pub(super) fn run(test: &TemplateTest, settings: &Settings) -> Result<Outcome, Failure> {
    let root = fs::canonicalize(&settings.root)
        .map_err(|e| Failure::io("open the folder", &settings.root, &e))?;
    let templates = test.chosen(&templates_of(&root))?;
    let mut findings = Vec::new();
    // Pictures of earlier runs would be taken for those of this one.
    let _ = fs::remove_dir_all(root.join(DIFFERENCES));

    // The samples, with the project's templates and fonts beside them.
    let scratch = Scratch::new()?;
    for folder in ["templates", "fonts"] {
        copy(&root.join(folder), &scratch.path().join(folder))?;
    }
    for (path, bytes) in samples() {
        write(&scratch.path().join(path), &bytes)?;
    }
    let project = Project::open(scratch.path())?;
    let cases = sample_cases(&templates, &project)?;
    findings.extend(test.try_all(cases, project, &root, settings)?);

    // The project's own newest reports, with their usual templates.
    if let Ok(project) = Project::open(&root) {
        let cases = own_cases(&templates, &project);
        findings.extend(test.try_all(cases, project, &root, settings)?);
    }
    // Whatever is found is a reason not to go on.
    let strict = Settings { deny_warnings: true, ..settings.clone() };
    Ok(print::findings(findings, &strict))
}

impl TemplateTest {
    /// The templates that are meant, of those that there are.
    fn chosen(&self, all: &[String]) -> Result<Vec<String>, Failure> {
        if self.templates.is_empty() {
            return Ok(all.to_vec());
        }
        let known = |name: &String| {
            let missing = || {
                let failure = Failure::new(format!("there is no template «{name}»"));
                match closest(name, all.iter().map(String::as_str)) {
                    Some(near) => failure.hint(format!("did you mean «{near}»?")),
                    None => failure.hint(format!("the templates are {}", all.join(", "))),
                }
            };
            all.iter().find(|it| *it == name).cloned().ok_or_else(missing)
        };
        self.templates.iter().map(known).collect()
    }

    /// Sets all cases of a project and gives what is found, in their order.
    fn try_all(
        &self,
        cases: Vec<Case>,
        project: Project,
        root: &Path,
        settings: &Settings,
    ) -> Result<Vec<Finding>, Failure> {
        let project = Arc::new(project);
        let engine = Arc::new(Engine::new(&project.root)?);
        let ids: Vec<ReportId> = cases.iter().map(|case| case.id.clone()).collect();
        let pipeline = Pipeline::new(&project, &engine, Loader::new(&project, &ids));
        let mut findings = pipeline.findings().to_vec();
        let mut failed = None;
        let (test, folder) = (self.clone(), root.to_owned());
        let work = move |case: &Case| test.one(case, &pipeline, &folder);
        let limit = settings.time_limit;
        let late = |case: &Case| {
            let findings = vec![too_long(&case.id, Some(&case.template), limit)];
            Ok(Tried { pages: 0, findings })
        };
        workers::run(cases, limit, work, late, |case, tried| match tried {
            Ok(tried) => {
                let fine = if tried.findings.is_empty() { "✓" } else { "✗" };
                let pages = settings.lang.pages(tried.pages);
                let line = format!("{fine} {}  {}  {pages}", case.template, case.sample);
                print::line(&line, settings);
                findings.extend(tried.findings);
            }
            Err(failure) => failed = Some(failure),
        });
        failed.map_or(Ok(findings), Err)
    }

    fn one(
        &self,
        case: &Case,
        pipeline: &Pipeline,
        root: &Path,
    ) -> Result<Tried, Failure> {
        let made = match pipeline.make(&case.id, Some(&case.template), Format::Pdf) {
            Ok(made) => made,
            Err(findings) => return Ok(Tried { pages: 0, findings }),
        };
        let mut findings = made.typeset.warnings.clone();
        let pictures = export(&made.typeset.document, &made.report, Format::Png);
        let pictures: Vec<Picture> = match pictures {
            Ok(pages) => {
                pages.iter().filter_map(|png| Picture::of_page(png, SHRINK)).collect()
            }
            Err(found) => {
                findings.extend(found);
                Vec::new()
            }
        };
        if self.update {
            store(case, &pictures, root)?;
        } else {
            findings.extend(compare(case, &pictures, root)?);
        }
        Ok(Tried { pages: pictures.len(), findings })
    }
}

/// Every template with the samples of its kind.
fn sample_cases(templates: &[String], project: &Project) -> Result<Vec<Case>, Failure> {
    let mut cases = Vec::new();
    for template in templates {
        let samples = match template.as_str() {
            PROGRAM_TEMPLATE => PROGRAM_SAMPLES.as_slice(),
            _ => REGION_SAMPLES.as_slice(),
        };
        for sample in samples {
            let ids = select(project, &[sample.report.to_owned()])?;
            cases.extend(ids.into_iter().map(|id| Case {
                template: template.clone(),
                sample: sample.name.to_owned(),
                id,
            }));
        }
    }
    Ok(cases)
}

/// The newest report of each region and programme with the templates that are built for it, and
/// the newest of all with each of the project's own.
fn own_cases(templates: &[String], project: &Project) -> Vec<Case> {
    let reports = project.reports();
    let of = |programme: bool| {
        reports.iter().rev().find(|id| id.region.is_none() == programme)
    };
    let case = |template: &String| {
        let id = of(template == PROGRAM_TEMPLATE)?.clone();
        let sample = id.to_string().replace('/', "-");
        Some(Case { template: template.clone(), sample, id })
    };
    templates.iter().filter_map(case).collect()
}

/// The path of a stored picture below the project's folder.
fn stored(case: &Case, page: usize) -> String {
    format!("{STORED}/{}/{}-{page}.png", case.template, case.sample)
}

/// Writes the pictures of a case, and removes those of pages that are no more.
fn store(case: &Case, pictures: &[Picture], root: &Path) -> Result<(), Failure> {
    for (i, picture) in pictures.iter().enumerate() {
        write(&root.join(stored(case, i + 1)), &picture.png())?;
    }
    let more =
        (pictures.len() + 1..=MOST_PAGES).map(|page| root.join(stored(case, page)));
    for path in more.take_while(|path| path.exists()) {
        fs::remove_file(&path).map_err(|e| Failure::io("remove", &path, &e))?;
    }
    Ok(())
}

/// What differs from the stored pictures, if there are any: how many pages there are, and each
/// page that looks otherwise, of which a picture of the difference is written.
fn compare(
    case: &Case,
    pictures: &[Picture],
    root: &Path,
) -> Result<Vec<Finding>, Failure> {
    let there = (1..=MOST_PAGES)
        .take_while(|page| root.join(stored(case, *page)).exists())
        .count();
    if there == 0 {
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    if there != pictures.len() {
        let code = Code::PageCount { pages: pictures.len(), stored: there };
        findings.push(Finding::error(code, Place::file(stored(case, 1))));
    }
    for (i, picture) in pictures.iter().take(there).enumerate() {
        let path = stored(case, i + 1);
        let Some(before) = Picture::load(&root.join(&path)) else {
            let code = Code::BrokenPicture { file: path.clone() };
            findings.push(Finding::error(code, Place::file(path)));
            continue;
        };
        let difference = picture.worst(&before);
        if difference > TOLERANCE {
            let shown =
                format!("{DIFFERENCES}/{}/{}-{}.png", case.template, case.sample, i + 1);
            write(&root.join(&shown), &picture.beside(&before).png())?;
            let code = Code::PageDiffers { difference, shown };
            findings.push(Finding::error(code, Place::file(path)));
        }
    }
    Ok(findings)
}

/// Copies a folder with all that is in it, if it is there.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries.flatten() {
        let (source, target): (PathBuf, PathBuf) =
            (entry.path(), to.join(entry.file_name()));
        // Stored pictures are compared where they lie.
        if source.ends_with(STORED) {
            continue;
        }
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            let bytes =
                fs::read(&source).map_err(|e| Failure::io("read", &source, &e))?;
            write(&target, &bytes)?;
        }
    }
    Ok(())
}
