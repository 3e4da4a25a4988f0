//! `build`: writes reports.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use super::{Outcome, Settings, print, workers};
use crate::diagnostics::{Code, Failure, Finding, Place, closest};
use crate::output::{default_target, page_files, remove_stale_pages, write};
use crate::pipeline::{Made, Pipeline};
use crate::project::{Loader, Project, ReportId, select};
use crate::report::PROGRAM_TEMPLATE;
use crate::typeset::{Engine, Format, builtin_templates, templates_of};

/// How many reports are made before the caches are trimmed.
const BATCH: usize = 16;

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Build {
    /// The names of reports; all, when there are none.
    pub reports: Vec<String>,
    /// The file to write, for one report; `-` is standard output.
    pub output: Option<PathBuf>,
    /// The template, instead of the one for the report's type.
    pub template: Option<String>,
    /// The format.
    pub format: Option<Format>,
}

/// What became of one report.
enum Built {
    Written { files: Vec<PathBuf>, pages: usize, bytes: usize, warnings: Vec<Finding> },
    Faulty(Vec<Finding>),
    Failed(Failure),
}

/// Writes the reports, each on its own: one that fails does not stop the others.
pub(super) fn run(build: &Build, settings: &Settings) -> Result<Outcome, Failure> {
    let project = workers::forever(Project::open(&settings.root)?);
    let reports = build.fitting(select(project, &build.reports)?)?;
    let format = build.format()?;
    let engine = workers::forever(Engine::new(&project.root)?);
    build.check_request(&reports, engine, format, &project.root)?;
    let pipeline = Pipeline::new(project, engine, Loader::new(project, &reports));

    let mut findings = pipeline.findings().to_vec();
    let mut outcome = Outcome::Done;
    let task = build.clone();
    let work = move |id: &ReportId| task.one(id, &pipeline, project, format);
    let late = |id: &ReportId| {
        let template = build.template.as_deref();
        Built::Faulty(vec![too_long(id, template, settings.time_limit)])
    };
    let mut made = 0;
    workers::run(reports, settings.time_limit, work, late, |id, built| {
        outcome = build.tell(id, built, project, settings, &mut findings).max(outcome);
        made += 1;
        if made % BATCH == 0 {
            engine.forget();
        }
    });
    // The output is the report itself, if it is written there.
    let found = match build.output.as_deref() {
        Some(path) if path == Path::new("-") => {
            print::findings_beside_data(findings, settings)
        }
        _ => print::findings(findings, settings),
    };
    Ok(if outcome == Outcome::Done { found } else { outcome })
}

/// The finding for a report that took too long.
pub(super) fn too_long(
    id: &ReportId,
    template: Option<&str>,
    limit: Duration,
) -> Finding {
    let code = Code::TimeLimit { seconds: limit.as_secs(), report: id.to_string() };
    let place =
        template.map_or_else(|| id.to_string(), |name| format!("templates/{name}.typ"));
    Finding::error(code, Place::file(place))
}

impl Build {
    /// Says what became of a report, keeps its findings, and gives how the command ends by it.
    fn tell(
        &self,
        id: &ReportId,
        built: Built,
        project: &Project,
        settings: &Settings,
        findings: &mut Vec<Finding>,
    ) -> Outcome {
        match built {
            Built::Written { files, pages, bytes, warnings } => {
                findings.extend(warnings);
                if self.output.as_deref() != Some(Path::new("-")) {
                    let said = said(project, &files, pages, bytes, settings);
                    print::line(&said, settings);
                    let files: Vec<String> =
                        files.iter().map(|file| project.shown(file)).collect();
                    let event = json!({
                        "kind": "report", "report": id.to_string(), "written": true,
                        "files": files, "pages": pages, "bytes": bytes,
                    });
                    print::event(&event, settings);
                }
                Outcome::Done
            }
            Built::Faulty(found) => {
                findings.extend(found);
                print::line(&settings.lang.not_written(&id.to_string()), settings);
                let event = json!({
                    "kind": "report", "report": id.to_string(), "written": false,
                });
                print::event(&event, settings);
                Outcome::Findings
            }
            Built::Failed(failure) => {
                print::print_failure(&failure);
                Outcome::Failed
            }
        }
    }

    /// The format that is asked for, or that the output's name has.
    fn format(&self) -> Result<Format, Failure> {
        let extension = self.output.as_deref().and_then(Path::extension);
        let named = extension.and_then(|e| e.to_str()).map(str::to_lowercase);
        match (self.format, named.as_deref().map(str::parse::<Format>)) {
            (Some(format), Some(Ok(other))) if format != other => {
                Err(Failure::new(format!(
                    "--format is {}, and the name of the file says {}",
                    format.extension(),
                    other.extension()
                ))
                .hint("leave out --format, or name the file accordingly"))
            }
            (Some(format), _) | (None, Some(Ok(format))) => Ok(format),
            (None, None) => Ok(Format::Pdf),
            (None, Some(Err(()))) => Err(Failure::new(format!(
                "cannot tell the format from «.{}»",
                named.unwrap_or_default()
            ))
            .hint("name the file .pdf, .png or .svg, or give --format")),
        }
    }

    /// The reports that the template is made for: those of regions, unless it is the one for
    /// programmes, or a template of the user's own and only programmes are meant.
    fn fitting(&self, reports: Vec<ReportId>) -> Result<Vec<ReportId>, Failure> {
        let Some(template) = self.template.as_deref() else { return Ok(reports) };
        let (regions, programs): (Vec<_>, Vec<_>) =
            reports.into_iter().partition(|id| id.region.is_some());
        let of_programs = template == PROGRAM_TEMPLATE;
        let own = !builtin_templates().contains(&template);
        let (fitting, other) =
            if of_programs { (programs, regions) } else { (regions, programs) };
        match other.first() {
            Some(_) if own && fitting.is_empty() => Ok(other),
            Some(first) if fitting.is_empty() => {
                let (kind, meant) = if of_programs {
                    ("a programme's report", "a region's")
                } else {
                    ("a region's report", "a programme's")
                };
                Err(Failure::new(format!(
                    "the template «{template}» is for {kind}, and {first} is {meant}"
                ))
                .hint("name another report, or leave out --template"))
            }
            _ => Ok(fitting),
        }
    }

    /// Refuses what cannot be done before anything is.
    fn check_request(
        &self,
        reports: &[ReportId],
        engine: &Engine,
        format: Format,
        root: &Path,
    ) -> Result<(), Failure> {
        if reports.is_empty() {
            return Err(Failure::new(
                "no region has a period yet, so there is no report",
            )
            .hint("add a file such as 2026-k1.yaml beside a region.yaml"));
        }
        if self.output.is_some() && reports.len() != 1 {
            let message =
                format!("--output takes one report, and {} are meant", reports.len());
            return Err(Failure::new(message).hint("name one report, such as rana/2018"));
        }
        if self.output.as_deref() == Some(Path::new("-")) && format.is_paged() {
            return Err(Failure::new(
                "standard output takes one file, and there is one a page",
            )
            .hint("write PDF, or name a file"));
        }
        match &self.template {
            Some(name) if !engine.has_template(name) => Err(no_template(name, root)),
            _ => Ok(()),
        }
    }

    fn one(
        &self,
        id: &ReportId,
        pipeline: &Pipeline<'_>,
        project: &Project,
        format: Format,
    ) -> Built {
        let made = match pipeline.make(id, self.template.as_deref(), format) {
            Ok(made) => made,
            Err(findings) => return Built::Faulty(findings),
        };
        match self.write(id, &made, project, format) {
            Ok(files) => Built::Written {
                files,
                pages: made.typeset.page_count(),
                bytes: made.files.iter().map(Vec::len).sum(),
                warnings: made.typeset.warnings,
            },
            Err(failure) => Built::Failed(failure),
        }
    }

    /// Writes a report's files and gives their paths.
    fn write(
        &self,
        id: &ReportId,
        made: &Made,
        project: &Project,
        format: Format,
    ) -> Result<Vec<PathBuf>, Failure> {
        let target = match &self.output {
            Some(path) if path == Path::new("-") => {
                print::data(&made.files[0])?;
                return Ok(Vec::new());
            }
            Some(path) => path.clone(),
            None => {
                let template = self.template.as_deref();
                project.root.join(default_target(id, template, format.extension()))
            }
        };
        if !format.is_paged() {
            write(&target, &made.files[0])?;
            return Ok(vec![target]);
        }
        let paths = page_files(&target, made.files.len());
        paths.iter().zip(&made.files).try_for_each(|(path, bytes)| write(path, bytes))?;
        remove_stale_pages(&target, &paths);
        Ok(paths)
    }
}

/// What is said of a report that is written: its file, pages and size.
fn said(
    project: &Project,
    files: &[PathBuf],
    pages: usize,
    bytes: usize,
    settings: &Settings,
) -> String {
    let first = files.first().map(|f| project.shown(f)).unwrap_or_default();
    let last = files.last().map(|f| project.shown(f)).unwrap_or_default();
    let name = if files.len() > 1 { format!("{first} … {last}") } else { first };
    format!("{name}  {}, {} kB", settings.lang.pages(pages), bytes.div_ceil(1000))
}

fn no_template(name: &str, root: &Path) -> Failure {
    let known = templates_of(root);
    let failure = Failure::new(format!("there is no template «{name}»"));
    match closest(name, known.iter().map(String::as_str)) {
        Some(near) => failure.hint(format!("did you mean «{near}»?")),
        None => failure.hint(format!(
            "there are {}; a new one is a file templates/{name}.typ",
            known.join(", ")
        )),
    }
}
