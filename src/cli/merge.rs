//! `merge`: the summaries of several machines as one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use regionrapport::{Failure, Message, message};
use serde_json::{Value as Json, json};

use super::summary::{OutcomeCounts, ReportOutcome, ReportSummary, Summary, SummaryFiles, VERSION};
use super::terminal::Terminal;
use super::{Outcome, words};

/// Which summaries to join, and where to write the sum.
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The summaries that «build --summary» wrote
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    summaries: SummaryFiles,
}

impl Merge {
    /// How many files go to standard output, where only one may.
    pub(super) fn on_stdout(&self) -> usize {
        self.summaries.on_stdout()
    }
}

/// Joins summaries, and ends as the worst of them.
pub(super) fn run(merge: &Merge, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut summaries = Vec::with_capacity(merge.files.len());
    for path in &merge.files {
        summaries.push((path.display().to_string(), Summary::read(path)?));
    }
    let unfinished = summaries.iter().filter(|(_, summary)| !summary.finished);
    let unfinished: Vec<String> = unfinished.map(|(file, _)| file.clone()).collect();
    let mut joined = join(summaries)?;
    if terminal.settings.deny_warnings {
        joined.deny_warnings();
    }
    joined.write(&merge.summaries, terminal)?;
    terminal.line(&words::counts(joined.counts, terminal.lang()));
    terminal.event(&json!({ "kind": "summary", "counts": joined.counts }));
    for file in &unfinished {
        terminal.line(&words::unfinished(file, terminal.lang()));
    }
    for report in &joined.reports {
        if report.outcome == ReportOutcome::Failed {
            let is_denied = report.failure.is_none()
                && !report.findings.is_empty()
                && report.findings.iter().all(|finding| finding["severity"] == "warning");
            let words = if is_denied { words::denied } else { words::not_written };
            terminal.line(&words(&report.report, terminal.lang()));
        }
    }
    for finding in &joined.findings {
        let text = |name: &str| finding[name].as_str().unwrap_or_default();
        terminal.line(&format!("{}: {} → {}", text("file"), text("message"), text("hint")));
    }
    Ok(match joined.counts.failed {
        0 if joined.has_faults(terminal.settings.deny_warnings) => Outcome::Findings,
        0 if joined.finished => Outcome::Done,
        0 => Outcome::Failed,
        _ => Outcome::Findings,
    })
}

/// One summary of several: of shares of one run, all of them.
fn join(summaries: Vec<(String, Summary)>) -> Result<Summary, Failure> {
    require_all_shares(&summaries)?;
    require_one_run(&summaries)?;
    let finished = summaries.iter().all(|(_, summary)| summary.finished);
    let time = summaries.iter().map(|(_, summary)| summary.milliseconds).max();
    let tool = summaries.first().map(|(_, summary)| summary.tool.clone());
    let run = summaries.first().and_then(|(_, summary)| summary.run.clone());
    let mut findings: Vec<Json> = Vec::new();
    for finding in summaries.iter().flat_map(|(_, summary)| &summary.findings) {
        if !findings.contains(finding) {
            findings.push(finding.clone());
        }
    }
    // Each share sees all files.
    let orphans = summaries.iter().flat_map(|(_, summary)| summary.orphans.iter().cloned());
    let orphans: BTreeSet<String> = orphans.collect();
    let mut reports: BTreeMap<(String, String), (String, ReportSummary)> = BTreeMap::new();
    for (file, summary) in summaries {
        for report in summary.reports {
            let name = (report.report.clone(), report.format.clone());
            if let Some((other, report)) = reports.insert(name, (file.clone(), report)) {
                return Err(Failure::new(message!(
                    "{} står i {other} og i {file}",
                    "{} is in {other} and in {file}",
                    report.report,
                ))
                .hint(message!(
                    "slå sammen delene av én kjøring, hver av dem én gang",
                    "join the shares of one run, each once",
                )));
            }
        }
    }
    let reports: Vec<_> = reports.into_values().map(|(_, report)| report).collect();
    Ok(Summary {
        orphans: orphans.into_iter().collect(),
        version: VERSION,
        tool: tool.unwrap_or_default(),
        shard: None,
        finished,
        counts: OutcomeCounts::of(reports.iter().map(|report| report.outcome)),
        milliseconds: time.unwrap_or_default(),
        run,
        findings,
        reports,
    })
}

/// Refuses shares that were not made of the same.
fn require_one_run(summaries: &[(String, Summary)]) -> Result<(), Failure> {
    let shares = summaries.iter().filter(|(_, summary)| summary.shard.is_some());
    let mut shares = shares.filter_map(|(file, summary)| Some((file, summary.run.as_ref()?)));
    let Some((first, run)) = shares.next() else { return Ok(()) };
    for (file, other) in shares {
        if let Some(Message { nb, en }) = other.difference(run) {
            return Err(Failure::new(message!(
                "{file} {nb} enn {first}",
                "{file} {en} than {first}"
            ))
            .hint(message!(
                "slå sammen delene av én kjøring; bygg delen på nytt fra den samme commiten",
                "join the shares of one run; build the share again from the same commit",
            )));
        }
    }
    Ok(())
}

/// Refuses shares of which one is missing, stands twice, or belongs to another run.
fn require_all_shares(summaries: &[(String, Summary)]) -> Result<(), Failure> {
    let shares: Vec<_> = summaries.iter().filter_map(|(_, summary)| summary.shard).collect();
    let Some(count) = shares.first().map(|shard| shard.count) else { return Ok(()) };
    if let Some(other) = shares.iter().find(|shard| shard.count != count) {
        return Err(Failure::new(message!(
            "noen er deler av {count}, andre av {}",
            "there are shares of {count} and of {}",
            other.count,
        ))
        .hint(message!("slå sammen delene av én kjøring", "join the shares of one run")));
    }
    for number in 1..=count {
        let (problem, hint) = match shares.iter().filter(|shard| shard.number == number).count() {
            1 => continue,
            0 => (
                message!("del {number}/{count} mangler", "share {number}/{count} is missing"),
                message!(
                    "noe kan ha gått galt på maskinen; kjør delen på nytt, og oppgi oppsummeringen",
                    "its machine may have failed; run it again, and name its summary",
                ),
            ),
            _ => (
                message!(
                    "del {number}/{count} er med mer enn én gang",
                    "share {number}/{count} is there more than once",
                ),
                message!("oppgi hver oppsummering én gang", "name each summary once"),
            ),
        };
        return Err(Failure::new(problem).hint(hint));
    }
    Ok(())
}
