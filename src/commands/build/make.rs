//! The making of one report, in a worker.

use std::time::Duration;

use super::plan::Planned;
use crate::commands::environment::now;
use crate::diagnostics::{Finding, KeptFinding};
use crate::digest::Digest;
use crate::output::{Record, Sources};
use crate::pipeline::{Merged, Pipeline};
use crate::typeset::{Format, export};

/// A report that is made and not yet written.
pub(super) struct Made {
    /// The bytes of the file, or of one file for each page.
    pub(super) files: Vec<Vec<u8>>,
    pub(super) pages: usize,
    pub(super) warnings: Vec<Finding>,
    /// What it was made of; none, if that changed meanwhile.
    sources: Option<Sources>,
    /// The warnings to keep, with those of files that reports share.
    kept: Vec<KeptFinding>,
}

/// How long the steps of a report took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Times {
    pub(super) data: Duration,
    pub(super) pages: Duration,
    pub(super) export: Duration,
}

impl Times {
    pub(super) fn sum(self) -> Duration {
        self.data + self.pages + self.export
    }
}

/// What became of a report in a worker.
pub(super) struct Tried {
    pub(super) made: Result<Made, Vec<Finding>>,
    pub(super) times: Times,
}

/// Makes a report.
pub(super) fn make(
    it: &Planned,
    pipeline: &Pipeline,
    template: Option<&str>,
    format: Format,
    tool: Digest,
) -> Tried {
    let mut times = Times::default();
    let made = steps(it, pipeline, template, format, tool, &mut times);
    Tried { made, times }
}

fn steps(
    it: &Planned,
    pipeline: &Pipeline,
    template: Option<&str>,
    format: Format,
    tool: Digest,
    times: &mut Times,
) -> Result<Made, Vec<Finding>> {
    let begun = now();
    let merged = pipeline.merge(&it.id);
    times.data = begun.elapsed();
    let merged = merged?;
    let begun = now();
    let typeset = pipeline.typeset(&it.id, &merged.report, template);
    times.pages = begun.elapsed();
    let typeset = typeset?;
    let begun = now();
    let files = export(&typeset.document, &merged.report, format);
    times.export = begun.elapsed();
    let files = files?;

    let sources = pipeline.all_sources(&merged, &typeset, tool);
    let pages = typeset.page_count();
    let Merged { mut warnings, sources: read, .. } = merged;
    warnings.extend(typeset.warnings);
    let shared = pipeline.shared_findings(&read);
    let kept = shared.iter().chain(&warnings).map(KeptFinding::from).collect();
    Ok(Made { files, pages, warnings, sources, kept })
}

impl Made {
    /// What is to be remembered of the report, when it has been written to these files.
    pub(super) fn record(self, names: &[String]) -> Option<Record> {
        let digests = self.files.iter().map(|bytes| Digest::of(bytes));
        Some(Record {
            sources: self.sources?,
            written: names.iter().cloned().zip(digests).collect(),
            pages: self.pages,
            bytes: self.files.iter().map(Vec::len).sum(),
            warnings: self.kept,
        })
    }
}
