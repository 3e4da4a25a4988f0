//! Findings on one line each.

use super::path_from;
use crate::diagnostics::{Finding, Lang};

/// `file:line:column: error[code]: message`.
pub(super) fn line(finding: &Finding, lang: Lang, root: &str) -> String {
    let path = path_from(root, &finding.place.file.path);
    let place = match finding.place.range() {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path,
    };
    let (severity, code) = (lang.severity(finding.severity), finding.code.name());
    format!("{place}: {severity}[{code}]: {}", lang.message(&finding.code))
}
