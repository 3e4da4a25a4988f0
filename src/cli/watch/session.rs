//! Renders what browsers look at, and writes what is out of date.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use regionrapport::finding::has_errors;
use regionrapport::model::values::Date;
use regionrapport::project::{Project, ReportId, data_files, newest};
use regionrapport::source_files::SourceFiles;
use regionrapport::typeset::{Resources, templates_of};
use regionrapport::{Failure, Finding, Findings, Keep, Workspace, message};

use super::Watch;
use super::inbox::Inbox;
use super::views::{Choices, RenderedPages, RenderedView, RenderedWeb, View, ViewKey, Views};
use super::watcher::{FOLDERS, is_below};
use crate::cli::build::{self, Build};
use crate::cli::environment::{now, source_date};
use crate::cli::interrupt::Interrupt;
use crate::cli::supervise::Journal;
use crate::cli::terminal::{Terminal, print_failure};
use crate::cli::worker::on_thread;

/// How long a report may take before another change is a reason to begin anew.
const SUPERSEDE_AFTER: Duration = Duration::from_secs(2);

/// For how many rounds the caches of Typst keep what is not used.
const CACHE_AGE: usize = 2;

/// A project that is watched.
pub(super) struct Session<'a> {
    /// The files of the project's folder.
    pub(super) source: SourceFiles,
    terminal: &'a Terminal,
    pub(super) journal: Journal,
    interrupt: Interrupt,
    build: Build,
    views: Arc<Views>,
    inbox: &'a Inbox,
    resources: Arc<Resources>,
    /// The project as it is now, or why it cannot be read.
    project: Result<Arc<Project>, Failure>,
    date: Option<Date>,
    /// The view that a browser sees first.
    pub(super) first: ViewKey,
    /// The reports that are written.
    reports: Vec<ReportId>,
    /// Whether some of them may be out of date.
    is_stale: Cell<bool>,
}

/// The result of rendering a view: the pages, the findings and the files that were used.
type ViewResult = Result<(RenderedView, Vec<Finding>, BTreeSet<String>), Findings>;

impl<'a> Session<'a> {
    /// Opens a project as it is.
    ///
    /// # Errors
    /// There is no project, or no such report or template.
    pub(super) fn open(
        watch: &Watch,
        terminal: &'a Terminal,
        journal: Journal,
        interrupt: Interrupt,
        views: Arc<Views>,
        inbox: &'a Inbox,
    ) -> Result<Self, Failure> {
        let workspace = Workspace::open(&terminal.settings.root)?;
        let build = Build::of(watch.reports.clone(), watch.template.clone());
        let reports = build.selected(workspace.project())?;
        let mut candidates = reports.clone();
        if watch.reports.is_empty() {
            candidates = newest(candidates);
        }
        // A region's report shows more of the data than a programme's.
        let region = candidates.iter().find(|id| id.region.is_some());
        let report = region.or(candidates.first()).cloned();
        let none =
            || Failure::new(message!("det finnes ingen rapport ennå", "there is no report yet"));
        let report = report.ok_or_else(none)?;
        let session = Self {
            source: workspace.project().source.clone(),
            terminal,
            journal,
            interrupt,
            build,
            views,
            inbox,
            resources: Arc::clone(workspace.resources()),
            project: Ok(Arc::clone(workspace.project())),
            // It was checked when the command began.
            date: source_date().ok().flatten(),
            first: ViewKey { report, template: watch.template.clone(), is_web: false },
            reports,
            is_stale: Cell::new(true),
        };
        session.publish_choices();
        Ok(session)
    }

    /// All files that the views depend on.
    pub(super) fn files(&self) -> BTreeSet<String> {
        let keys = self.views.active_keys();
        let views = keys.iter().filter_map(|key| self.views.get(key));
        views.flat_map(|view| view.files).collect()
    }

    /// Renders what browsers look at and changes of files may concern.
    pub(super) fn update(&mut self, changed: &BTreeSet<PathBuf>) {
        let used = self.files();
        let paths = changed.iter().map(|path| self.source.display_path(path));
        let paths: BTreeSet<String> = paths
            .filter(|path| {
                FOLDERS.iter().any(|folder| is_below(path, folder)) || used.contains(path)
            })
            .collect();
        if !paths.is_empty() {
            self.journal.forget_deaths();
            self.reload(&paths);
            self.is_stale.set(true);
        }
        let concerns_all = paths.iter().any(|path| concerns_all(path));
        let mut rendered = Vec::new();
        for key in self.views.active_keys() {
            let Some(view) = self.views.get(&key) else { continue };
            if !view.is_rendered || concerns_all || self.concerns(&view, &key, &paths) {
                self.render(&key);
                rendered.push(key);
            }
        }
        for key in &rendered {
            self.check_export(key);
        }
        if !rendered.is_empty() {
            self.resources.evict(CACHE_AGE);
        }
    }

    /// Reads again what has changed.
    fn reload(&mut self, paths: &BTreeSet<String>) {
        // Templates and fonts are read once by their store.
        if paths.iter().any(|path| !is_below(path, "data")) {
            self.resources = Arc::new(Resources::load(&self.source));
        }
        self.project = Project::open(self.source.root()).map(Arc::new);
        match &self.project {
            Ok(project) => {
                // A report that has gone is no reason to end.
                if let Ok(reports) = self.build.selected(project) {
                    self.reports = reports;
                }
                self.publish_choices();
            }
            Err(failure) => print_failure(failure, self.terminal.lang()),
        }
    }

    /// The project as it is now, with nothing read yet.
    fn workspace(&self) -> Result<Workspace, Failure> {
        let project = self.project.as_ref().map_err(Clone::clone)?;
        Ok(Workspace::new(project, &self.resources, Keep::Programs).dated(self.date))
    }

    fn publish_choices(&self) {
        if let Ok(project) = &self.project {
            let (reports, templates) = (project.reports(), templates_of(&project.source));
            self.views.set_choices(Choices { reports, templates });
        }
    }

    /// Whether a view may look otherwise after some files have changed.
    fn concerns(&self, view: &View, key: &ViewKey, paths: &BTreeSet<String>) -> bool {
        if paths.is_empty() {
            return false;
        }
        let Ok(project) = &self.project else { return true };
        !view.is_current()
            || paths.iter().any(|path| view.files.iter().any(|file| is_below(file, path)))
            || data_files(project, &key.report).iter().any(|path| !view.files.contains(path))
    }

    /// Renders a view, and publishes its pages or what is wrong.
    fn render(&self, key: &ViewKey) {
        let workspace = match self.workspace_with(&key.report) {
            Ok(workspace) => workspace,
            Err(failure) => {
                return self.views.change(key, |view| view.failure = Some(failure));
            }
        };
        let files = data_files(workspace.project(), &key.report);
        let name = key.report.to_string();
        let death = self.journal.death_of(&name, key.template.as_deref());
        let result = if let Some(death) = death {
            Some(Err(Findings::from(death.finding(self.terminal.settings.time_limit))))
        } else {
            self.journal.set_current(Some((name, key.template.clone())));
            let result = self.rendered(key, workspace);
            self.journal.set_current(None);
            result
        };
        match result {
            // Superseded by a change that may not concern it, so it is rendered again.
            None => self.views.retry(key),
            Some(Ok((shown, warnings, used))) => self.views.change(key, |view| {
                view.shown = Some(Arc::new(shown));
                view.findings = warnings;
                view.failure = None;
                view.files = files.into_iter().chain(used).collect();
            }),
            Some(Err(findings)) => self.views.change(key, |view| {
                view.findings = findings.into_vec();
                view.failure = None;
                view.files.extend(files);
            }),
        }
    }

    /// The workspace, if the project can be read and has a report.
    fn workspace_with(&self, report: &ReportId) -> Result<Workspace, Failure> {
        let workspace = self.workspace()?;
        if workspace.reports().contains(report) {
            return Ok(workspace);
        }
        Err(Failure::new(message!(
            "rapporten «{report}» finnes ikke lenger",
            "there is no report «{report}» any more",
        )))
    }

    /// The result of rendering a view; `None` if it was superseded.
    fn rendered(&self, key: &ViewKey, workspace: Workspace) -> Option<ViewResult> {
        let key = key.clone();
        self.in_time(move || pages(&workspace, &key))
    }

    /// The result of some work in a thread of its own; `None` if it was superseded. If it takes longer
    /// than the limit, this process ends.
    fn in_time<R: Send + 'static>(
        &self,
        work: impl Fn() -> R + Send + Sync + 'static,
    ) -> Option<R> {
        let begun = now();
        let poll = || {
            if begun.elapsed() > self.terminal.settings.time_limit {
                Journal::give_up();
            }
            let is_superseded = begun.elapsed() > SUPERSEDE_AFTER && self.inbox.is_waiting();
            if is_superseded { ControlFlow::Break(()) } else { self.interrupt.control_flow() }
        };
        on_thread(work, poll)
    }

    /// Adds to a view what keeps its pages from being written as a PDF.
    fn check_export(&self, key: &ViewKey) {
        let Some(view) = self.views.get(key).filter(View::is_current) else { return };
        self.journal.set_current(Some((key.report.to_string(), key.template.clone())));
        let Some(shown) = view.shown else { return };
        let result =
            self.in_time(move || shown.pages().and_then(|pages| pages.rendered.pdf().err()));
        self.journal.set_current(None);
        if let Some(Some(findings)) = result {
            self.views.change(key, |view| view.findings.extend(findings));
        }
    }

    /// Writes the reports that are out of date, until something else waits.
    pub(super) fn build(&self) {
        let Ok(project) = &self.project else { return };
        if !self.is_stale.replace(false) {
            return;
        }
        let poll = || {
            let is_waiting = self.interrupt.is_requested() || self.inbox.is_waiting();
            self.is_stale.set(self.is_stale.get() || is_waiting);
            if is_waiting { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let reports = self.reports.clone();
        build::refresh(&self.build, project, self.date, self.terminal, reports, &poll);
    }
}

/// The pages of a view, or what is wrong with it.
fn pages(workspace: &Workspace, key: &ViewKey) -> ViewResult {
    let mut findings = workspace.findings();
    let case = workspace.load(&key.report);
    findings.extend_from_slice(case.findings());
    if has_errors(&findings) {
        return Err(Findings::new(findings));
    }
    if key.is_web {
        let rendered = case.render_web(key.template.as_deref(), "{}")?;
        findings.extend(rendered.pages().warnings.iter().cloned());
        let used = rendered.files().cloned().collect();
        let web = RenderedWeb::new(rendered.title(), rendered.html()?);
        return Ok((RenderedView::Web(web), findings, used));
    }
    let rendered = case.render_with(key.template.as_deref())?;
    findings.extend(rendered.pages().warnings.iter().cloned());
    let used = rendered.files().cloned().collect();
    Ok((RenderedView::Pages(Box::new(RenderedPages::new(rendered))), findings, used))
}

/// Whether a change may concern every report: fonts, words, and which sections there are.
fn concerns_all(path: &str) -> bool {
    let folders = ["fonts", "templates/lang", "templates/sections"];
    folders.iter().any(|folder| is_below(path, folder)) || ["data", "templates"].contains(&path)
}
