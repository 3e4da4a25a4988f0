//! Which reports are out of date, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;
use regionrapport::digest::Digest;
use regionrapport::model::values::Date;
use regionrapport::output::{
    Manifest, Reason, Record, Source, date_digest, default_target, pdf_digest,
};
use regionrapport::project::{Project, ReportId, data_files};
use regionrapport::publication::{Publication, folder_of, published_folders};
use regionrapport::{Finding, Format, restore};

use super::Build;
use crate::cli::worker::{OpenError, Opened, Opening, WordDigests, Workers};

/// A report that is to be written, or to be left as it is.
#[derive(Debug, Clone)]
pub(super) struct BuildTask {
    pub(super) id: ReportId,
    pub(super) format: Format,
    /// The file to write.
    pub(super) target: PathBuf,
    /// The name of the PDF that a page of the web leads to.
    pub(super) pdf: Option<String>,
    /// Its name in the manifest; `None` for a file that the manifest does not have.
    pub(super) name: Option<String>,
    /// Why it is to be written; `None` if it would be the same again.
    pub(super) reason: Option<Reason>,
    /// What has been published of it, if that stands in its place.
    pub(super) published: Option<Result<Publication, Finding>>,
    /// The report as it lies there, if it would be the same again.
    pub(super) cached: Option<CachedReport>,
}

/// A report as it lies there.
#[derive(Debug, Clone)]
pub(super) struct CachedReport {
    pub(super) record: Record,
    pub(super) warnings: Vec<Finding>,
}

/// What is planned.
pub(super) struct PlanRequest<'a> {
    pub(super) build: &'a Build,
    pub(super) project: &'a Project,
    pub(super) manifest: &'a Manifest,
    /// The formats that are asked for.
    pub(super) formats: &'a [Format],
    /// This program.
    pub(super) program: Digest,
    /// The date of reports that have none of their own.
    pub(super) date: Option<Date>,
}

/// The digests, as they are now, of everything that reports were made of.
struct CurrentDigests<'a> {
    request: &'a PlanRequest<'a>,
    opened: &'a Opened,
    words: WordDigests,
    files: BTreeMap<&'a String, Option<Digest>>,
}

/// Compares each report's sources with what they were, by their content. The files are read while the
/// worker opens the project.
///
/// # Errors
/// The project cannot be opened, or what has been published cannot be listed.
pub(super) fn plan(
    request: &PlanRequest<'_>,
    reports: Vec<ReportId>,
    opening: Opening,
) -> Result<(Vec<BuildTask>, Workers), OpenError> {
    let PlanRequest { build, project, manifest, .. } = *request;
    let mut tasks = Vec::with_capacity(reports.len() * request.formats.len());
    for id in reports {
        let formats = request.formats.iter();
        tasks.extend(formats.map(|format| task(build, project, id.clone(), *format)));
    }
    mark_published(request, &mut tasks).map_err(OpenError::Finding)?;
    link_pages(&mut tasks);
    if build.force {
        return Ok((tasks, opening.finish()?));
    }
    let records: Vec<Option<&Record>> =
        tasks.iter().map(|task| manifest.get(task.name.as_ref()?)).collect();
    let files = file_digests(project, &records);
    let mut workers = opening.finish()?;
    let words = workers.words(languages(&records));
    let current = CurrentDigests { request, opened: &workers.opened, words, files };
    for (task, record) in tasks.iter_mut().zip(&records) {
        if task.name.is_none() || task.published.is_some() {
            continue;
        }
        let Some(record) = record else {
            task.reason = Some(Reason::New);
            continue;
        };
        let data = data_files(project, &task.id);
        task.reason = record.reason(&data, &|source| current.of(source, task.pdf.as_deref()));
        if task.reason.is_none() {
            match restore(&project.source, &record.warnings) {
                Some(warnings) => {
                    let record = (*record).clone();
                    task.cached = Some(CachedReport { record, warnings });
                }
                None => task.reason = Some(Reason::New),
            }
        }
    }
    Ok((tasks, workers))
}

/// Leaves out the reports that have been published. What was issued is the PDF by a report's own
/// template: others, and drafts, are made.
///
/// # Errors
/// The folder of what has been published cannot be listed.
fn mark_published(request: &PlanRequest<'_>, tasks: &mut [BuildTask]) -> Result<(), Finding> {
    let PlanRequest { build, project, .. } = *request;
    if build.draft || build.template.is_some() || !request.formats.contains(&Format::Pdf) {
        return Ok(());
    }
    let folders = published_folders(&project.source)?;
    if folders.is_empty() {
        return Ok(());
    }
    tasks.par_iter_mut().filter(|task| task.format == Format::Pdf).for_each(|task| {
        let folder = folder_of(&task.id);
        if folders.contains(&folder) {
            task.published = Publication::read(&project.source, &folder);
            task.reason = None;
        }
    });
    Ok(())
}

/// Lets pages of the web lead to the PDF of the same report that is written beside them. That of a published
/// report lies elsewhere.
fn link_pages(tasks: &mut [BuildTask]) {
    for tasks in tasks.chunk_by_mut(|a, b| a.id == b.id) {
        let pdf = tasks.iter().find(|task| task.format == Format::Pdf && task.published.is_none());
        let name = pdf.and_then(|task| task.target.file_name()).map(|name| name.to_string_lossy());
        let name = name.map(std::borrow::Cow::into_owned);
        for task in tasks.iter_mut().filter(|task| task.format == Format::Html) {
            task.pdf.clone_from(&name);
        }
    }
}

/// The digests of all files that some reports were made of or written to.
fn file_digests<'a>(
    project: &Project,
    records: &[Option<&'a Record>],
) -> BTreeMap<&'a String, Option<Digest>> {
    let paths = records.iter().flatten().copied().flat_map(Record::files);
    let paths: BTreeSet<&String> = paths.collect();
    let digests = paths.into_par_iter();
    digests.map(|path| (path, project.source.digest(path.as_ref()))).collect()
}

/// The languages of reports that were written.
fn languages(records: &[Option<&Record>]) -> Vec<String> {
    let shared = records.iter().flatten().flat_map(|record| record.sources.shared.keys());
    let languages = shared.filter_map(|source| match source {
        Source::Words(language) => Some(language.clone()),
        _ => None,
    });
    languages.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A report with the file that it is written to.
fn task(build: &Build, project: &Project, id: ReportId, format: Format) -> BuildTask {
    let (target, name) = if let Some(path) = &build.output {
        (path.clone(), None)
    } else if let Some(folder) = &build.out_dir {
        let below = default_target(&id, build.template.as_deref(), build.draft, format.extension());
        let below = below.strip_prefix("rapporter").unwrap_or(&below);
        (folder.join(below), None)
    } else {
        let below = default_target(&id, build.template.as_deref(), build.draft, format.extension());
        let target = project.root().join(below);
        let name = project.display_path(&target);
        (target, Some(name))
    };
    BuildTask {
        id,
        format,
        target,
        pdf: None,
        name,
        reason: Some(Reason::Forced),
        published: None,
        cached: None,
    }
}

impl CurrentDigests<'_> {
    /// The digest of a source of a report, whose page of the web leads to a PDF of a name; `None` if it is
    /// not there.
    fn of(&self, source: &Source, pdf: Option<&str>) -> Option<Digest> {
        match source {
            Source::Pdf => pdf_digest(pdf),
            Source::Tool => Some(self.request.program),
            Source::Fonts => Some(self.opened.fonts),
            Source::Date => date_digest(self.request.date),
            Source::Words(language) => self.words.get(language).copied(),
            Source::File(path) => self.files.get(path).copied().flatten(),
        }
    }
}
