//! A summary as JUnit XML, which CI viewers show.

use std::collections::BTreeMap;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::summary::{ReportOutcome, ReportSummary, Summary};
use crate::diagnostics::Failure;

/// One suite for each programme, one case for each report.
pub(super) fn report(summary: &Summary) -> Result<String, Failure> {
    let mut programs: BTreeMap<&str, Vec<&ReportSummary>> = BTreeMap::new();
    for it in &summary.reports {
        let program = it.report.split('/').next().unwrap_or_default();
        programs.entry(program).or_default().push(it);
    }
    let mut report = Report::new("regionrapport");
    report.set_time(Duration::from_millis(summary.milliseconds));
    for (program, reports) in programs {
        let mut suite = TestSuite::new(program);
        suite.add_test_cases(reports.into_iter().map(case));
        report.add_test_suite(suite);
    }
    report.to_string().map_err(|e| Failure::new(format!("cannot write JUnit XML: {e}")))
}

fn case(it: &ReportSummary) -> TestCase {
    let text = |key: &str, finding: &serde_json::Value| {
        finding[key].as_str().unwrap_or_default().to_owned()
    };
    let lines: Vec<String> = it
        .findings
        .iter()
        .map(|finding| {
            format!(
                "{}:{}:{}: {}[{}]: {}",
                text("file", finding),
                finding["line"],
                finding["column"],
                text("severity", finding),
                text("code", finding),
                text("message", finding)
            )
        })
        .chain(it.failure.clone())
        .collect();
    let first = it.findings.iter().find(|it| it["severity"] == "error");
    let status = match it.outcome {
        ReportOutcome::Built | ReportOutcome::Unchanged => TestCaseStatus::success(),
        ReportOutcome::Left => TestCaseStatus::skipped(),
        ReportOutcome::Failed => {
            let mut status = TestCaseStatus::non_success(match it.failure {
                Some(_) => NonSuccessKind::Error,
                None => NonSuccessKind::Failure,
            });
            let message = it.failure.clone().or(first.map(|it| text("message", it)));
            status.set_message(message.unwrap_or_default());
            status.set_description(lines.join("\n"));
            status
        }
    };
    let (place, period) = it.report.rsplit_once('/').unwrap_or(("", &it.report));
    let mut case = TestCase::new(period, status);
    case.set_classname(place.replace('/', "."));
    case.set_time(Duration::from_millis(it.milliseconds));
    if it.outcome != ReportOutcome::Failed && !lines.is_empty() {
        case.set_system_out(lines.join("\n"));
    }
    case
}
