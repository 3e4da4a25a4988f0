//! `merge`: the summaries of several machines as one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::json;

use super::summary::{Counts, ReportOutcome, ReportSummary, Summary, SummaryFiles};
use super::{Outcome, Settings, print, words};
use crate::diagnostics::Failure;

/// Which summaries to join, and where to write the sum.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The summaries, as `build --summary` writes them.
    pub summaries: Vec<PathBuf>,
    /// The files to write.
    pub files: SummaryFiles,
}

/// Joins summaries and tells how all of it ended.
pub(super) fn run(merge: &Merge, settings: &Settings) -> Result<Outcome, Failure> {
    let read = |path: &PathBuf| Ok((path.display().to_string(), Summary::read(path)?));
    let summaries: Vec<(String, Summary)> =
        merge.summaries.iter().map(read).collect::<Result<_, Failure>>()?;
    let joined = join(summaries)?;
    joined.write(&merge.files)?;
    print::line(&words::counts(joined.counts, settings.lang), settings);
    print::event(&json!({ "kind": "summary", "counts": joined.counts }), settings);
    for report in joined.reports.iter().filter(|it| it.outcome == ReportOutcome::Failed) {
        print::line(&settings.lang.not_written(&report.report), settings);
    }
    Ok(match joined.counts {
        counts if counts.failed > 0 => Outcome::Findings,
        _ if !joined.finished => Outcome::Failed,
        _ => Outcome::Done,
    })
}

/// One summary of several: of shares of one run, all of them.
fn join(summaries: Vec<(String, Summary)>) -> Result<Summary, Failure> {
    all_shares(&summaries)?;
    let finished = summaries.iter().all(|(_, summary)| summary.finished);
    let time = summaries.iter().map(|(_, summary)| summary.milliseconds).max();
    let tool = summaries.first().map(|(_, summary)| summary.tool.clone());
    let mut reports: BTreeMap<String, (String, ReportSummary)> = BTreeMap::new();
    for (file, summary) in summaries {
        for report in summary.reports {
            let name = report.report.clone();
            let before = reports.insert(name, (file.clone(), report));
            if let Some((other, report)) = before {
                let message = format!("{} is in {other} and in {file}", report.report);
                return Err(
                    Failure::new(message).hint("join the shares of one run, each once")
                );
            }
        }
    }
    let reports: Vec<_> = reports.into_values().map(|(_, report)| report).collect();
    Ok(Summary {
        version: 1,
        tool: tool.unwrap_or_default(),
        shard: None,
        finished,
        counts: Counts::of(reports.iter().map(|it| it.outcome)),
        milliseconds: time.unwrap_or_default(),
        reports,
    })
}

/// Refuses shares of which one is missing, stands twice, or belongs to another run.
fn all_shares(summaries: &[(String, Summary)]) -> Result<(), Failure> {
    let shares = || summaries.iter().filter_map(|(_, summary)| summary.shard);
    let Some(count) = shares().map(|shard| shard.count).next() else { return Ok(()) };
    if let Some(other) = shares().find(|shard| shard.count != count) {
        let message = format!("there are shares of {count} and of {}", other.count);
        return Err(Failure::new(message).hint("join the shares of one run"));
    }
    for number in 1..=count {
        match shares().filter(|shard| shard.number == number).count() {
            1 => {}
            0 => {
                return Err(Failure::new(format!("share {number}/{count} is missing"))
                    .hint(
                        "its machine may have failed; run it again, and name its summary",
                    ));
            }
            _ => {
                let message = format!("share {number}/{count} is there more than once");
                return Err(Failure::new(message).hint("name each summary once"));
            }
        }
    }
    Ok(())
}
