//! The making of what is watched.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::Watch;
use super::inbox::{Changes, Inbox};
use super::views::{Choices, Key, Shown, View, Views};
use super::watcher::{FOLDERS, is_below};
use crate::commands::build::{self, Build, too_long};
use crate::commands::choice::Choice;
use crate::commands::environment::{now, source_date};
use crate::commands::interrupt::interrupted;
use crate::commands::workers::{self, Go};
use crate::commands::{Settings, print};
use crate::diagnostics::{Failure, Finding, has_errors};
use crate::pipeline::Pipeline;
use crate::project::{Loader, Project, ReportId, data_files, newest, shown};
use crate::typeset::{Engine, Format, export, templates_of};

/// How long a report may take before another change is a reason to begin anew.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// For how many rounds the caches of Typst keep what is not used.
const ROUNDS: usize = 2;

/// A project that is watched.
pub(super) struct Session<'a> {
    /// The project's folder, with symbolic links resolved.
    pub(super) root: PathBuf,
    settings: &'a Settings,
    build: Build,
    views: Arc<Views>,
    inbox: &'a Inbox,
    engine: Arc<Engine>,
    project: Result<Arc<Project>, Failure>,
    first: Key,
    /// The reports that are written, if they are not all.
    reports: Vec<ReportId>,
    /// Whether some of them may be out of date.
    is_stale: Cell<bool>,
}

/// What became of a view in a worker.
type Tried = Result<(Shown, Vec<Finding>, BTreeSet<String>), Vec<Finding>>;

impl<'a> Session<'a> {
    /// Looks at a project as it is.
    ///
    /// # Errors
    /// There is no project, or no such report or template.
    pub(super) fn open(
        watch: &Watch,
        settings: &'a Settings,
        views: Arc<Views>,
        inbox: &'a Inbox,
    ) -> Result<Self, Failure> {
        let project = Arc::new(Project::open(&settings.root)?);
        let engine = Arc::new(Engine::new(&project.root)?);
        let build = Build {
            reports: Choice { names: watch.reports.clone(), ..Choice::default() },
            template: watch.template.clone(),
            ..Build::default()
        };
        let reports = build.chosen(&project, &engine)?;
        let named = if watch.reports.is_empty() {
            newest(reports.clone())
        } else {
            reports.clone()
        };
        // A region's report shows more of the data than a programme's.
        let region = named.iter().find(|id| id.region.is_some());
        let report = region.or(named.first()).cloned();
        let report = report.ok_or_else(|| Failure::new("there is no report yet"))?;
        let first = Key { report, template: watch.template.clone() };
        let root = project.root.clone();
        let project = Ok(project);
        let session = Self {
            root,
            settings,
            build,
            views,
            inbox,
            engine,
            project,
            first,
            reports,
            is_stale: Cell::new(true),
        };
        session.tell_choices();
        Ok(session)
    }

    /// The view that a browser sees first.
    pub(super) fn first(&self) -> Key {
        self.first.clone()
    }

    /// All files that the views are made of.
    pub(super) fn files(&self) -> BTreeSet<String> {
        let keys = self.views.wanted();
        let views = keys.iter().filter_map(|key| self.views.get(key));
        views.flat_map(|view| view.files).collect()
    }

    /// Takes up changes: what browsers look at is made anew, if it may be another.
    pub(super) fn take(&mut self, changes: &Changes) {
        let used = self.files();
        let concerns = |path: &String| {
            FOLDERS.iter().any(|folder| is_below(path, folder)) || used.contains(path)
        };
        let paths = changes.paths.iter().map(|path| shown(&self.root, path));
        let paths: BTreeSet<String> = paths.filter(concerns).collect();
        if !paths.is_empty() {
            self.renew(&paths);
            self.is_stale.set(true);
        }
        let renewed = paths.iter().any(|path| concerns_all(path));
        let mut made = Vec::new();
        for key in self.views.wanted() {
            let Some(view) = self.views.get(&key) else { continue };
            if !view.tried || renewed || self.concerns(&view, &key, &paths) {
                self.make(&key);
                made.push(key);
            }
        }
        for key in &made {
            self.export(key);
        }
        if !made.is_empty() {
            self.engine.forget(ROUNDS);
        }
    }

    /// Looks anew at what has changed.
    fn renew(&mut self, paths: &BTreeSet<String>) {
        // Templates and fonts are read once by an engine.
        if paths.iter().any(|path| !is_below(path, "data")) {
            match Engine::new(&self.root) {
                Ok(engine) => self.engine = Arc::new(engine),
                Err(failure) => print::print_failure(&failure),
            }
        }
        self.project = Project::open(&self.root).map(Arc::new);
        match &self.project {
            Ok(project) => {
                // A report that has gone is no reason to end.
                if let Ok(reports) = self.build.chosen(project, &self.engine) {
                    self.reports = reports;
                }
                self.tell_choices();
            }
            Err(failure) => print::print_failure(failure),
        }
    }

    fn tell_choices(&self) {
        if let Ok(project) = &self.project {
            let (reports, templates) = (project.reports(), templates_of(&self.root));
            self.views.set_choices(Choices { reports, templates });
        }
    }

    /// Whether a view may be another after some files have changed.
    fn concerns(&self, view: &View, key: &Key, paths: &BTreeSet<String>) -> bool {
        if paths.is_empty() {
            return false;
        }
        let Ok(project) = &self.project else { return true };
        let is_new = |path: &String| !view.files.contains(path);
        !view.is_good()
            || paths.iter().any(|path| view.files.iter().any(|file| is_below(file, path)))
            || data_files(project, &key.report).iter().any(is_new)
    }

    /// Makes the pages of a view, and shows them or what is wrong.
    fn make(&self, key: &Key) {
        let project = match self.project_with(&key.report) {
            Ok(project) => project,
            Err(failure) => {
                return self.views.change(key, |view| view.failure = Some(failure));
            }
        };
        let files = data_files(&project, &key.report);
        match self.tried(key, project) {
            // Something else came before; what came may not concern it, so it is made again.
            None => self.views.retry(key),
            Some(Ok((shown, warnings, used))) => self.views.change(key, |view| {
                view.shown = Some(Arc::new(shown));
                view.findings = warnings;
                view.failure = None;
                view.files = files.into_iter().chain(used).collect();
            }),
            Some(Err(findings)) => self.views.change(key, |view| {
                view.findings = findings;
                view.failure = None;
                view.files.extend(files);
            }),
        }
    }

    /// The project, if it can be read and has a report.
    fn project_with(&self, report: &ReportId) -> Result<Arc<Project>, Failure> {
        let project = self.project.as_ref().map_err(Clone::clone)?;
        if project.reports().contains(report) {
            return Ok(Arc::clone(project));
        }
        Err(Failure::new(format!("there is no report «{report}» any more")))
    }

    /// What becomes of a view; none, if it is not waited for.
    fn tried(&self, key: &Key, project: Arc<Project>) -> Option<Tried> {
        let engine = Arc::clone(&self.engine);
        let date = source_date().ok().flatten();
        let work = move |key: &Key| {
            let loader = Loader::new(&project, std::slice::from_ref(&key.report));
            let pipeline = Pipeline::new(&project, &engine, loader).dated(date);
            pages(Arc::new(pipeline), key)
        };
        let limit = self.settings.time_limit;
        let late =
            |key: &Key| Err(vec![too_long(&key.report, key.template.as_deref(), limit)]);
        let begun = now();
        let mut tried = None;
        let arrived = |_, _: &Key, result| {
            tried = Some(result);
            Go::On
        };
        let asked = || {
            let other = begun.elapsed() > PATIENCE && self.inbox.is_waiting();
            if interrupted() || other { Go::Stop } else { Go::On }
        };
        workers::each(vec![key.clone()], limit, work, late, arrived, asked);
        tried
    }

    /// Tries whether a PDF can be made of what a view shows.
    fn export(&self, key: &Key) {
        let Some(view) = self.views.get(key).filter(View::is_good) else { return };
        let Some(shown) = view.shown else { return };
        if let Err(findings) = export(&shown.typeset.document, &shown.report, Format::Pdf)
        {
            self.views.change(key, |view| view.findings.extend(findings));
        }
    }

    /// Writes the reports that are out of date, until something else waits.
    pub(super) fn build(&self) {
        let Ok(project) = &self.project else { return };
        if !self.is_stale.replace(false) {
            return;
        }
        let asked = || {
            let waiting = interrupted() || self.inbox.is_waiting();
            self.is_stale.set(self.is_stale.get() || waiting);
            if waiting { Go::Stop } else { Go::On }
        };
        let (build, reports) = (&self.build, self.reports.clone());
        build::refresh(build, project, &self.engine, self.settings, reports, &asked);
    }
}

/// The pages of a view, or what is wrong with it.
fn pages(pipeline: Arc<Pipeline>, key: &Key) -> Tried {
    let shared = pipeline.findings().to_vec();
    let merged = match pipeline.merge(&key.report) {
        Ok(merged) if !has_errors(&shared) => merged,
        Ok(merged) => return Err(shared.into_iter().chain(merged.warnings).collect()),
        Err(findings) => return Err(shared.into_iter().chain(findings).collect()),
    };
    let typeset =
        pipeline.typeset(&key.report, &merged.report, key.template.as_deref())?;
    let mut findings: Vec<Finding> = shared;
    findings.extend(merged.warnings);
    findings.extend(typeset.warnings.iter().cloned());
    let pictures = merged.sources.own.keys().cloned();
    let used = typeset.files.keys().cloned().chain(pictures).collect();
    Ok((Shown::new(pipeline, merged.report, typeset), findings, used))
}

/// Whether a change may concern every report: fonts, words, and which sections there are.
fn concerns_all(path: &str) -> bool {
    ["fonts", "templates/lang", "templates/sections"].iter().any(|it| is_below(path, it))
        || ["data", "templates"].contains(&path)
}
