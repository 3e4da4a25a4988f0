//! How long the steps of the reports took.

use std::cmp::Reverse;
use std::time::Duration;

use super::render::Times;
use super::result::ReportResult;
use crate::cli::terminal::Terminal;

/// How many of the slowest reports are named.
const MAX_NAMED: usize = 10;

/// Prints the sum of each step over all reports, and the slowest reports.
pub(super) fn print(reports: &[ReportResult], terminal: &Terminal) {
    let sum = |step: fn(&Times) -> Duration| -> Duration {
        reports.iter().map(|report| step(&report.times)).sum()
    };
    let steps = [
        ("data", sum(|times| times.data)),
        ("pages", sum(|times| times.pages)),
        ("export", sum(|times| times.export)),
    ];
    for (name, time) in steps {
        terminal.line(&format!("{name:8}{:10.1} ms", milliseconds(time)));
    }
    let mut slowest: Vec<&ReportResult> =
        reports.iter().filter(|report| !report.times.sum().is_zero()).collect();
    slowest.sort_by_key(|report| Reverse(report.times.sum()));
    for report in slowest.into_iter().take(MAX_NAMED) {
        let Times { data, pages, export } = report.times;
        let parts = [data, pages, export].map(|time| format!("{:.1}", milliseconds(time)));
        let sum = milliseconds(report.times.sum());
        terminal.line(&format!("{sum:10.1} ms  {}  ({})", report.id, parts.join(" + ")));
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
