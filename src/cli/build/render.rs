//! The rendering of one report, in a worker.

use std::time::Duration;

use regionrapport::digest::Digest;
use regionrapport::finding::{PortableFindings, StoredFinding};
use regionrapport::output::{PortableSources, Record, Sources};
use regionrapport::project::ReportId;
use regionrapport::site::Surroundings;
use regionrapport::{Case, Finding, Findings, Format, Rendered, Workspace};
use serde::{Deserialize, Serialize};

use crate::cli::environment::now;
use crate::cli::worker::Job;

/// A report that is rendered and not yet written.
#[derive(Serialize, Deserialize)]
pub(super) struct PendingOutput {
    /// The bytes of the file, or of one file for each page.
    pub(super) files: Vec<Vec<u8>>,
    pub(super) pages: usize,
    warnings: PortableFindings,
    /// What it was made of; `None` if that changed meanwhile.
    sources: Option<PortableSources>,
}

/// How long the steps of a report took.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
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
#[derive(Serialize, Deserialize)]
pub(in crate::cli) struct RenderOutcome {
    pub(super) result: Result<PendingOutput, PortableFindings>,
    pub(super) times: Times,
}

/// A report with the formats that it is to be written in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct BuildPart {
    pub(in crate::cli) id: ReportId,
    pub(in crate::cli) formats: Vec<Format>,
    /// The name of the PDF that lies beside the page of the web, if one does.
    pub(in crate::cli) pdf: Option<String>,
}

/// What is the same for every report of a run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct BuildJob {
    pub(super) template: Option<String>,
    /// Whether the pages are marked as a draft.
    pub(super) draft: bool,
    /// This program.
    pub(super) program: Digest,
}

impl Job for BuildJob {
    type Task = BuildPart;
    /// The result for each of the formats.
    type Output = Vec<RenderOutcome>;

    const NAME: &str = "build";

    fn run(&self, workspace: &Workspace, part: &BuildPart) -> Vec<RenderOutcome> {
        let begun = now();
        let case = workspace.drafting(self.draft).load(&part.id);
        let mut data = begun.elapsed();
        let mut pages = None;
        let mut outcomes = Vec::with_capacity(part.formats.len());
        for format in &part.formats {
            let mut times = Times { data, ..Times::default() };
            // The data was read for the first.
            data = Duration::ZERO;
            let result = if *format == Format::Html {
                self.web(&case, part.pdf.as_deref(), &mut times)
            } else {
                self.paged(&case, *format, &mut pages, &mut times)
            };
            let result = result.map_err(|findings| PortableFindings::from(&*findings));
            outcomes.push(RenderOutcome { result, times });
        }
        outcomes
    }

    fn report(part: &BuildPart) -> Option<&ReportId> {
        Some(&part.id)
    }

    fn template<'a>(&'a self, _: &'a BuildPart) -> Option<&'a str> {
        self.template.as_deref()
    }

    fn died(&self, part: &BuildPart, finding: Finding) -> Vec<RenderOutcome> {
        let outcome = || {
            let result = Err(PortableFindings::from([finding.clone()].as_slice()));
            RenderOutcome { result, times: Times::default() }
        };
        part.formats.iter().map(|_| outcome()).collect()
    }
}

impl RenderOutcome {
    /// The bytes of the one file, if it was rendered.
    pub(in crate::cli) fn into_file(self) -> Option<Vec<u8>> {
        self.result.ok()?.files.pop()
    }
}

impl BuildJob {
    /// The job that builds reports by their own templates.
    pub(in crate::cli) fn of(program: Digest) -> Self {
        Self { template: None, draft: false, program }
    }

    /// Renders a page of the web, which leads to a PDF beside it.
    fn web(
        &self,
        case: &Case,
        pdf: Option<&str>,
        times: &mut Times,
    ) -> Result<PendingOutput, Findings> {
        let begun = now();
        let around = pdf.map(Surroundings::beside).unwrap_or_default().json();
        let rendered = case.render_web(self.template.as_deref(), &around);
        times.pages = begun.elapsed();
        let rendered = rendered?;
        let begun = now();
        let html = rendered.html();
        times.export = begun.elapsed();
        let sources = rendered.sources(self.program).map(|sources| sources.leading_to(pdf));
        Ok(output(&rendered, vec![html?.into_bytes()], 1, sources))
    }

    /// Exports the pages, which are rendered for the first format that needs them.
    fn paged(
        &self,
        case: &Case,
        format: Format,
        pages: &mut Option<Result<Rendered, Findings>>,
        times: &mut Times,
    ) -> Result<PendingOutput, Findings> {
        let rendered = pages.get_or_insert_with(|| {
            let begun = now();
            let rendered = case.render_with(self.template.as_deref());
            times.pages = begun.elapsed();
            rendered
        });
        let rendered = rendered.as_ref().map_err(Clone::clone)?;
        let begun = now();
        let files = rendered.export(format);
        times.export = begun.elapsed();
        Ok(output(rendered, files?, rendered.pages().count(), rendered.sources(self.program)))
    }
}

/// What was rendered, with what it was made of.
fn output<D>(
    rendered: &Rendered<D>,
    files: Vec<Vec<u8>>,
    pages: usize,
    sources: Option<Sources>,
) -> PendingOutput {
    let warnings: Vec<Finding> = rendered.warnings().cloned().collect();
    PendingOutput {
        files,
        pages,
        warnings: warnings.as_slice().into(),
        sources: sources.map(Into::into),
    }
}

impl PendingOutput {
    /// What is worth a warning.
    pub(super) fn take_warnings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.warnings).into()
    }

    /// The number of bytes.
    pub(super) fn bytes(&self) -> usize {
        self.files.iter().map(Vec::len).sum()
    }

    /// What the manifest stores of the report, when it has been written to these files.
    pub(super) fn record(self, names: &[String], warnings: &[Finding]) -> Option<Record> {
        let digests = self.files.iter().map(|bytes| Digest::of(bytes));
        Some(Record {
            written: names.iter().cloned().zip(digests).collect(),
            pages: self.pages,
            bytes: self.bytes(),
            warnings: warnings.iter().map(StoredFinding::from).collect(),
            sources: self.sources?.into(),
        })
    }
}
