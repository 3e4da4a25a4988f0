//! Which reports are out of date, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::Build;
use crate::diagnostics::Finding;
use crate::digest::Digest;
use crate::model::values::Date;
use crate::output::{Manifest, Reason, Record, Source, default_target};
use crate::pipeline::{date_digest, restore};
use crate::project::{Project, ReportId, data_files};
use crate::typeset::{Engine, Format};

/// What is to become of a report.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) id: ReportId,
    /// The file to write.
    pub(super) target: PathBuf,
    /// Its name in the manifest; none for a file that the manifest knows nothing of.
    pub(super) name: Option<String>,
    /// Why it is to be made; none, if it would be the same again.
    pub(super) reason: Option<Reason>,
    /// Of one that would be the same again, what is known of it.
    pub(super) known: Option<Known>,
}

/// A report as it lies there.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) record: Record,
    pub(super) warnings: Vec<Finding>,
}

/// What reports may be made of besides their files.
pub(super) struct Surroundings {
    /// This program.
    pub(super) tool: Digest,
    /// The date for reports without one of their own.
    pub(super) date: Option<Date>,
}

/// Looks at each report's sources, by their content.
pub(super) fn plan(
    build: &Build,
    project: &Project,
    engine: &Engine,
    manifest: &Manifest,
    surroundings: &Surroundings,
    reports: Vec<ReportId>,
    format: Format,
) -> Vec<Planned> {
    let extension = format.extension();
    let template = build.template.as_deref();
    let planned = reports.into_iter().map(|id| {
        let below = default_target(&id, template, extension);
        let (target, name) = match &build.output {
            Some(path) => (path.clone(), None),
            None => (
                project.root.join(&below),
                Some(project.shown(&project.root.join(below))),
            ),
        };
        Planned { id, target, name, reason: Some(Reason::Forced), known: None }
    });
    let mut planned: Vec<Planned> = planned.collect();
    if build.force {
        return planned;
    }
    let record = |it: &Planned| it.name.as_ref().and_then(|name| manifest.get(name));
    let paths: BTreeSet<&String> =
        planned.iter().filter_map(record).flat_map(Record::files).collect();
    let paths: Vec<&String> = paths.into_iter().collect();
    let digests = paths.par_iter().map(|path| Digest::of_file(&project.root.join(path)));
    let digests: Vec<_> = digests.collect();
    let files: BTreeMap<&String, Option<Digest>> =
        paths.into_iter().zip(digests).collect();
    let words: BTreeMap<&str, Digest> = engine
        .languages()
        .iter()
        .map(|language| (language.as_str(), engine.words_digest(language)))
        .collect();
    let now = |source: &Source| match source {
        Source::Tool => Some(surroundings.tool),
        Source::Fonts => Some(engine.fonts_digest()),
        Source::Date => date_digest(surroundings.date),
        Source::Words(language) => words.get(language.as_str()).copied(),
        Source::File(path) => files.get(path).copied().flatten(),
    };
    for it in planned.iter_mut().filter(|it| it.name.is_some()) {
        let Some(record) = record(it) else {
            it.reason = Some(Reason::New);
            continue;
        };
        it.reason = record.reason(&data_files(project, &it.id), &now);
        if it.reason.is_none() {
            match restore(project, engine, &record.warnings) {
                Some(warnings) => {
                    it.known = Some(Known { record: record.clone(), warnings });
                }
                None => it.reason = Some(Reason::New),
            }
        }
    }
    planned
}
