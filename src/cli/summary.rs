//! The result of each report of a run, for programs. `docs/ci.md` lists the keys.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use regionrapport::output::write;
use regionrapport::project::Shard;
use regionrapport::{Failure, message};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::run_digests::RunDigests;
use super::terminal::Terminal;

/// The version of the form; keys are added without changing it.
pub(super) const VERSION: u32 = 1;

/// A run, or several that were joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) version: u32,
    /// The program that wrote it, with its version.
    pub(super) tool: String,
    /// The share of the reports, if it was not all; none as well when shares were joined.
    pub(super) shard: Option<Shard>,
    /// Whether the run came to its end.
    pub(super) finished: bool,
    pub(super) counts: OutcomeCounts,
    /// How long it took; the longest, of runs that were joined.
    pub(super) milliseconds: u64,
    /// What the shares of one run have in common.
    #[serde(default)]
    pub(super) run: Option<RunDigests>,
    pub(super) reports: Vec<ReportSummary>,
    /// Findings that belong to no report, such as a file with a wrong name; each as in a report.
    #[serde(default)]
    pub(super) findings: Vec<Json>,
    /// Files of reports that the data has no more, by their paths below the project's folder.
    #[serde(default)]
    pub(super) orphans: Vec<String>,
}

/// The number of reports with each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OutcomeCounts {
    pub(super) built: usize,
    pub(super) unchanged: usize,
    pub(super) failed: usize,
    pub(super) left: usize,
    #[serde(default)]
    pub(super) published: usize,
}

/// How a report ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ReportOutcome {
    /// It was written.
    Built,
    /// It would be the same again.
    Unchanged,
    /// It could not be made or written; what was there before is untouched.
    Failed,
    /// The run ended before it.
    Left,
    /// It has been published, and is not made anew.
    Published,
}

/// A report in a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ReportSummary {
    pub(super) report: String,
    /// Its format; PDF, if a program without others wrote the summary.
    #[serde(default = "pdf")]
    pub(super) format: String,
    pub(super) outcome: ReportOutcome,
    /// Why it was made or was to be made.
    pub(super) reason: Option<String>,
    /// The same as a word that does not change.
    #[serde(default)]
    pub(super) reason_code: Option<String>,
    /// The files, by their paths below the project's folder.
    pub(super) files: Vec<String>,
    pub(super) pages: usize,
    pub(super) bytes: usize,
    pub(super) milliseconds: u64,
    /// Its findings, each as `--message-format json` has it.
    pub(super) findings: Vec<Json>,
    /// Why the system refused to write it, in the language of the run.
    pub(super) failure: Option<String>,
}

impl OutcomeCounts {
    /// Counts outcomes.
    pub(super) fn of(outcomes: impl IntoIterator<Item = ReportOutcome>) -> Self {
        let mut counts = Self::default();
        for outcome in outcomes {
            *match outcome {
                ReportOutcome::Built => &mut counts.built,
                ReportOutcome::Unchanged => &mut counts.unchanged,
                ReportOutcome::Failed => &mut counts.failed,
                ReportOutcome::Left => &mut counts.left,
                ReportOutcome::Published => &mut counts.published,
            } += 1;
        }
        counts
    }
}

impl Summary {
    /// The summary of a run.
    pub(super) fn new(
        reports: Vec<ReportSummary>,
        shard: Option<Shard>,
        finished: bool,
        time: Duration,
    ) -> Self {
        Self {
            version: VERSION,
            tool: concat!("regionrapport ", env!("CARGO_PKG_VERSION")).into(),
            shard,
            finished,
            counts: OutcomeCounts::of(reports.iter().map(|report| report.outcome)),
            milliseconds: milliseconds(time),
            run: None,
            reports,
            findings: Vec::new(),
            orphans: Vec::new(),
        }
    }

    /// Whether a finding that belongs to no report is an error, or a warning where those count.
    pub(super) fn has_faults(&self, deny_warnings: bool) -> bool {
        self.findings.iter().any(|finding| deny_warnings || finding["severity"] == "error")
    }

    /// Counts a report with any finding as one that failed.
    pub(super) fn deny_warnings(&mut self) {
        for report in self.reports.iter_mut().filter(|report| !report.findings.is_empty()) {
            report.outcome = ReportOutcome::Failed;
        }
        self.counts = OutcomeCounts::of(self.reports.iter().map(|report| report.outcome));
    }

    /// Reads a summary from a file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(|e| Failure::io(&message!("lese", "read"), path, &e))?;
        let file = path.display();
        let summary: Self = serde_json::from_slice(&bytes).map_err(|e| {
            Failure::new(message!("{file} er ingen oppsummering: {e}", "{file} is no summary: {e}"))
                .hint(message!(
                    "oppgi filer som er skrevet med «build --summary»",
                    "name files that were written with «build --summary»",
                ))
        })?;
        if summary.version == VERSION {
            return Ok(summary);
        }
        Err(Failure::new(message!(
            "{file} har versjon {}, og dette programmet leser {VERSION}",
            "{file} has version {}, and this program reads {VERSION}",
            summary.version,
        ))
        .hint(message!(
            "bruk samme utgave av regionrapport til alle",
            "use the same version of regionrapport for all",
        )))
    }

    /// Writes the summary to the files that are asked for; `-` is standard output.
    pub(super) fn write(&self, files: &SummaryFiles, terminal: &Terminal) -> Result<(), Failure> {
        let write = |path: &Path, text: String| match path.to_str() {
            Some("-") => terminal.data(text.as_bytes()),
            _ => write(path, text.as_bytes()),
        };
        if let Some(path) = &files.summary {
            let json = serde_json::to_string_pretty(self).map_err(|e| {
                Failure::new(message!(
                    "kan ikke skrive oppsummeringen som JSON: {e}",
                    "cannot write the summary as JSON: {e}",
                ))
            })?;
            write(path, format!("{json}\n"))?;
        }
        if let Some(path) = &files.junit {
            write(path, super::junit::report(self)?)?;
        }
        if let Some(path) = &files.markdown {
            write(path, super::markdown::page(self, terminal.lang()))?;
        }
        Ok(())
    }
}

/// Where summaries are written.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct SummaryFiles {
    /// Write what became of each report, as JSON; - for standard output
    #[arg(long, value_name = "FILE")]
    pub(super) summary: Option<PathBuf>,
    /// Write the same as JUnit XML, for CI viewers
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,
    /// Write the same as Markdown, for the page of a run: "$GITHUB_STEP_SUMMARY"
    #[arg(long, value_name = "FILE")]
    pub(super) markdown: Option<PathBuf>,
}

impl SummaryFiles {
    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.summary, &self.junit, &self.markdown].into_iter().flatten()
    }

    /// Whether any is asked for.
    pub(super) fn are_wanted(&self) -> bool {
        self.all().next().is_some()
    }

    /// How many go to standard output, where only one may.
    pub(super) fn on_stdout(&self) -> usize {
        self.all().filter(|path| path.as_os_str() == "-").count()
    }

    /// The same without what goes to standard output.
    pub(super) fn on_disk(&self) -> Self {
        let on_disk = |path: &Option<PathBuf>| path.clone().filter(|path| path.as_os_str() != "-");
        let Self { summary, junit, markdown } = self;
        Self { summary: on_disk(summary), junit: on_disk(junit), markdown: on_disk(markdown) }
    }
}

fn pdf() -> String {
    "pdf".to_owned()
}

/// A time in whole milliseconds.
pub(super) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
