//! A summary as JUnit XML, which CI viewers show.

use std::collections::BTreeMap;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use regionrapport::{Failure, message};
use serde_json::Value as Json;

use super::summary::{ReportOutcome, ReportSummary, Summary};

/// One suite for each programme, one case for each report.
pub(super) fn report(summary: &Summary) -> Result<String, Failure> {
    let mut programs: BTreeMap<&str, Vec<&ReportSummary>> = BTreeMap::new();
    for report in &summary.reports {
        let program = report.report.split('/').next().unwrap_or_default();
        programs.entry(program).or_default().push(report);
    }
    let mut junit = Report::new("regionrapport");
    junit.set_time(Duration::from_millis(summary.milliseconds));
    for (program, reports) in programs {
        let mut suite = TestSuite::new(xml(program));
        suite.add_test_cases(reports.into_iter().map(case));
        junit.add_test_suite(suite);
    }
    if !summary.findings.is_empty() {
        // What belongs to no report is a case of its own.
        let lines: Vec<String> = summary.findings.iter().map(line).collect();
        let text = xml(&lines.join("\n"));
        let is_fault = summary.findings.iter().any(|finding| finding["severity"] == "error");
        let status = if is_fault {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(text.clone());
            status
        } else {
            TestCaseStatus::success()
        };
        let mut suite = TestSuite::new("project");
        suite.add_test_case(TestCase::new("files", status));
        junit.add_test_suite(suite);
    }
    junit.to_string().map_err(|e| {
        Failure::new(message!("kan ikke skrive JUnit-XML: {e}", "cannot write JUnit XML: {e}"))
    })
}

fn case(report: &ReportSummary) -> TestCase {
    let lines = report.findings.iter().map(line).chain(report.failure.clone());
    let text = xml(&lines.collect::<Vec<_>>().join("\n"));
    let status = match report.outcome {
        ReportOutcome::Built | ReportOutcome::Unchanged | ReportOutcome::Published => {
            TestCaseStatus::success()
        }
        ReportOutcome::Left => TestCaseStatus::skipped(),
        ReportOutcome::Failed => failed(report, &text),
    };
    let (place, period) = report.report.rsplit_once('/').unwrap_or(("", &report.report));
    let format = if report.format == "pdf" { String::new() } else { format!(".{}", report.format) };
    let mut case = TestCase::new(xml(&format!("{period}{format}")), status);
    case.set_classname(xml(&place.replace('/', ".")));
    case.set_time(Duration::from_millis(report.milliseconds));
    if report.outcome != ReportOutcome::Failed && !text.is_empty() {
        case.set_system_out(text);
    }
    case
}

fn failed(report: &ReportSummary, text: &str) -> TestCaseStatus {
    let error = report.findings.iter().find(|finding| finding["severity"] == "error");
    // Where warnings count, the first of them.
    let error = error.or(report.findings.first());
    let mut status = TestCaseStatus::non_success(match report.failure {
        Some(_) => NonSuccessKind::Error,
        None => NonSuccessKind::Failure,
    });
    let message = report.failure.as_deref().or(error.map(|finding| field("message", finding)));
    status.set_message(xml(message.unwrap_or_default()));
    status.set_description(text);
    status
}

/// A finding on one line: `file:line:column: error[code]: message`.
fn line(finding: &Json) -> String {
    let [file, severity, code, message] =
        ["file", "severity", "code", "message"].map(|key| field(key, finding));
    let (line, column) = (&finding["line"], &finding["column"]);
    format!("{file}:{line}:{column}: {severity}[{code}]: {message}")
}

/// A text without the characters that XML cannot have, in place of which stands the sign for a
/// missing one.
///
/// Source: W3C, «Extensible Markup Language (XML) 1.0 (Fifth Edition)», section 2.2.
fn xml(text: &str) -> String {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect()
}

fn field<'a>(key: &str, finding: &'a Json) -> &'a str {
    finding[key].as_str().unwrap_or_default()
}
