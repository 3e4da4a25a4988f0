//! Findings as workflow commands of GitHub Actions, which annotate the lines of a pull request.
//!
//! Source: GitHub Docs, «Workflow commands for GitHub Actions».

use super::path_from;
use crate::diagnostics::{Finding, Lang, Severity};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
pub(super) fn line(finding: &Finding, lang: Lang, root: &str) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let file = property(&path_from(root, &finding.place.file.path));
    let range = match finding.place.range() {
        Some((start, end)) => {
            let lines = format!(",line={},endLine={}", start.line, end.line);
            // Columns are shown only within one line.
            let columns = format!(",col={},endColumn={}", start.column, end.column);
            if start.line == end.line { lines + &columns } else { lines }
        }
        None => String::new(),
    };
    let (code, message) = (finding.code.name(), lang.message(&finding.code));
    let text = data(&format!("{message}\n{}: {}", lang.tip(), lang.hint(&finding.code)));
    format!("::{command} file={file}{range},title={}::{text}", property(code))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
