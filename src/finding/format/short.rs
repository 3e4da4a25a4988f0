//! Findings on one line each.

use super::path_from;
use crate::finding::{Finding, visible};
use crate::lang::Lang;

/// `file:line:column: error[code]: message`.
pub(super) fn line(finding: &Finding, lang: Lang, root: &str) -> String {
    let path = path_from(root, &finding.place.file.path);
    let path = visible(&path);
    let place = match finding.place.range() {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path.into_owned(),
    };
    let (severity, code) = (finding.severity.word(lang), finding.code());
    format!("{place}: {severity}[{code}]: {}", visible(&finding.message(lang)))
}
