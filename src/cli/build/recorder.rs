//! A run: workers render, this process writes files, updates the manifest and prints.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use regionrapport::digest::Digest;
use regionrapport::output::{Manifest, page_files, remove_stale_files, write, write_inside};
use regionrapport::project::{Project, data_files, language_hint};
use regionrapport::publication::{Publication, folder_of};
use regionrapport::{Failure, Finding, message};

use super::Build;
use super::plan::{BuildTask, CachedReport};
use super::render::{BuildJob, BuildPart, PendingOutput, RenderOutcome};
use super::result::{BuildResult, ReportResult};
use crate::cli::environment::{now, touch};
use crate::cli::progress::Progress;
use crate::cli::summary::ReportOutcome;
use crate::cli::terminal::{Terminal, print_failure};
use crate::cli::worker::{InOrder, Workers};

/// The most published reports that are told of one by one.
const MAX_TOLD: usize = 10;
/// How often the manifest is saved while reports are rendered.
const SAVE_INTERVAL: Duration = Duration::from_secs(1);

/// What a run needs.
pub(super) struct Run<'a> {
    pub(super) build: &'a Build,
    pub(super) project: Project,
    pub(super) workers: Workers,
    /// This program.
    pub(super) program: Digest,
    pub(super) terminal: &'a Terminal,
    pub(super) manifest: Manifest,
    /// Called now and then; ends the run when it breaks.
    pub(super) poll: &'a dyn Fn() -> ControlFlow<()>,
}

impl Run<'_> {
    /// Writes the reports that are out of date.
    pub(super) fn build(self, tasks: Vec<BuildTask>) -> BuildResult {
        let (mut stale, fresh): (Vec<_>, Vec<_>) =
            tasks.into_iter().partition(|task| task.reason.is_some());
        sort_by_language(&self.project, &mut stale);
        let job = BuildJob {
            template: self.build.template.clone(),
            draft: self.build.draft,
            program: self.program,
        };
        let Run { build, project, mut workers, terminal, manifest, poll, .. } = self;
        let project_findings = workers.project_findings(&project);
        let writer = Writer { build, project, terminal, manifest };
        let mut recorder = Recorder::new(writer, stale.len());
        let told = fresh.iter().filter(|task| task.published.is_some()).count() <= MAX_TOLD;
        for task in fresh {
            match task.published.clone() {
                Some(publication) => recorder.published(&task, publication, told),
                None => recorder.unchanged(task),
            }
        }
        // The formats of a report are made of one reading of its data.
        let parts: Vec<BuildPart> = stale
            .chunk_by(|a, b| a.id == b.id)
            .map(|tasks| BuildPart {
                id: tasks[0].id.clone(),
                formats: tasks.iter().map(|task| task.format).collect(),
                pdf: tasks.iter().find_map(|task| task.pdf.clone()),
            })
            .collect();
        let firsts: Vec<usize> = parts
            .iter()
            .scan(0, |next, part| {
                let first = *next;
                *next += part.formats.len();
                Some(first)
            })
            .collect();
        if !parts.is_empty() {
            let finished = |part: usize, _: &BuildPart, outcomes: Vec<RenderOutcome>| {
                for (index, outcome) in (firsts[part]..).zip(outcomes) {
                    recorder.finished(index, &stale[index], outcome)?;
                }
                ControlFlow::Continue(())
            };
            workers.each(&job, &parts, finished, poll);
        }
        let (reports, is_saved) = recorder.end(&stale);
        BuildResult { reports, project_findings, is_saved, interrupted: None }
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

/// What is needed to write reports.
struct Writer<'a> {
    build: &'a Build,
    project: Project,
    terminal: &'a Terminal,
    manifest: Manifest,
}

/// Writes and prints the reports of a run as they are rendered.
struct Recorder<'a> {
    run: Writer<'a>,
    reports: Vec<ReportResult>,
    progress: Progress,
    order: InOrder<ReportResult>,
    /// The indices of the tasks that are finished.
    finished: BTreeSet<usize>,
    last_saved: Instant,
}

impl<'a> Recorder<'a> {
    fn new(run: Writer<'a>, reports: usize) -> Self {
        let progress = Progress::new(reports, &run.terminal.settings);
        Self {
            run,
            reports: Vec::new(),
            progress,
            order: InOrder::default(),
            finished: BTreeSet::new(),
            last_saved: now(),
        }
    }

    /// Records a report that has been published, and tells of it if it is to be told.
    fn published(
        &mut self,
        task: &BuildTask,
        publication: Result<Publication, Finding>,
        told: bool,
    ) {
        let mut report = ReportResult::new(task, ReportOutcome::Published);
        match publication {
            Ok(publication) => {
                let (folder, edition) = (folder_of(&task.id), publication.latest());
                report.files = vec![format!("{folder}/{}", edition.names(&folder).pdf)];
                report.published = told.then_some(edition.dato.0);
            }
            Err(finding) => {
                report.outcome = ReportOutcome::Failed;
                report.findings = vec![finding];
            }
        }
        report.print(self.run.build, self.run.terminal);
        self.reports.push(report);
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
            if self.run.build.touch {
                let root = self.run.project.root();
                report.files.iter().for_each(|file| touch(&root.join(file)));
            }
            report.findings = warnings;
            if self.run.terminal.settings.deny_warnings && !report.findings.is_empty() {
                report.outcome = ReportOutcome::Failed;
                report.targets = std::mem::take(&mut report.files);
            }
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
        if self.last_saved.elapsed() > SAVE_INTERVAL {
            // If it fails, so does the last save, which reports it.
            let _ = self.run.manifest.save();
            self.last_saved = now();
        }
        if is_last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Saves the manifest, and gives the results of all reports, with those that were left, and whether
    /// it could be saved.
    fn end(self, tasks: &[BuildTask]) -> (Vec<ReportResult>, bool) {
        let Self { mut run, mut reports, progress, order, finished, .. } = self;
        progress.end();
        for report in order.rest() {
            report.print(run.build, run.terminal);
            reports.push(report);
        }
        let saved = run.manifest.save();
        let is_saved = saved.is_ok();
        if let Err(failure) = saved {
            let hint = message!(
                "rapportene blir laget på nytt neste gang",
                "the reports will be made again next time",
            );
            print_failure(&failure.hint(hint), run.terminal.lang());
        }
        let unfinished = tasks.iter().enumerate().filter(|(index, _)| !finished.contains(index));
        reports.extend(unfinished.map(|(_, task)| ReportResult::new(task, ReportOutcome::Left)));
        reports.sort_by(|a, b| (&a.id, a.format.extension()).cmp(&(&b.id, b.format.extension())));
        (reports, is_saved)
    }

    /// Writes a report that a worker has rendered, and stores it in the manifest.
    fn write(&mut self, task: &BuildTask, outcome: RenderOutcome) -> ReportResult {
        let mut report = ReportResult::new(task, ReportOutcome::Failed);
        report.times = outcome.times;
        let wants_sources = self.run.build.deps.is_some();
        if wants_sources {
            report.sources = data_files(&self.run.project, &task.id);
            let before = task.name.as_ref().and_then(|name| self.run.manifest.get(name));
            if let Some(before) = before {
                report.sources.extend(before.sources.files());
                report.targets = before.written.keys().cloned().collect();
            }
        }
        let mut output = match outcome.result {
            Ok(output) => output,
            Err(findings) => return ReportResult { findings: findings.into(), ..report },
        };
        report.pages = output.pages;
        report.bytes = output.bytes();
        report.findings = output.take_warnings();
        // What was there before stays.
        if self.run.terminal.settings.deny_warnings && !report.findings.is_empty() {
            return report;
        }
        match self.write_files(task, &output) {
            Err(failure) => report.failure = Some(failure),
            Ok(paths) => {
                let project = &self.run.project;
                report.outcome = ReportOutcome::Built;
                report.files = paths.iter().map(|path| project.display_path(path)).collect();
                if let Some(before) =
                    task.name.as_ref().and_then(|name| self.run.manifest.get(name))
                {
                    let stays = |path: &String| report.files.contains(path);
                    remove_stale_files(&project.source, &before.written, stays);
                }
                if let Some(record) = output.record(&report.files, &report.findings) {
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
        let paths = if task.format.is_paged() {
            page_files(&task.target, output.files.len())
        } else {
            vec![task.target.clone()]
        };
        let source = &self.run.project.source;
        for (path, bytes) in paths.iter().zip(&output.files) {
            match path.strip_prefix(source.root()) {
                Ok(below) if task.name.is_some() => write_inside(source, below, bytes)?,
                // Where the user wants it.
                _ => write(path, bytes)?,
            }
        }
        Ok(paths)
    }
}
