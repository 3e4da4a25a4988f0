//! Printing: findings to standard error, asked-for data to standard output.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Outcome, Settings};
use crate::diagnostics::{Failure, Finding, Severity, paint, render, sort};

/// Prints findings in order, with their sum, and tells how the command ended.
pub(super) fn findings(mut findings: Vec<Finding>, settings: &Settings) -> Outcome {
    sort(&mut findings);
    let mut err = anstream::stderr().lock();
    for finding in &findings {
        // Nobody is left to tell if standard error is gone.
        let _ = writeln!(err, "{}", render(finding, settings.lang));
    }
    if !findings.is_empty() {
        let _ = writeln!(err, "{}", summary(&findings, settings));
    }
    let worst = if settings.deny_warnings { Severity::Warning } else { Severity::Error };
    if findings.iter().any(|f| f.severity <= worst) {
        Outcome::Findings
    } else {
        Outcome::Done
    }
}

/// How many errors and warnings in how many files.
fn summary(findings: &[Finding], settings: &Settings) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let files: BTreeSet<_> = findings.iter().map(|f| &f.place.file.path).collect();
    let text = settings.lang.summary(
        count(Severity::Error),
        count(Severity::Warning),
        files.len(),
    );
    paint(Style::new().bold(), &text)
}

/// Prints a failure to standard error.
pub fn print_failure(failure: &Failure) {
    let word = paint(AnsiColor::Red.on_default().bold(), "error");
    let _ = writeln!(anstream::stderr().lock(), "{word}: {failure}");
}

/// Prints a line of the command's own, unless it is to be quiet.
pub(super) fn line(text: &str, settings: &Settings) {
    if !settings.quiet {
        let _ = writeln!(anstream::stdout().lock(), "{text}");
    }
}

/// Writes asked-for data to standard output. A reader that has had enough is no failure.
pub(super) fn data(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {e}")))
        }
        _ => Ok(()),
    }
}
