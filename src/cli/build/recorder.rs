//! A run: workers render, this thread writes files, updates the manifest and prints.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use regionrapport::finding::sort;
use regionrapport::output::{Manifest, Reason, page_files, remove_stale_pages, write};
use regionrapport::project::{Project, ReportId, data_files, language_hint};
use regionrapport::{Failure, Finding, Findings, Format, Lang, Workspace};
use serde_json::json;

use super::plan::{BuildTask, CachedReport};
use super::render::{PendingOutput, RenderOutcome, Renderer, Times};
use super::{Build, program_digest, too_long};
use crate::cli::environment::now;
use crate::cli::progress::Progress;
use crate::cli::summary::{Counts, ReportOutcome, ReportSummary, milliseconds};
use crate::cli::terminal::Terminal;
use crate::cli::workers::{self, InOrder};
use crate::cli::{Outcome, words};

/// How often the manifest is saved while reports are rendered.
const SAVE_INTERVAL: Duration = Duration::from_secs(1);

/// What a run needs.
pub(super) struct Run<'a> {
    pub(super) build: &'a Build,
    pub(super) workspace: Workspace,
    pub(super) terminal: &'a Terminal,
    pub(super) format: Format,
    pub(super) manifest: Manifest,
    /// Called now and then; ends the run when it breaks.
    pub(super) poll: &'a dyn Fn() -> ControlFlow<()>,
    /// For how many reports Typst's caches keep what is not used.
    pub(super) cache_age: usize,
}

/// The result of building one report.
#[derive(Debug)]
pub(super) struct ReportResult {
    pub(super) id: ReportId,
    pub(super) outcome: ReportOutcome,
    /// Why it was rendered.
    pub(super) reason: Option<Reason>,
    /// The written files, by their paths below the project's folder.
    pub(super) files: Vec<String>,
    pub(super) pages: usize,
    pub(super) bytes: usize,
    pub(super) times: Times,
    pub(super) findings: Vec<Finding>,
    pub(super) failure: Option<Failure>,
    /// The files it was made of, if they are asked for; of one that failed, those that may mend
    /// it.
    pub(super) sources: BTreeSet<String>,
}

/// The results of all reports, in their order.
pub(super) struct BuildResult {
    pub(super) reports: Vec<ReportResult>,
    /// The findings that belong to no report.
    pub(super) shared: Vec<Finding>,
    pub(super) is_interrupted: bool,
}

impl Run<'_> {
    /// Writes the reports that are out of date.
    pub(super) fn build(self, tasks: Vec<BuildTask>) -> BuildResult {
        let (mut stale, fresh): (Vec<_>, Vec<_>) =
            tasks.into_iter().partition(|task| task.reason.is_some());
        sort_by_language(self.workspace.project(), &mut stale);
        let renderer = Renderer {
            workspace: self.workspace.clone(),
            template: self.build.template.clone(),
            format: self.format,
            program: program_digest(),
        };
        let limit = self.terminal.settings.time_limit;
        let template = self.build.template.as_deref();
        let (poll, shared) = (self.poll, self.workspace.findings());
        let mut recorder = Recorder::new(self, stale.len());
        for task in fresh {
            recorder.unchanged(task);
        }
        workers::each(
            stale.clone(),
            limit,
            move |task| renderer.render(task),
            |task| RenderOutcome {
                result: Err(Findings::from(too_long(&task.id, template, limit))),
                times: Times { pages: limit, ..Times::default() },
            },
            |index, task, outcome| recorder.finished(index, task, outcome),
            poll,
        );
        let reports = recorder.end(&stale);
        BuildResult { reports, shared, is_interrupted: false }
    }
}

/// Puts the reports of a programme in one language after another: of what Typst caches, all that
/// has a heading or a label in it belongs to a language. Were they to take turns, it would be
/// worked out anew for each report, or more would have to be cached.
fn sort_by_language(project: &Project, tasks: &mut [BuildTask]) {
    tasks.par_sort_by_cached_key(|task| {
        let language = language_hint(project, &task.id);
        (task.id.program.clone(), language, task.id.clone())
    });
}

/// Writes and prints the reports of a run as they are rendered.
struct Recorder<'a> {
    run: Run<'a>,
    reports: Vec<ReportResult>,
    progress: Progress,
    order: InOrder<ReportResult>,
    /// The indices of the tasks that are finished.
    finished: BTreeSet<usize>,
    saved: Instant,
}

impl<'a> Recorder<'a> {
    fn new(run: Run<'a>, reports: usize) -> Self {
        let progress = Progress::new(reports, &run.terminal.settings);
        Self {
            run,
            reports: Vec::new(),
            progress,
            order: InOrder::default(),
            finished: BTreeSet::new(),
            saved: now(),
        }
    }

    /// Records a report that would be the same again.
    fn unchanged(&mut self, task: BuildTask) {
        let mut report = ReportResult::new(&task, ReportOutcome::Unchanged);
        if let Some(CachedReport { record, warnings }) = task.cached {
            report.pages = record.pages;
            report.bytes = record.bytes;
            if self.run.build.deps.is_some() {
                report.sources = record.sources.files();
            }
            report.files = record.written.into_keys().collect();
            report.findings = warnings;
        }
        report.print(self.run.build, self.run.terminal);
        self.reports.push(report);
    }

    /// Writes and records a report that a worker has rendered.
    fn finished(
        &mut self,
        index: usize,
        task: &BuildTask,
        outcome: RenderOutcome,
    ) -> ControlFlow<()> {
        self.finished.insert(index);
        let report = self.write(task, outcome);
        let is_last = report.outcome == ReportOutcome::Failed && !self.run.build.keep_going;
        self.progress.advance();
        let Self { run, reports, progress, .. } = self;
        self.order.put(index, report, |report| {
            progress.above(|| report.print(run.build, run.terminal));
            reports.push(report);
        });
        self.run.workspace.resources().evict(self.run.cache_age);
        if self.saved.elapsed() > SAVE_INTERVAL {
            // If it fails, so does the last save, which reports it.
            let _ = self.run.manifest.save();
            self.saved = now();
        }
        if is_last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Saves the manifest, and gives the results of all reports, with those that were left.
    fn end(self, tasks: &[BuildTask]) -> Vec<ReportResult> {
        let Self { mut run, mut reports, progress, order, finished, .. } = self;
        progress.end();
        for report in order.rest() {
            report.print(run.build, run.terminal);
            reports.push(report);
        }
        if let Err(failure) = run.manifest.save() {
            run.terminal.failure(&failure.hint("the reports will be made again next time"));
        }
        let left = tasks.iter().enumerate().filter(|(index, _)| !finished.contains(index));
        reports.extend(left.map(|(_, task)| ReportResult::new(task, ReportOutcome::Left)));
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        reports
    }

    /// Writes a report that a worker has rendered, and stores it in the manifest.
    fn write(&mut self, task: &BuildTask, outcome: RenderOutcome) -> ReportResult {
        let mut report = ReportResult::new(task, ReportOutcome::Failed);
        report.times = outcome.times;
        let wants_sources = self.run.build.deps.is_some();
        if wants_sources {
            report.sources = data_files(self.run.workspace.project(), &task.id);
        }
        let output = match outcome.result {
            Ok(output) => output,
            Err(findings) => {
                return ReportResult { findings: findings.into_vec(), ..report };
            }
        };
        report.pages = output.pages;
        report.bytes = output.bytes();
        report.findings.clone_from(&output.warnings);
        match self.write_files(task, &output) {
            Err(failure) => report.failure = Some(failure),
            Ok(paths) => {
                let project = self.run.workspace.project();
                report.outcome = ReportOutcome::Built;
                report.files = paths.iter().map(|path| project.display_path(path)).collect();
                if let Some(record) = output.record(&report.files) {
                    if wants_sources {
                        report.sources = record.sources.files();
                    }
                    if let Some(name) = &task.name {
                        self.run.manifest.put(name.clone(), record);
                    }
                }
            }
        }
        report
    }

    /// Writes the files of a report and gives their paths.
    fn write_files(
        &self,
        task: &BuildTask,
        output: &PendingOutput,
    ) -> Result<Vec<PathBuf>, Failure> {
        if self.run.build.is_to_stdout() {
            self.run.terminal.data(&output.files[0])?;
            return Ok(Vec::new());
        }
        if !self.run.format.is_paged() {
            write(&task.target, &output.files[0])?;
            return Ok(vec![task.target.clone()]);
        }
        let paths = page_files(&task.target, output.files.len());
        for (path, bytes) in paths.iter().zip(&output.files) {
            write(path, bytes)?;
        }
        remove_stale_pages(&task.target, &paths);
        Ok(paths)
    }
}

impl ReportResult {
    fn new(task: &BuildTask, outcome: ReportOutcome) -> Self {
        Self {
            id: task.id.clone(),
            outcome,
            reason: task.reason.clone(),
            files: Vec::new(),
            pages: 0,
            bytes: 0,
            times: Times::default(),
            findings: Vec::new(),
            failure: None,
            sources: BTreeSet::new(),
        }
    }

    /// The result as a summary has it.
    pub(super) fn summary(&self, terminal: &Terminal) -> ReportSummary {
        let (lang, root) = (terminal.lang(), terminal.root());
        let mut findings = self.findings.clone();
        sort(&mut findings);
        ReportSummary {
            report: self.id.to_string(),
            outcome: self.outcome,
            reason: self.reason.as_ref().map(|reason| words::reason(reason, lang)),
            files: self.files.clone(),
            pages: self.pages,
            bytes: self.bytes,
            milliseconds: milliseconds(self.times.sum()),
            findings: findings.iter().map(|finding| finding.to_json(lang, &root)).collect(),
            failure: self.failure.as_ref().map(|failure| failure.message.clone()),
        }
    }

    /// Prints the result; of a report that is unchanged, only for programs.
    fn print(&self, build: &Build, terminal: &Terminal) {
        if let Some(failure) = &self.failure {
            terminal.failure(failure);
        }
        if build.is_to_stdout() {
            return;
        }
        let is_built = self.outcome == ReportOutcome::Built;
        let mut event = json!({
            "kind": "report", "report": self.id.to_string(),
            "outcome": self.outcome, "written": is_built,
        });
        if is_built || self.outcome == ReportOutcome::Unchanged {
            event["files"] = json!(self.files);
            event["pages"] = json!(self.pages);
            event["bytes"] = json!(self.bytes);
        }
        if is_built {
            terminal.line(&self.line(terminal.lang()));
        } else if self.outcome == ReportOutcome::Failed && self.failure.is_none() {
            terminal.line(&words::not_written(&self.id.to_string(), terminal.lang()));
        }
        terminal.event(&event);
    }

    /// The file, pages and size of a report that is written.
    fn line(&self, lang: Lang) -> String {
        let name = match self.files.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, .., last] => format!("{first} … {last}"),
        };
        let kilobytes = self.bytes.div_ceil(1000);
        format!("{name}  {}, {kilobytes} kB", words::pages(self.pages, lang))
    }

    fn is_rendered(&self) -> bool {
        matches!(self.outcome, ReportOutcome::Built | ReportOutcome::Failed)
    }
}

impl BuildResult {
    /// How many reports ended how.
    pub(super) fn counts(&self) -> Counts {
        Counts::of(self.reports.iter().map(|report| report.outcome))
    }

    /// Prints the findings of the reports that were rendered or could not be.
    pub(super) fn print_rendered(self, terminal: &Terminal) {
        let rendered = self.reports.into_iter().filter(ReportResult::is_rendered);
        let rendered: Vec<ReportResult> = rendered.collect();
        if !rendered.is_empty() {
            let own = rendered.into_iter().flat_map(|report| report.findings);
            terminal.findings(self.shared.into_iter().chain(own).collect());
        }
    }

    /// Prints the findings of all reports, and gives how the command ends.
    pub(super) fn print(self, build: &Build, terminal: &Terminal, begun: Instant) -> Outcome {
        let counts = self.counts();
        let is_only_one = self.reports.len() == 1 && counts.built + counts.failed == 1;
        let is_quiet = build.is_to_stdout() || is_only_one || self.reports.is_empty();
        let has_failures = self.reports.iter().any(|report| report.failure.is_some());
        let mut findings = self.shared;
        findings.extend(self.reports.into_iter().flat_map(|report| report.findings));
        let outcome = if build.is_to_stdout() {
            terminal.findings_beside_data(findings)
        } else {
            terminal.findings(findings)
        };
        if !is_quiet {
            terminal.line(&words::counts_in(counts, begun.elapsed(), terminal.lang()));
        }
        if self.is_interrupted {
            terminal.line(words::interrupted(terminal.lang()));
            return Outcome::Interrupted;
        }
        match counts.failed {
            _ if has_failures => Outcome::Failed,
            0 => outcome,
            _ => Outcome::Findings,
        }
    }
}
