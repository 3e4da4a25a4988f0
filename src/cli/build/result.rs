//! The results of a run, and how they are printed.

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::NaiveDate;
use regionrapport::finding::{has_errors, limit};
use regionrapport::output::Reason;
use regionrapport::project::ReportId;
use regionrapport::{Failure, Finding, Format, Lang};
use serde_json::json;

use super::Build;
use super::plan::BuildTask;
use super::render::Times;
use crate::cli::summary::{OutcomeCounts, ReportOutcome, ReportSummary, milliseconds};
use crate::cli::terminal::{Terminal, print_failure};
use crate::cli::{Outcome, words};

/// The result of building one report.
#[derive(Debug)]
pub(super) struct ReportResult {
    pub(super) id: ReportId,
    pub(super) format: Format,
    pub(super) outcome: ReportOutcome,
    /// Why it was rendered.
    pub(super) reason: Option<Reason>,
    /// The written files, by their paths below the project's folder.
    pub(super) files: Vec<String>,
    pub(super) pages: usize,
    pub(super) bytes: usize,
    pub(super) times: Times,
    pub(super) findings: Vec<Finding>,
    pub(super) failure: Option<Failure>,
    /// The day on which it was published, if that is to be told.
    pub(super) published: Option<NaiveDate>,
    /// The files it was made of, if they are asked for; of one that failed, those that may mend
    /// it.
    pub(super) sources: BTreeSet<String>,
    /// The files that it would be written to, for a rule of one that failed.
    pub(super) targets: Vec<String>,
}

/// The results of all reports, in their order.
pub(super) struct BuildResult {
    pub(super) reports: Vec<ReportResult>,
    /// The findings that belong to no report.
    pub(super) project_findings: Vec<Finding>,
    /// Whether the manifest could be saved.
    pub(super) is_saved: bool,
    /// The exit status, if the run was asked to stop.
    pub(super) interrupted: Option<u8>,
}

impl ReportResult {
    pub(super) fn new(task: &BuildTask, outcome: ReportOutcome) -> Self {
        Self {
            id: task.id.clone(),
            format: task.format,
            outcome,
            reason: task.reason.clone(),
            files: Vec::new(),
            pages: 0,
            bytes: 0,
            times: Times::default(),
            findings: Vec::new(),
            failure: None,
            published: None,
            sources: BTreeSet::new(),
            targets: vec![
                task.name.clone().unwrap_or_else(|| task.target.to_string_lossy().into_owned()),
            ],
        }
    }

    /// The result as a summary has it.
    pub(super) fn summary(&self, terminal: &Terminal) -> ReportSummary {
        let lang = terminal.lang();
        let findings = terminal.located(limit(self.findings.clone()));
        ReportSummary {
            report: self.id.to_string(),
            format: self.format.extension().to_owned(),
            outcome: self.outcome,
            reason: self.reason.as_ref().map(|reason| words::reason(reason, lang)),
            reason_code: self.reason.as_ref().map(|reason| reason.code().to_owned()),
            files: self.files.clone(),
            pages: self.pages,
            bytes: self.bytes,
            milliseconds: milliseconds(self.times.sum()),
            findings: findings.iter().map(|finding| finding.to_json(lang)).collect(),
            failure: self.failure.as_ref().map(|failure| failure.message.get(lang).to_owned()),
        }
    }

    /// Prints the result; of a report that is unchanged, only for programs.
    pub(super) fn print(&self, build: &Build, terminal: &Terminal) {
        if let Some(failure) = &self.failure {
            print_failure(failure, terminal.lang());
        }
        if build.is_to_stdout() {
            return;
        }
        let is_built = self.outcome == ReportOutcome::Built;
        let mut event = json!({
            "kind": "report", "report": self.id.to_string(), "format": self.format.extension(),
            "outcome": self.outcome, "written": is_built,
        });
        if is_built || self.outcome == ReportOutcome::Unchanged {
            event["files"] = json!(self.files);
            event["pages"] = json!(self.pages);
            event["bytes"] = json!(self.bytes);
        }
        if self.outcome == ReportOutcome::Published {
            event["files"] = json!(self.files);
        }
        if let Some(day) = self.published {
            let words = words::published_on(day, terminal.lang());
            terminal.line(&format!("{}: {words}", self.id));
        } else if is_built {
            terminal.line(&self.line(terminal.lang()));
        } else if self.outcome == ReportOutcome::Failed && self.failure.is_none() {
            let is_denied = !has_errors(&self.findings) && !self.findings.is_empty();
            let words = if is_denied { words::denied } else { words::not_written };
            terminal.line(&words(&self.id.to_string(), terminal.lang()));
        }
        terminal.event(&event);
    }

    /// The file, pages and size of a report that is written.
    fn line(&self, lang: Lang) -> String {
        let name = match self.files.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, .., last] => format!("{first} … {last}"),
        };
        let pages = (self.format != Format::Html).then_some(self.pages);
        words::file(&name, pages, self.bytes, lang)
    }
}

impl BuildResult {
    /// The number of reports with each outcome.
    pub(super) fn counts(&self) -> OutcomeCounts {
        OutcomeCounts::of(self.reports.iter().map(|report| report.outcome))
    }

    /// Prints the findings of the reports that were rendered or could not be.
    pub(super) fn print_rendered(self, terminal: &Terminal) {
        let mut rendered = self.reports;
        let outcomes = [ReportOutcome::Built, ReportOutcome::Failed];
        rendered.retain(|report| outcomes.contains(&report.outcome));
        if !rendered.is_empty() {
            let own = rendered.into_iter().flat_map(|report| report.findings);
            terminal.findings(self.project_findings.into_iter().chain(own).collect());
        }
    }

    /// Prints the findings of all reports, and gives how the command ends.
    pub(super) fn print(self, build: &Build, terminal: &Terminal, begun: Instant) -> Outcome {
        let counts = self.counts();
        let is_only_one =
            self.reports.len() == 1 && counts.built + counts.failed + counts.published == 1;
        let is_quiet = build.is_to_stdout() || is_only_one || self.reports.is_empty();
        let has_failures =
            !self.is_saved || self.reports.iter().any(|report| report.failure.is_some());
        let mut findings = self.project_findings;
        findings.extend(self.reports.into_iter().flat_map(|report| report.findings));
        let outcome = if build.is_to_stdout() {
            terminal.findings_beside_data(findings)
        } else {
            terminal.findings(findings)
        };
        if !is_quiet {
            terminal.line(&words::counts_in(counts, begun.elapsed(), terminal.lang()));
        }
        if let Some(status) = self.interrupted {
            terminal.line(words::interrupted(terminal.lang()));
            return Outcome::Interrupted(status);
        }
        match counts.failed {
            _ if has_failures => Outcome::Failed,
            0 => outcome,
            _ => Outcome::Findings,
        }
    }
}
