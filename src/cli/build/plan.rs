//! Which reports are out of date, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;
use regionrapport::digest::Digest;
use regionrapport::output::{Manifest, Reason, Record, Source, date_digest, default_target};
use regionrapport::project::{ReportId, data_files};
use regionrapport::{Finding, Format, Workspace};

use super::{Build, program_digest};

/// A report that is to be written, or to be left as it is.
#[derive(Debug, Clone)]
pub(super) struct BuildTask {
    pub(super) id: ReportId,
    /// The file to write.
    pub(super) target: PathBuf,
    /// Its name in the manifest; `None` for a file that the manifest does not have.
    pub(super) name: Option<String>,
    /// Why it is to be written; `None` if it would be the same again.
    pub(super) reason: Option<Reason>,
    /// The report as it lies there, if it would be the same again.
    pub(super) cached: Option<CachedReport>,
}

/// A report as it lies there.
#[derive(Debug, Clone)]
pub(super) struct CachedReport {
    pub(super) record: Record,
    pub(super) warnings: Vec<Finding>,
}

/// The digests, as they are now, of everything that reports were made of.
struct CurrentDigests<'a> {
    workspace: &'a Workspace,
    program: Digest,
    files: BTreeMap<&'a String, Option<Digest>>,
    words: BTreeMap<&'a str, Digest>,
}

/// Compares each report's sources with what they were, by their content.
pub(super) fn plan(
    build: &Build,
    workspace: &Workspace,
    manifest: &Manifest,
    reports: Vec<ReportId>,
    format: Format,
) -> Vec<BuildTask> {
    let mut tasks: Vec<BuildTask> =
        reports.into_iter().map(|id| task(build, workspace, id, format)).collect();
    if build.force {
        return tasks;
    }
    let records: Vec<Option<&Record>> =
        tasks.iter().map(|task| manifest.get(task.name.as_ref()?)).collect();
    let current = CurrentDigests::new(workspace, &records);
    for (task, record) in tasks.iter_mut().zip(&records) {
        if task.name.is_none() {
            continue;
        }
        let Some(record) = record else {
            task.reason = Some(Reason::New);
            continue;
        };
        let data = data_files(workspace.project(), &task.id);
        task.reason = record.reason(&data, &|source| current.of(source));
        if task.reason.is_none() {
            match workspace.restore(&record.warnings) {
                Some(warnings) => {
                    let record = (*record).clone();
                    task.cached = Some(CachedReport { record, warnings });
                }
                None => task.reason = Some(Reason::New),
            }
        }
    }
    tasks
}

/// A report with the file that it is written to.
fn task(build: &Build, workspace: &Workspace, id: ReportId, format: Format) -> BuildTask {
    let project = workspace.project();
    let (target, name) = if let Some(path) = &build.output {
        (path.clone(), None)
    } else {
        let below = default_target(&id, build.template.as_deref(), format.extension());
        let target = project.root.join(below);
        let name = project.display_path(&target);
        (target, Some(name))
    };
    BuildTask { id, target, name, reason: Some(Reason::Forced), cached: None }
}

impl<'a> CurrentDigests<'a> {
    fn new(workspace: &'a Workspace, records: &[Option<&'a Record>]) -> Self {
        let root = &workspace.project().root;
        let paths = records.iter().flatten().copied().flat_map(Record::files);
        let paths: BTreeSet<&String> = paths.collect();
        let digests = paths.into_par_iter();
        let digests = digests.map(|path| (path, Digest::of_file(&root.join(path))));
        let resources = workspace.resources();
        let languages = resources.languages().iter().map(String::as_str);
        Self {
            workspace,
            program: program_digest(),
            files: digests.collect(),
            words: languages.map(|language| (language, resources.words_digest(language))).collect(),
        }
    }

    /// The digest of a source; `None` if it is not there.
    fn of(&self, source: &Source) -> Option<Digest> {
        match source {
            Source::Tool => Some(self.program),
            Source::Fonts => Some(self.workspace.resources().fonts_digest),
            Source::Date => date_digest(self.workspace.date()),
            Source::Words(language) => self.words.get(language.as_str()).copied(),
            Source::File(path) => self.files.get(path).copied().flatten(),
        }
    }
}
