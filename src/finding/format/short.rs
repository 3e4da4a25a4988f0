//! Findings on one line each.

use super::path_from;
use crate::finding::Finding;
use crate::lang::Lang;

/// `file:line:column: error[code]: message`.
pub(super) fn line(finding: &Finding, lang: Lang, root: &str) -> String {
    let path = path_from(root, &finding.place.file.path);
    let place = match finding.place.range() {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path,
    };
    let (severity, code) = (finding.severity.word(lang), finding.code());
    format!("{place}: {severity}[{code}]: {}", finding.message(lang))
}
