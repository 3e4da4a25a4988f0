//! `publish`: checks and builds reports, and keeps what was issued of them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use clap::Args;
use regionrapport::digest::Digest;
use regionrapport::finding::{PortableFindings, Severity, has_errors};
use regionrapport::model::values::Date;
use regionrapport::project::{Project, ReportId, newest, select};
use regionrapport::publication::{NewEdition, folder_of, issue};
use regionrapport::{Case, Failure, Finding, Findings, Keep, Workspace, message};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::build::program_digest;
use super::environment::{source_date, today};
use super::interrupt::Interrupt;
use super::terminal::{Terminal, print_failure};
use super::worker::{InOrder, Job, Opening};
use super::{Outcome, words};

/// What to publish.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The reports, or patterns such as '*/2026-k3'
    #[arg(value_name = "REPORT", required_unless_present = "latest")]
    #[arg(add = super::complete::reports())]
    reports: Vec<String>,
    /// Only the newest report of each region and programme
    #[arg(long)]
    latest: bool,
    /// Publish a corrected edition; the period's «rettelser» say what has been corrected
    #[arg(long)]
    correct: bool,
}

/// Publishes reports, each on its own. What has been published already is left as it is.
pub(super) fn run(publish: &Publish, terminal: &Terminal) -> Result<Outcome, Failure> {
    let interrupt = Interrupt::listen()?;
    let (dated, date) = (source_date()?, Date(today()?));
    let setup = terminal.settings.setup(dated, Keep::Programs);
    let opening = Opening::start(None, setup, terminal.settings.time_limit);
    let project = Project::open(&terminal.settings.root)?;
    let mut reports = select(&project, &publish.reports)?;
    if publish.latest {
        let newest = newest(project.reports());
        reports.retain(|id| newest.contains(id));
        if reports.is_empty() {
            terminal.line(words::none_selected(terminal.lang()));
        }
    }
    let mut workers = match opening.finish() {
        Ok(workers) => workers,
        Err(error) => return error.end(terminal),
    };
    let findings = workers.project_findings(&project);
    let fonts = workers.opened.fonts;
    let job = PublishJob { program: program_digest(), correct: publish.correct };
    let mut publisher = Publisher {
        project: &project,
        terminal,
        job: job.clone(),
        fonts,
        date,
        dated,
        findings,
        has_failed: false,
    };
    let mut order = InOrder::default();
    let finished = |index: usize, id: &ReportId, output: PublishOutput| {
        order.put(index, (id.clone(), output), |(id, output)| publisher.finish(&id, output));
        ControlFlow::Continue(())
    };
    workers.each(&job, &reports, finished, || interrupt.control_flow());
    let outcome = terminal.findings(publisher.findings);
    if interrupt.is_requested() {
        terminal.line(words::interrupted(terminal.lang()));
        return Ok(Outcome::Interrupted(interrupt.status()));
    }
    Ok(if publisher.has_failed { Outcome::Failed } else { outcome })
}

/// What is needed to keep what was rendered.
struct Publisher<'a> {
    project: &'a Project,
    terminal: &'a Terminal,
    job: PublishJob,
    /// The digest of the project's fonts.
    fonts: Digest,
    /// Today.
    date: Date,
    /// The date of reports that have none of their own.
    dated: Option<Date>,
    /// All that was found.
    findings: Vec<Finding>,
    /// Whether the system refused something.
    has_failed: bool,
}

impl Publisher<'_> {
    /// Keeps a report that a worker has rendered, or tells why it is not published.
    fn finish(&mut self, id: &ReportId, output: PublishOutput) {
        let lang = self.terminal.lang();
        match output {
            PublishOutput::Rendered(rendered) => self.keep(id, *rendered),
            PublishOutput::Known { day, findings } => {
                let findings = Vec::from(findings);
                if findings.is_empty() {
                    let day = day.parse().map(|Date(day)| words::published_on(day, lang));
                    self.terminal.line(&format!("{id}: {}", day.unwrap_or_default()));
                    self.event(id, "published", &[]);
                } else {
                    self.refuse(id, findings);
                }
            }
            PublishOutput::Unpublished => {
                let failure = Failure::new(message!(
                    "{id} er ikke publisert ennå",
                    "{id} has not been published yet",
                ))
                .hint(message!("publiser den uten --correct", "publish it without --correct"));
                self.fail(id, &failure);
            }
            PublishOutput::Faulty(findings) => self.refuse(id, findings.into()),
        }
    }

    /// Keeps the next edition of a report.
    fn keep(&mut self, id: &ReportId, rendered: NewPages) {
        let NewPages { pdf, pages, json, sources, warnings, editions } = rendered;
        let warnings = Vec::from(warnings);
        if self.terminal.settings.deny_warnings && !warnings.is_empty() {
            return self.refuse(id, warnings);
        }
        self.findings.extend(warnings);
        let new = NewEdition {
            date: self.date,
            version: env!("CARGO_PKG_VERSION").into(),
            program: self.job.program,
            fonts: self.fonts,
            dated: self.dated,
            pdf,
            json,
            sources,
        };
        match issue(&self.project.source, id, &new, editions) {
            Ok(edition) => {
                let folder = folder_of(id);
                let file = format!("{folder}/{}", edition.names(&folder).pdf);
                let line = words::file(&file, Some(pages), new.pdf.len(), self.terminal.lang());
                self.terminal.line(&line);
                self.event(id, "issued", &[file]);
            }
            Err(failure) => self.fail(id, &failure),
        }
    }

    /// Tells why the system, or what has been published before, does not let a report be published.
    fn fail(&mut self, id: &ReportId, failure: &Failure) {
        self.has_failed = true;
        print_failure(failure, self.terminal.lang());
        self.event(id, "failed", &[]);
    }

    /// Tells why a report is not published.
    fn refuse(&mut self, id: &ReportId, findings: Vec<Finding>) {
        self.findings.extend(findings);
        let name = id.to_string();
        self.terminal.line(&words::not_published(&name, self.terminal.lang()));
        self.event(id, "failed", &[]);
    }

    fn event(&self, id: &ReportId, outcome: &str, files: &[String]) {
        self.terminal.event(&json!({
            "kind": "report", "report": id.to_string(), "outcome": outcome, "files": files,
        }));
    }
}

/// The rendering of reports that are to be published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PublishJob {
    /// This program.
    program: Digest,
    /// Whether they have been published before.
    correct: bool,
}

/// The result for one report.
#[derive(Serialize, Deserialize)]
pub(super) enum PublishOutput {
    /// It can be published.
    Rendered(Box<NewPages>),
    /// It has been published on a day; what the data says otherwise.
    Known { day: String, findings: PortableFindings },
    /// It has not been published, and so cannot be corrected.
    Unpublished,
    /// It has errors.
    Faulty(PortableFindings),
}

/// A report that is to be published.
#[derive(Serialize, Deserialize)]
pub(super) struct NewPages {
    pdf: Vec<u8>,
    pages: usize,
    /// The merged data.
    json: String,
    /// The digests of the files that it was made of.
    sources: BTreeMap<String, Digest>,
    warnings: PortableFindings,
    /// How many editions there are.
    editions: usize,
}

impl Job for PublishJob {
    type Task = ReportId;
    type Output = PublishOutput;

    const NAME: &str = "publish";

    fn run(&self, workspace: &Workspace, id: &ReportId) -> PublishOutput {
        self.output(&workspace.load(id))
            .unwrap_or_else(|findings| PublishOutput::Faulty(PortableFindings::from(&*findings)))
    }

    fn report(id: &ReportId) -> Option<&ReportId> {
        Some(id)
    }

    fn died(&self, _: &ReportId, finding: Finding) -> PublishOutput {
        PublishOutput::Faulty([finding].as_slice().into())
    }
}

impl PublishJob {
    fn output(&self, case: &Case) -> Result<PublishOutput, Findings> {
        // What has errors is told of, whether it has been published or not.
        case.report()?;
        let mut others = Vec::new();
        let editions = match case.issued().transpose()? {
            None if self.correct => return Ok(PublishOutput::Unpublished),
            None => 0,
            Some(issued) if self.correct => {
                if issued.new_correction(case).is_none() {
                    return Err(issued.correction_missing(case).into());
                }
                let dropped = issued.dropped_corrections(case);
                if !dropped.is_empty() {
                    return Err(Findings::new(dropped));
                }
                // What is otherwise now and no correction is about.
                others = issued.compare(case);
                others.retain(|finding| finding.code() == "published-differs");
                issued.editions
            }
            Some(issued) => {
                let mut findings = issued.compare(case);
                for finding in &mut findings {
                    finding.severity = Severity::Error;
                }
                let day = issued.edition.dato.0.to_string();
                return Ok(PublishOutput::Known { day, findings: findings.as_slice().into() });
            }
        };
        Ok(PublishOutput::Rendered(Box::new(Self::render(case, editions, others)?)))
    }

    /// Renders a report that follows so many editions.
    fn render(case: &Case, editions: usize, others: Vec<Finding>) -> Result<NewPages, Findings> {
        let rendered = case.render()?;
        let pdf = rendered.pdf()?;
        let warnings: Vec<Finding> = rendered.warnings().cloned().chain(others).collect();
        if has_errors(&warnings) {
            return Err(Findings::new(warnings));
        }
        Ok(NewPages {
            pdf,
            pages: rendered.pages().count(),
            json: rendered.json(),
            sources: rendered.source_files(),
            warnings: warnings.as_slice().into(),
            editions,
        })
    }
}
