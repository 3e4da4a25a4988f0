//! A summary as Markdown, for the pages of CI engines: `GITHUB_STEP_SUMMARY`.

use std::fmt::Write;

use regionrapport::Lang;
use serde_json::Value as Json;

use super::summary::{ReportOutcome, ReportSummary, Summary};
use super::words;

/// The most reports that are listed.
const MAX_ROWS: usize = 100;
/// The most findings that are listed.
const MAX_FINDINGS: usize = 100;

/// The counts, a table of the reports that failed or have findings, then of the others; and the findings.
pub(super) fn page(summary: &Summary, lang: Lang) -> String {
    let mut text = format!("### {}\n\n", words::counts(summary.counts, lang));
    text += lang.choose(
        "| rapport | hvordan det gikk | feil | advarsler |\n|---|---|---:|---:|\n",
        "| report | outcome | errors | warnings |\n|---|---|---:|---:|\n",
    );
    let mut reports: Vec<&ReportSummary> = summary.reports.iter().collect();
    reports.sort_by_key(|report| {
        (report.outcome != ReportOutcome::Failed, report.findings.is_empty())
    });
    for report in reports.iter().take(MAX_ROWS) {
        let count = |severity| {
            report.findings.iter().filter(|finding| finding["severity"] == severity).count()
        };
        let (errors, warnings) = (count("error"), count("warning"));
        let outcome = words::outcome(report.outcome, lang);
        let format =
            if report.format == "pdf" { String::new() } else { format!(" ({})", report.format) };
        let _ = writeln!(
            text,
            "| {}{format} | {outcome} | {errors} | {warnings} |",
            cell(&report.report)
        );
    }
    if reports.len() > MAX_ROWS {
        let more = reports.len() - MAX_ROWS;
        let _ = writeln!(
            text,
            "\n{}",
            lang.choose(format!("og {more} til"), format!("and {more} more"))
        );
    }
    let findings =
        summary.findings.iter().chain(reports.iter().flat_map(|report| &report.findings));
    let failures =
        reports.iter().filter_map(|report| report.failure.as_ref().map(|why| (report, why)));
    let mut lines: Vec<String> = failures
        .map(|(report, why)| format!("- **{}**: {}", cell(&report.report), cell(why)))
        .collect();
    for finding in findings {
        let line = line(finding);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        let more = lines.len().saturating_sub(MAX_FINDINGS);
        lines.truncate(MAX_FINDINGS);
        let _ = writeln!(text, "\n{}", lines.join("\n"));
        if more > 0 {
            let _ = writeln!(
                text,
                "- {}",
                lang.choose(format!("og {more} til"), format!("and {more} more"))
            );
        }
    }
    text
}

/// A finding as an item of a list: its place, its message and its remedy.
fn line(finding: &Json) -> String {
    let text = |name: &str| finding[name].as_str().unwrap_or_default();
    let line = finding["line"].as_u64().map_or_else(String::new, |line| format!(":{line}"));
    let (message, hint) = (cell(text("message")), cell(text("hint")));
    format!("- `{}{line}` {} **{}** → {hint}", text("file"), text("code"), message)
}

/// A text without what Markdown or a table would take for its own.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
