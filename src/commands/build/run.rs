//! A run: workers make the reports; here they are written, remembered and told of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use super::make::{Made, Times, Tried, make};
use super::order::by_language;
use super::plan::{Known, Planned, Surroundings};
use super::{Build, too_long};
use crate::commands::environment::now;
use crate::commands::interrupt::interrupted;
use crate::commands::progress::Progress;
use crate::commands::summary::{ReportOutcome, ReportSummary, milliseconds};
use crate::commands::workers::{self, Go, InOrder};
use crate::commands::{Outcome, Settings, print, words};
use crate::diagnostics::{Failure, Finding};
use crate::output::{Manifest, page_files, remove_stale_pages, write};
use crate::pipeline::Pipeline;
use crate::project::{Loader, Project, ReportId, data_files};
use crate::typeset::{Engine, Format};

/// How often the manifest is saved while reports are made.
const SAVE_EVERY: Duration = Duration::from_secs(1);

/// What a run needs.
pub(super) struct Run<'a> {
    pub(super) build: &'a Build,
    pub(super) project: Arc<Project>,
    pub(super) engine: Arc<Engine>,
    pub(super) settings: &'a Settings,
    pub(super) format: Format,
    pub(super) manifest: Manifest,
    pub(super) surroundings: Surroundings,
    /// Asked now and then whether to go on.
    pub(super) asked: &'a dyn Fn() -> Go,
    /// Of how many reports the caches of Typst are kept.
    pub(super) remembered: usize,
}

/// What became of a report.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) id: ReportId,
    pub(super) outcome: ReportOutcome,
    /// Why it was made.
    pub(super) reason: Option<String>,
    /// The written files, by their paths below the project's folder.
    pub(super) files: Vec<String>,
    pub(super) pages: usize,
    pub(super) bytes: usize,
    pub(super) times: Times,
    pub(super) findings: Vec<Finding>,
    pub(super) failure: Option<Failure>,
    /// The files it was made of, if they are asked for; of one that could not be made, those
    /// that may mend it.
    pub(super) sources: BTreeSet<String>,
}

/// What became of all reports, in their order.
pub(super) struct Done {
    pub(super) reports: Vec<Ended>,
    /// The findings of files that reports share.
    pub(super) shared: Vec<Finding>,
    pub(super) interrupted: bool,
}

impl Run<'_> {
    /// Makes the reports that are out of date.
    pub(super) fn go(mut self, planned: Vec<Planned>) -> Done {
        let lang = self.settings.lang;
        let (mut stale, fresh): (Vec<_>, Vec<_>) =
            planned.into_iter().partition(|it| it.reason.is_some());
        by_language(&self.project, &mut stale);
        let mut reports: Vec<Ended> =
            fresh.into_iter().map(|it| self.unchanged(it)).collect();

        let ids: Vec<ReportId> = stale.iter().map(|it| it.id.clone()).collect();
        let loader = Loader::one_by_one(&self.project, &ids);
        let pipeline = Pipeline::new(&self.project, &self.engine, loader);
        let pipeline = Arc::new(pipeline.dated(self.surroundings.date));
        let (template, format) = (self.build.template.clone(), self.format);
        let tool = self.surroundings.tool;
        let own = Arc::clone(&pipeline);
        let work = move |it: &Planned| make(it, &own, template.as_deref(), format, tool);
        let limit = self.settings.time_limit;
        let late = |it: &Planned| {
            let found = too_long(&it.id, self.build.template.as_deref(), limit);
            let times = Times { pages: limit, ..Times::default() };
            Tried { made: Err(vec![found]), times }
        };
        let mut progress = Progress::new(stale.len(), self.settings);
        let mut order = InOrder::default();
        let (mut saved, mut arrived_at) = (now(), BTreeSet::new());
        let manifest = &mut self.manifest;
        let (build, project, settings) = (self.build, &self.project, self.settings);
        let (engine, remembered) = (&self.engine, self.remembered);
        let mut tell = |ended: Ended| {
            print_ended(&ended, build, settings);
            reports.push(ended);
        };
        workers::each(
            stale.clone(),
            limit,
            work,
            late,
            |index, it, tried| {
                arrived_at.insert(index);
                let ended = end(it, tried, build, project, settings, format, manifest);
                let failed = ended.outcome == ReportOutcome::Failed;
                progress.advance();
                order.put(index, ended, |ended| progress.above(|| tell(ended)));
                engine.forget(remembered);
                if saved.elapsed() > SAVE_EVERY {
                    // The last save tells if it cannot be.
                    let _ = manifest.save();
                    saved = now();
                }
                if failed && build.stop_at_failure { Go::Stop } else { Go::On }
            },
            || (self.asked)(),
        );
        progress.end();
        order.rest().for_each(tell);
        if let Err(failure) = self.manifest.save() {
            print::print_failure(
                &failure.hint("the reports will be made again next time"),
            );
        }
        let left = stale.into_iter().enumerate().filter(|(i, _)| !arrived_at.contains(i));
        reports.extend(left.map(|(_, it)| Ended::new(&it, ReportOutcome::Left, lang)));
        // What reports share is told once, and belongs to each.
        let shared = pipeline.findings();
        for ended in reports.iter_mut().filter(|_| !shared.is_empty()) {
            let data = data_files(&self.project, &ended.id);
            let own = shared.iter().filter(|it| data.contains(&it.place.file.path));
            ended.findings.extend(own.cloned());
        }
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        let interrupted = interrupted();
        Done { reports, shared: shared.to_vec(), interrupted }
    }

    /// A report that would be the same again.
    fn unchanged(&self, it: Planned) -> Ended {
        let mut ended = Ended::new(&it, ReportOutcome::Unchanged, self.settings.lang);
        if let Some(Known { record, warnings }) = it.known {
            ended.pages = record.pages;
            ended.bytes = record.bytes;
            if self.build.deps.is_some() {
                ended.sources = record.sources.files();
            }
            ended.files = record.written.into_keys().collect();
            ended.findings = warnings;
        }
        print_ended(&ended, self.build, self.settings);
        ended
    }
}

impl Ended {
    fn new(it: &Planned, outcome: ReportOutcome, lang: crate::diagnostics::Lang) -> Self {
        Self {
            id: it.id.clone(),
            outcome,
            reason: it.reason.as_ref().map(|reason| words::reason(reason, lang)),
            files: Vec::new(),
            pages: 0,
            bytes: 0,
            times: Times::default(),
            findings: Vec::new(),
            failure: None,
            sources: BTreeSet::new(),
        }
    }

    /// As a summary has it.
    pub(super) fn summary(&self, settings: &Settings) -> ReportSummary {
        let root = settings.root.display().to_string();
        let mut findings = self.findings.clone();
        crate::diagnostics::sort(&mut findings);
        ReportSummary {
            report: self.id.to_string(),
            outcome: self.outcome,
            reason: self.reason.clone(),
            files: self.files.clone(),
            pages: self.pages,
            bytes: self.bytes,
            milliseconds: milliseconds(self.times.sum()),
            findings: findings
                .iter()
                .map(|it| it.to_json(settings.lang, &root))
                .collect(),
            failure: self.failure.as_ref().map(|failure| failure.message.clone()),
        }
    }
}

/// Writes a report that a worker has made, and remembers it.
fn end(
    it: &Planned,
    tried: Tried,
    build: &Build,
    project: &Project,
    settings: &Settings,
    format: Format,
    manifest: &mut Manifest,
) -> Ended {
    let mut ended = Ended::new(it, ReportOutcome::Failed, settings.lang);
    ended.times = tried.times;
    if build.deps.is_some() {
        ended.sources = data_files(project, &it.id);
    }
    let made = match tried.made {
        Ok(made) => made,
        Err(findings) => return Ended { findings, ..ended },
    };
    match written(&it.target, &made, build, format) {
        Err(failure) => ended.failure = Some(failure),
        Ok(paths) => {
            ended.outcome = ReportOutcome::Built;
            ended.files = paths.iter().map(|path| project.shown(path)).collect();
        }
    }
    ended.pages = made.pages;
    ended.bytes = made.files.iter().map(Vec::len).sum();
    ended.findings.clone_from(&made.warnings);
    if let (None, Some(record)) = (&ended.failure, made.record(&ended.files)) {
        if build.deps.is_some() {
            ended.sources = record.sources.files();
        }
        if let Some(name) = &it.name {
            manifest.put(name.clone(), record);
        }
    }
    ended
}

/// Writes the files of a report and gives their paths.
fn written(
    target: &Path,
    made: &Made,
    build: &Build,
    format: Format,
) -> Result<Vec<PathBuf>, Failure> {
    if build.is_to_stdout() {
        print::data(&made.files[0])?;
        return Ok(Vec::new());
    }
    if !format.is_paged() {
        write(target, &made.files[0])?;
        return Ok(vec![target.to_owned()]);
    }
    let paths = page_files(target, made.files.len());
    paths.iter().zip(&made.files).try_for_each(|(path, bytes)| write(path, bytes))?;
    remove_stale_pages(target, &paths);
    Ok(paths)
}

/// Says what became of a report; of one that is unchanged, only to programs.
fn print_ended(ended: &Ended, build: &Build, settings: &Settings) {
    if let Some(failure) = &ended.failure {
        print::print_failure(failure);
    }
    if build.is_to_stdout() {
        return;
    }
    let built = ended.outcome == ReportOutcome::Built;
    let mut event = json!({
        "kind": "report", "report": ended.id.to_string(),
        "outcome": ended.outcome, "written": built,
    });
    if built || ended.outcome == ReportOutcome::Unchanged {
        event["files"] = json!(ended.files);
        event["pages"] = json!(ended.pages);
        event["bytes"] = json!(ended.bytes);
    }
    match ended.outcome {
        ReportOutcome::Built => print::line(&said(ended, settings), settings),
        ReportOutcome::Failed if ended.failure.is_none() => {
            print::line(&settings.lang.not_written(&ended.id.to_string()), settings);
        }
        _ => {}
    }
    print::event(&event, settings);
}

/// What is said of a report that is written: its file, pages and size.
fn said(ended: &Ended, settings: &Settings) -> String {
    let name = match ended.files.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first} … {last}"),
    };
    let kilobytes = ended.bytes.div_ceil(1000);
    format!("{name}  {}, {kilobytes} kB", settings.lang.pages(ended.pages))
}

impl Done {
    /// The findings of the reports that were made or could not be.
    pub(super) fn tell_made(self, settings: &Settings) {
        let is_made = |it: &Ended| {
            matches!(it.outcome, ReportOutcome::Built | ReportOutcome::Failed)
        };
        let made: Vec<Ended> = self.reports.into_iter().filter(is_made).collect();
        if !made.is_empty() {
            let own = made.into_iter().flat_map(|it| it.findings);
            print::findings(self.shared.into_iter().chain(own).collect(), settings);
        }
    }

    /// The findings of all, and how the command ends by what became of the reports.
    pub(super) fn tell(
        self,
        build: &Build,
        settings: &Settings,
        begun: Instant,
    ) -> Outcome {
        let count =
            |outcome| self.reports.iter().filter(|it| it.outcome == outcome).count();
        let outcome = match () {
            () if self.interrupted => Outcome::Interrupted,
            () if self.reports.iter().any(|it| it.failure.is_some()) => Outcome::Failed,
            () if count(ReportOutcome::Failed) > 0 => Outcome::Findings,
            () => Outcome::Done,
        };
        let one = self.reports.len() == 1;
        let told = one && count(ReportOutcome::Built) + count(ReportOutcome::Failed) == 1;
        let counts = super::counts_of(&self.reports);
        let quiet = build.is_to_stdout() || told || self.reports.is_empty();
        let mut findings = self.shared;
        findings.extend(self.reports.into_iter().flat_map(|it| it.findings));
        // The output is the report itself, if it is written there.
        let found = if build.is_to_stdout() {
            print::findings_beside_data(findings, settings)
        } else {
            print::findings(findings, settings)
        };
        if !quiet {
            let line = words::counts_in(counts, begun.elapsed(), settings.lang);
            print::line(&line, settings);
        }
        if self.interrupted {
            print::line(words::interrupted(settings.lang), settings);
        }
        if outcome == Outcome::Done { found } else { outcome }
    }
}
