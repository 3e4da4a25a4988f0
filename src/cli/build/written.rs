//! What is written of a run besides its reports: rules for make, and summaries.

use std::time::Duration;

use regionrapport::Failure;
use regionrapport::finding::limit;
use regionrapport::output::write;
use regionrapport::project::{Project, Shard};

use super::plan::BuildTask;
use super::result::{BuildResult, ReportResult};
use super::{Build, deps};
use crate::cli::run_digests::RunDigests;
use crate::cli::summary::{ReportOutcome, Summary};
use crate::cli::terminal::Terminal;

impl Build {
    /// Writes what each report was made of, if it is asked for.
    pub(super) fn write_rules(
        &self,
        result: &BuildResult,
        project: &Project,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        let Some(path) = &self.deps else { return Ok(()) };
        let rules = deps::rules(&result.reports, project, &terminal.settings.root)?;
        match path.to_str() {
            Some("-") => terminal.data(rules.as_bytes()),
            _ => write(path, rules.as_bytes()),
        }
    }

    /// Writes the summary of a run that has not come to its end: every report is left.
    pub(super) fn write_beginning(
        &self,
        tasks: &[BuildTask],
        shard: Option<Shard>,
        run: Option<RunDigests>,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        if !self.summaries.are_wanted() {
            return Ok(());
        }
        let left = tasks.iter().map(|task| ReportResult::new(task, ReportOutcome::Left));
        let reports = left.map(|report| report.summary(terminal)).collect();
        let summary = Summary::new(reports, shard, false, Duration::ZERO);
        Summary { run, ..summary }.write(&self.summaries.on_disk(), terminal)
    }

    /// Writes the summaries that are asked for.
    pub(super) fn write_summary(
        &self,
        result: &BuildResult,
        orphans: &[String],
        (shard, run): (Option<Shard>, Option<RunDigests>),
        time: Duration,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        if !self.summaries.are_wanted() {
            return Ok(());
        }
        let reports = result.reports.iter().map(|report| report.summary(terminal)).collect();
        let is_finished = result.counts().left == 0;
        let findings = terminal.located(limit(result.project_findings.clone()));
        let findings = findings.iter().map(|finding| finding.to_json(terminal.lang())).collect();
        let summary = Summary::new(reports, shard, is_finished, time);
        Summary { orphans: orphans.to_vec(), run, findings, ..summary }
            .write(&self.summaries, terminal)
    }

    /// How many files go to standard output, where only one may.
    pub(in crate::cli) fn on_stdout(&self) -> usize {
        let others = [&self.deps, &self.output].into_iter().flatten();
        self.summaries.on_stdout() + others.filter(|path| path.as_os_str() == "-").count()
    }
}
