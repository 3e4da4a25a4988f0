//! Loads the data of a report.

use std::sync::Arc;

use super::Case;
use crate::digest::Digest;
use crate::finding::{Finding, Severity, has_errors};
use crate::loaded::{Loaded, LoadedRegion};
use crate::model::{Doc, PeriodId};
use crate::project::{RegionFolder, ReportId, program_file, region_folders};
use crate::rules;
use crate::workspace::{CheckedFile, Workspace};

impl Workspace {
    /// Loads a report's data as far as it can be read, with all that is found in it.
    pub fn load(&self, id: &ReportId) -> Case {
        let mut loader = CaseLoader {
            workspace: self,
            files: Vec::new(),
            findings: Vec::new(),
            rule_findings: Vec::new(),
        };
        let loaded = loader.report(id);
        let CaseLoader { mut findings, mut rule_findings, files, .. } = loader;
        let loaded = loaded.map(|loaded| Loaded { files, ..loaded });
        if let Some(loaded) = &loaded {
            // Beside errors of the same files, what seems to be missing may be what could not be read.
            let is_whole = !has_errors(&findings)
                && !has_errors(&rule_findings)
                && !self.has_misnamed_files(id);
            let period_findings = rules::periods(loaded, self.assets()).into_iter();
            rule_findings
                .extend(period_findings.filter(|finding| is_whole || !finding.fault.may_follow()));
        }
        let file_findings = findings.len();
        findings.extend(rule_findings);
        let (workspace, id, loaded) = (self.clone(), id.clone(), loaded.map(Arc::new));
        Case { workspace, id, loaded, findings, file_findings }
    }
}

impl Workspace {
    /// Whether a file in the folders of a report's regions has a name that no report reads.
    fn has_misnamed_files(&self, id: &ReportId) -> bool {
        let project = self.project();
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        let mut misnamed = project.findings.iter().filter(is_error).peekable();
        misnamed.peek().is_some() && {
            let folders = region_folders(project, id);
            let paths = folders.iter().map(|(_, folder)| project.display_path(&folder.path) + "/");
            let paths: Vec<String> = paths.collect();
            misnamed.any(|finding| {
                paths.iter().any(|path| finding.place.file.path.starts_with(path.as_str()))
            })
        }
    }
}

/// The loader of one report's files.
struct CaseLoader<'a> {
    workspace: &'a Workspace,
    /// The digests of the files that were read, by their paths.
    files: Vec<(Arc<str>, Digest)>,
    findings: Vec<Finding>,
    rule_findings: Vec<Finding>,
}

impl CaseLoader<'_> {
    fn report(&mut self, id: &ReportId) -> Option<Loaded> {
        let project = self.workspace.project();
        let path = program_file(project, &id.program);
        let program = self.record(&self.workspace.program(&path));
        let mut folders = region_folders(project, id);
        if id.region.is_none() {
            folders.retain(|(_, folder)| !self.has_not_begun(folder));
        }
        let regions: Vec<_> = folders
            .iter()
            .filter_map(|(name, folder)| self.region(name, folder, id.period))
            .collect();
        // A programme's report without one of its regions would not say that it is missing.
        let is_whole = !folders.is_empty() && regions.len() == folders.len();
        let program = program.filter(|_| is_whole)?;
        Some(Loaded { id: id.clone(), program, regions, files: Vec::new() })
    }

    /// Whether a region is new and not filled in yet; what is found in its file is recorded.
    fn has_not_begun(&mut self, folder: &RegionFolder) -> bool {
        if !folder.periods.is_empty() {
            return false;
        }
        let file = self.workspace.region(&folder.file());
        let has_not = file.doc.is_none() && !has_errors(&file.findings);
        if has_not {
            self.record(&file);
        }
        has_not
    }

    /// A region with its series of periods up to one of them.
    fn region(
        &mut self,
        name: &str,
        folder: &RegionFolder,
        period: PeriodId,
    ) -> Option<LoadedRegion> {
        let mut series = Vec::new();
        for id in folder.series(period) {
            let path = &folder.periods[&id];
            let doc = self.record(&self.workspace.period(path));
            series.extend(doc.map(|doc| (id, doc)));
        }
        let path = folder.file();
        let region = self.record(&self.workspace.region(&path))?;
        Some(LoadedRegion::new(name.to_owned(), region, series, period))
    }

    /// Records a file's digest and findings, and returns its document.
    fn record<T>(&mut self, checked: &CheckedFile<T>) -> Option<Arc<Doc<T>>> {
        self.files.extend(checked.digest.map(|digest| (Arc::clone(&checked.name), digest)));
        self.findings.extend_from_slice(&checked.findings);
        self.rule_findings.extend_from_slice(&checked.rule_findings);
        checked.doc.clone()
    }
}
