//! Findings on one line each.

use crate::finding::{Finding, visible};
use crate::lang::Lang;

/// `file:line:column: error[code]: message`.
pub(super) fn line(finding: &Finding, lang: Lang) -> String {
    let path = visible(&finding.place.file.path);
    let place = match finding.place.range() {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path.into_owned(),
    };
    let (severity, code) = (finding.severity.word(lang), finding.code());
    format!("{place}: {severity}[{code}]: {}", visible(&finding.message(lang)))
}
