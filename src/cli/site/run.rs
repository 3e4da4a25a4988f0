//! A run of `site`: workers render, this process writes files and remembers what they were made of.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use regionrapport::digest::Digest;
use regionrapport::finding::{PortableFindings, Severity, StoredFinding};
use regionrapport::project::{Project, ReportId, data_files};
use regionrapport::publication::{Edition, folder_of};
use regionrapport::site::{
    MISSING, ROOT, ReportPaths, SiteMap, SiteRecord, Surroundings, accessibility_page,
    program_page, region_page,
};
use regionrapport::{Failure, Finding, restore};
use serde_json::json;

use super::SiteReport;
use super::folder::SiteFolder;
use super::job::{NewPage, Page, SiteJob, SiteTask};
use crate::cli::environment::now;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::cli::worker::Workers;

/// How often what is known of the files is saved while pages are rendered, so that a run that is killed is
/// gone on with.
const SAVE_INTERVAL: Duration = Duration::from_secs(1);

/// What a run needs, and what has come of it.
pub(super) struct Run<'a> {
    pub(super) project: &'a Project,
    pub(super) terminal: &'a Terminal,
    pub(super) workers: Workers,
    pub(super) folder: SiteFolder,
    /// The digest of what all pages are made of.
    pub(super) shared: Digest,
    /// Whether to write also what would be the same again.
    pub(super) force: bool,
    /// Called now and then; ends the run when it breaks.
    pub(super) poll: &'a dyn Fn() -> ControlFlow<()>,
    pub(super) findings: Vec<Finding>,
    /// Whether a page could not be made.
    pub(super) has_failed: bool,
    /// How many pages the site has.
    pub(super) pages: usize,
}

/// A page with what it is made of.
struct PlannedPage {
    /// Its path below the site's folder.
    path: String,
    task: SiteTask,
    /// The digest of everything but files of the project.
    key: Digest,
}

impl Run<'_> {
    /// Writes the pages of the reports, then those that tell of them.
    ///
    /// # Errors
    /// The system refuses to write a file.
    pub(super) fn write(
        &mut self,
        base: Option<String>,
        reports: &[SiteReport],
    ) -> Result<(), Failure> {
        let ids = reports.iter().map(|report| report.id.clone());
        let mut map = SiteMap::new(base, ids);
        let planned = reports.iter().map(|report| self.report(&map, report)).collect();
        self.render(planned)?;
        if (self.poll)().is_break() {
            return Ok(());
        }
        for report in reports {
            let record = self.folder.store.pages.get(&ReportPaths::of(&report.id).html);
            if let Some(entry) = record.and_then(|record| record.entry.clone()) {
                map.put(&report.id, entry);
            }
        }
        map.keep_known();
        let planned = self.own_pages(&map);
        self.render(planned)?;
        if (self.poll)().is_break() || map.programs().next().is_none() {
            return Ok(());
        }
        for (path, bytes) in map.files() {
            self.folder.put(&path, &bytes)?;
        }
        // What could not be made anew may be what lies there.
        if !self.has_failed
            && self.findings.iter().all(|finding| finding.severity != Severity::Error)
        {
            self.folder.remove_others();
        }
        Ok(())
    }

    /// The page of a report.
    fn report(&self, map: &SiteMap, report: &SiteReport) -> PlannedPage {
        let SiteReport { id, edition } = report;
        let folder = folder_of(id);
        let size = |edition: &Edition| {
            let path = format!("{folder}/{}", edition.names(&folder).pdf);
            let path = self.project.source.resolve(Path::new(&path)).ok()?;
            usize::try_from(fs::metadata(path).ok()?.len()).ok()
        };
        let around = map.around_report(id, edition.as_ref().and_then(size));
        let task =
            SiteTask { page: Page::Report, reports: vec![id.clone()], surroundings: around.json() };
        let key = self.key(&task, edition.as_ref().map(Edition::digest));
        PlannedPage { path: ReportPaths::of(id).html, task, key }
    }

    /// The pages that tell of the reports that are known.
    fn own_pages(&self, map: &SiteMap) -> Vec<PlannedPage> {
        let mut pages = Vec::new();
        let all = |template: &str| Page::All(template.to_owned());
        let programs: Vec<&String> = map.programs().collect();
        for program in &programs {
            let newest = map.newest(program);
            for id in &newest {
                if let Some(region) = &id.region {
                    let around = map.around_region(program, region);
                    let path = region_page(program, region);
                    pages.push(self.own(path, Page::Region, std::slice::from_ref(id), &around));
                }
            }
            let around = map.around_program(program);
            pages.push(self.own(program_page(program), all("site/program"), &newest, &around));
            let path = accessibility_page(program);
            let around = map.around(program, &path);
            pages.push(self.own(path, all("site/accessibility"), &newest, &around));
        }
        let Some(first) = programs.first() else { return pages };
        let newest = map.newest(first);
        for (path, template) in [(ROOT, "site/programs"), (MISSING, "site/missing")] {
            let around = map.around_all(path, path != MISSING);
            pages.push(self.own(path.to_owned(), all(template), &newest, &around));
        }
        pages
    }

    /// A page of the site's own.
    fn own(
        &self,
        path: String,
        page: Page,
        reports: &[&ReportId],
        around: &Surroundings,
    ) -> PlannedPage {
        let reports: Vec<ReportId> = reports.iter().map(|id| (*id).clone()).collect();
        // What they were made of are their files and their keys.
        let records =
            reports.iter().filter_map(|id| self.folder.store.pages.get(&ReportPaths::of(id).html));
        let made = Digest::of_all(
            records.flat_map(|record| record.sources.values().copied().chain([record.key])),
        );
        let task = SiteTask { page, reports, surroundings: around.json() };
        let key = self.key(&task, Some(made));
        PlannedPage { path, task, key }
    }

    /// The digest of what a page is made of, but for files of the project.
    fn key(&self, task: &SiteTask, made: Option<Digest>) -> Digest {
        let around = Digest::of(task.surroundings.as_bytes());
        let reports = task.reports.iter().map(|id| Digest::of(id.to_string().as_bytes()));
        Digest::of_all([self.shared, around].into_iter().chain(reports).chain(made))
    }

    /// Whether a page would be the same again.
    fn is_current(&self, page: &PlannedPage) -> bool {
        let Some(record) = self.folder.store.pages.get(&page.path) else { return false };
        if self.force || record.key != page.key || !self.folder.has_all(&record.files) {
            return false;
        }
        let digest = |path: &String| self.project.source.digest(Path::new(path));
        let is_same = |(path, before): (&String, &Digest)| digest(path) == Some(*before);
        if record.sources.is_empty() {
            return true;
        }
        let data = task_data(self.project, &page.task);
        data.iter().all(|path| record.sources.contains_key(path))
            && record.sources.iter().all(is_same)
    }

    /// Renders and writes the pages that are out of date.
    fn render(&mut self, planned: Vec<PlannedPage>) -> Result<(), Failure> {
        let (current, stale): (Vec<_>, Vec<_>) =
            planned.into_iter().partition(|page| self.is_current(page));
        for page in current {
            self.pages += 1;
            self.reuse(&page.path);
            self.event(&page.path, "unchanged");
        }
        let mut progress = Progress::new(stale.len(), &self.terminal.settings);
        let tasks: Vec<SiteTask> = stale.iter().map(|page| page.task.clone()).collect();
        let mut results = Vec::new();
        let (mut failure, mut last_saved) = (None, now());
        // Pages come in any order; findings are told in that of the pages.
        let finished = |index: usize, _: &SiteTask, output: Result<NewPage, PortableFindings>| {
            progress.advance();
            let result = output.map(|page| write_page(&mut self.folder, &stale[index], page));
            if last_saved.elapsed() > SAVE_INTERVAL {
                // If it fails, so does the last save, which reports it.
                let _ = self.folder.write_record();
                last_saved = now();
            }
            match result {
                Ok(Err(error)) => {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
                Ok(Ok(warnings)) => results.push((index, Ok(warnings))),
                Err(findings) => results.push((index, Err(findings))),
            }
            ControlFlow::Continue(())
        };
        self.workers.each(&SiteJob, &tasks, finished, self.poll);
        progress.end();
        results.sort_by_key(|(index, _)| *index);
        for (index, result) in results {
            let path = &stale[index].path;
            match result {
                Ok(findings) => {
                    self.pages += 1;
                    self.findings.extend(findings);
                    self.event(path, "built");
                }
                Err(findings) => {
                    self.has_failed = true;
                    self.findings.extend(Vec::from(findings));
                    // What was there before stays.
                    self.reuse(path);
                    self.event(path, "failed");
                }
            }
        }
        failure.map_or(Ok(()), Err)
    }

    /// Keeps the files of a page that is there, and tells again what was found in it.
    fn reuse(&mut self, path: &str) {
        if let Some(record) = self.folder.store.pages.get(path).cloned() {
            self.folder.keep(&record.files);
            self.findings
                .extend(restore(&self.project.source, &record.warnings).into_iter().flatten());
        }
    }

    fn event(&self, path: &str, outcome: &str) {
        self.terminal.event(&json!({ "kind": "page", "file": path, "outcome": outcome }));
    }
}

/// The data files of a draft.
fn task_data(project: &Project, task: &SiteTask) -> Vec<String> {
    task.reports.iter().flat_map(|id| data_files(project, id)).collect()
}

/// Writes a page and what belongs to it, and gives what was found in it.
fn write_page(
    folder: &mut SiteFolder,
    planned: &PlannedPage,
    page: NewPage,
) -> Result<Vec<Finding>, Failure> {
    let mut files = vec![planned.path.clone()];
    folder.put(&planned.path, &page.html)?;
    let warnings = Vec::from(page.warnings);
    let mut sources = BTreeMap::new();
    let mut entry = None;
    if let Some(new) = page.report {
        let paths = ReportPaths::of(&planned.task.reports[0]);
        folder.put(&paths.pdf, &new.pdf)?;
        files.push(paths.pdf);
        folder.put(&paths.json, new.json.as_bytes())?;
        files.push(paths.json);
        entry = Some(new.entry);
        sources = new.sources;
    }
    let stored = warnings.iter().map(StoredFinding::from).collect();
    let record = SiteRecord { key: planned.key, sources, files, entry, warnings: stored };
    folder.store.pages.insert(planned.path.clone(), record);
    Ok(warnings)
}
