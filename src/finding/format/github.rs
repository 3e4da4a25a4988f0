//! Findings as workflow commands of GitHub Actions, which annotate the lines of a pull request.
//!
//! Source: GitHub Docs, «Workflow commands for GitHub Actions».

use crate::finding::{Finding, visible};
use crate::lang::Lang;

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
pub(super) fn line(finding: &Finding, lang: Lang) -> String {
    let command = finding.severity.word(Lang::En);
    let file = property(&visible(&finding.place.file.path));
    let range = match finding.place.range() {
        Some((start, end)) => {
            let lines = format!(",line={},endLine={}", start.line, end.line);
            // Columns are shown only within one line.
            let columns = format!(",col={},endColumn={}", start.column, end.column);
            if start.line == end.line { lines + &columns } else { lines }
        }
        None => String::new(),
    };
    let (message, hint) = (finding.message(lang), finding.hint(lang));
    let (message, hint) = (visible(&message), visible(&hint));
    let text = data(&format!("{message}\n{}: {hint}", lang.choose("tips", "hint")));
    let code = finding.code();
    format!("::{command} file={file}{range},title={}::{text}", property(code))
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
