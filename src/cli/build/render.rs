//! The rendering of one report, in a worker.

use std::time::Duration;

use regionrapport::digest::Digest;
use regionrapport::finding::StoredFinding;
use regionrapport::output::{Record, Sources};
use regionrapport::{Finding, Findings, Format, Workspace};

use super::plan::BuildTask;
use crate::cli::environment::now;

/// A report that is rendered and not yet written.
pub(super) struct PendingOutput {
    /// The bytes of the file, or of one file for each page.
    pub(super) files: Vec<Vec<u8>>,
    pub(super) pages: usize,
    pub(super) warnings: Vec<Finding>,
    /// What it was made of; `None` if that changed meanwhile.
    sources: Option<Sources>,
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

/// The result of rendering one report.
pub(super) struct RenderOutcome {
    pub(super) result: Result<PendingOutput, Findings>,
    pub(super) times: Times,
}

/// What is the same for every report of a run.
#[derive(Clone)]
pub(super) struct Renderer {
    pub(super) workspace: Workspace,
    pub(super) template: Option<String>,
    pub(super) format: Format,
    /// This program.
    pub(super) program: Digest,
}

impl Renderer {
    /// Renders a report.
    pub(super) fn render(&self, task: &BuildTask) -> RenderOutcome {
        let mut times = Times::default();
        let result = self.steps(task, &mut times);
        RenderOutcome { result, times }
    }

    fn steps(&self, task: &BuildTask, times: &mut Times) -> Result<PendingOutput, Findings> {
        let begun = now();
        let case = self.workspace.load(&task.id);
        times.data = begun.elapsed();
        let begun = now();
        let rendered = case.render_with(self.template.as_deref());
        times.pages = begun.elapsed();
        let rendered = rendered?;
        let begun = now();
        let files = rendered.export(self.format);
        times.export = begun.elapsed();
        Ok(PendingOutput {
            files: files?,
            pages: rendered.pages().count(),
            warnings: rendered.warnings().cloned().collect(),
            sources: rendered.sources(self.program),
        })
    }
}

impl PendingOutput {
    /// The number of bytes.
    pub(super) fn bytes(&self) -> usize {
        self.files.iter().map(Vec::len).sum()
    }

    /// What the manifest stores of the report, when it has been written to these files.
    pub(super) fn record(self, names: &[String]) -> Option<Record> {
        let digests = self.files.iter().map(|bytes| Digest::of(bytes));
        Some(Record {
            written: names.iter().cloned().zip(digests).collect(),
            pages: self.pages,
            bytes: self.bytes(),
            warnings: self.warnings.iter().map(StoredFinding::from).collect(),
            sources: self.sources?,
        })
    }
}
