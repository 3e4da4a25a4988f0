//! Printing: findings to standard error, asked-for data to standard output.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::OnceLock;

use anstyle::{AnsiColor, Style};
use serde_json::json;

use super::{Outcome, Settings};
use crate::diagnostics::{Failure, Finding, MessageFormat, Severity, paint, sort};

/// Prints findings in order, with their sum, and tells how the command ended. What is made for
/// programs goes to standard output.
pub(super) fn findings(findings: Vec<Finding>, settings: &Settings) -> Outcome {
    let to_output = settings.format.is_for_programs();
    write_findings(findings, settings, to_output)
}

/// The same where standard output already has the data that was asked for.
pub(super) fn findings_beside_data(
    findings: Vec<Finding>,
    settings: &Settings,
) -> Outcome {
    write_findings(findings, settings, false)
}

fn write_findings(
    mut findings: Vec<Finding>,
    settings: &Settings,
    to_output: bool,
) -> Outcome {
    sort(&mut findings);
    let root = settings.root.display().to_string();
    let text = settings.format.write(&findings, settings.lang, &root);
    if to_output {
        note(io::stdout().lock().write_all(text.as_bytes()));
    } else {
        // Nobody is left to tell.
        let _ = write!(anstream::stderr().lock(), "{text}");
    }
    if !findings.is_empty() && !settings.format.is_for_programs() {
        let _ = writeln!(anstream::stderr().lock(), "{}", summary(&findings, settings));
    }
    if to_output {
        event(&counted(&findings), settings);
    }
    let worst = if settings.deny_warnings { Severity::Warning } else { Severity::Error };
    if findings.iter().any(|f| f.severity <= worst) {
        Outcome::Findings
    } else {
        Outcome::Done
    }
}

/// How many errors and warnings, and in how many files.
fn counts(findings: &[Finding]) -> (usize, usize, usize) {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let files: BTreeSet<_> = findings.iter().map(|f| &f.place.file.path).collect();
    (count(Severity::Error), count(Severity::Warning), files.len())
}

fn summary(findings: &[Finding], settings: &Settings) -> String {
    let (errors, warnings, files) = counts(findings);
    paint(Style::new().bold(), &settings.lang.summary(errors, warnings, files))
}

/// The sum of a run for programs.
fn counted(findings: &[Finding]) -> serde_json::Value {
    let (errors, warnings, files) = counts(findings);
    json!({ "kind": "summary", "errors": errors, "warnings": warnings, "files": files })
}

/// Prints a failure to standard error.
pub fn print_failure(failure: &Failure) {
    let word = paint(AnsiColor::Red.on_default().bold(), "error");
    let _ = writeln!(anstream::stderr().lock(), "{word}: {failure}");
}

/// Prints a line of the command's own, unless it is to be quiet or programs read the output.
pub(super) fn line(text: &str, settings: &Settings) {
    if !settings.quiet && !settings.format.is_for_programs() {
        note(writeln!(anstream::stdout().lock(), "{text}"));
    }
}

/// Prints an event of the command's own for programs, as JSON on one line.
pub(super) fn event(event: &serde_json::Value, settings: &Settings) {
    if settings.format == MessageFormat::Json {
        note(writeln!(io::stdout().lock(), "{event}"));
    }
}

/// Why something that was to stand on standard output does not, the first time.
static LOST: OnceLock<String> = OnceLock::new();

/// Notes what became of a part of the output; see [`whole`].
fn note(written: io::Result<()>) {
    if let Err(failure) = known(written) {
        let _ = LOST.set(failure.message);
    }
}

/// A reader that has had enough is no failure.
fn known(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {e}")))
        }
        _ => Ok(()),
    }
}

/// Whether all that was printed could be, so far.
///
/// # Errors
/// The system refused, and not because the reader has had enough.
pub(super) fn whole() -> Result<(), Failure> {
    note(io::stdout().lock().flush());
    LOST.get().map_or(Ok(()), |message| Err(Failure::new(message.clone())))
}

/// Writes asked-for data to standard output.
pub(super) fn data(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    known(out.write_all(bytes).and_then(|()| out.flush()))
}
