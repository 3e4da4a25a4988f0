//! Output: findings to standard error, asked-for data to standard output.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use regionrapport::finding::{
    MessageFormat, Place, Severity, SourceText, hidden, limit, paint, visible,
};
use regionrapport::{Failure, Finding, Lang, message};
use serde_json::{Value as Json, json};

use super::args::Settings;
use super::paths::PathBase;
use super::worker::WorkerProcess;
use super::{Outcome, words};

/// The version of the lines of JSON; keys are added without changing it.
const STREAM_VERSION: u32 = 1;

/// Where a command prints, with the settings that say how.
pub(super) struct Terminal {
    pub(super) settings: Settings,
    /// The first failed write to standard output.
    lost: OnceCell<Failure>,
    /// A worker that was started while the command line was read.
    worker: RefCell<Option<WorkerProcess>>,
}

impl Terminal {
    pub(super) fn new(settings: Settings, worker: Option<WorkerProcess>) -> Self {
        Self { settings, lost: OnceCell::new(), worker: RefCell::new(worker) }
    }

    /// The worker that was started with the program, the first time.
    pub(super) fn take_worker(&self) -> Option<WorkerProcess> {
        self.worker.take()
    }

    /// The language to speak.
    pub(super) fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// Prints findings in order with their sum, and gives how the command ends because of them.
    /// Formats for programs go to standard output.
    pub(super) fn findings(&self, findings: Vec<Finding>) -> Outcome {
        let is_alone = self.settings.is_stdout_taken;
        self.write_findings(findings, self.settings.message_format.is_for_programs() && !is_alone)
    }

    /// The same where standard output has the data that was asked for.
    pub(super) fn findings_beside_data(&self, findings: Vec<Finding>) -> Outcome {
        self.write_findings(findings, false)
    }

    fn write_findings(&self, findings: Vec<Finding>, to_stdout: bool) -> Outcome {
        let findings = self.located(limit(findings));
        let Settings { message_format, lang, .. } = self.settings;
        let text = message_format.write(&findings, lang);
        if to_stdout {
            self.record(io::stdout().lock().write_all(text.as_bytes()));
        } else {
            print_to_stderr(&text);
        }
        let counts = FindingCounts::of(&findings);
        if !findings.is_empty() && !message_format.is_for_programs() {
            let [errors, warnings, files] = [counts.errors, counts.warnings, counts.files];
            let text = words::finding_counts(errors, warnings, files, lang);
            print_to_stderr(&format!("{}\n", paint(Style::new().bold(), &text)));
        }
        if to_stdout {
            self.event(&counts.event());
        }
        if counts.errors > 0 || self.settings.deny_warnings && counts.warnings > 0 {
            Outcome::Findings
        } else {
            Outcome::Done
        }
    }

    /// Findings with the paths of files as they are from the folder in which the command runs; to GitHub, from
    /// that of the workspace.
    pub(super) fn located(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        let Some(base) = PathBase::of(&self.settings) else { return findings };
        let mut files: BTreeMap<String, Arc<SourceText>> = BTreeMap::new();
        let mut locate = |place: &mut Place| {
            let file = files.entry(place.file.path.clone()).or_insert_with(|| {
                let SourceText { path, text, .. } = &*place.file;
                Arc::new(SourceText::new(base.shown(path), text.clone()))
            });
            place.file = Arc::clone(file);
        };
        for finding in &mut findings {
            locate(&mut finding.place);
            finding.related.iter_mut().for_each(|related| locate(&mut related.place));
        }
        findings
    }

    /// Prints a line of the command's own, unless it is to be quiet or programs read the output.
    pub(super) fn line(&self, text: &str) {
        if !self.settings.quiet && !self.settings.message_format.is_for_programs() {
            let text = visible(text);
            // To GitHub, what begins with two colons is a command.
            let text = match text.strip_prefix("::") {
                Some(rest) => format!("\\u{{3a}}:{rest}").into(),
                None => text,
            };
            self.record(writeln!(anstream::stdout().lock(), "{text}"));
        }
    }

    /// Prints an event of the command's own for programs, as JSON on one line.
    pub(super) fn event(&self, event: &Json) {
        let is_wanted = self.settings.message_format == MessageFormat::Json;
        if is_wanted && !self.settings.is_stdout_taken {
            let mut event = event.clone();
            event["version"] = STREAM_VERSION.into();
            self.record(writeln!(io::stdout().lock(), "{event}"));
        }
    }

    /// Writes asked-for data to standard output.
    ///
    /// # Errors
    /// The system refuses, and not because the reader has closed the pipe.
    #[expect(clippy::unused_self, reason = "what is printed goes by the terminal")]
    pub(super) fn data(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        ignore_broken_pipe(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// Flushes standard output.
    ///
    /// # Errors
    /// Something that was printed could not be, and not because the reader has closed the pipe.
    pub(super) fn finish(self) -> Result<(), Failure> {
        self.record(io::stdout().lock().flush());
        self.lost.into_inner().map_or(Ok(()), Err)
    }

    /// Records a failed write to standard output; see [`finish`](Self::finish).
    fn record(&self, result: io::Result<()>) {
        if let Err(failure) = ignore_broken_pipe(result) {
            let _ = self.lost.set(failure);
        }
    }
}

/// The failure of a write to standard output; a closed pipe is none.
fn ignore_broken_pipe(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::system(
            &message!("skrive til standard ut", "write to standard output"),
            &e,
        )),
        _ => Ok(()),
    }
}

/// Prints a failure to standard error.
pub(super) fn print_failure(failure: &Failure, lang: Lang) {
    print_error(&failure.written(lang), lang);
}

/// Prints to standard error why the command cannot be done.
pub(super) fn print_error(text: &str, lang: Lang) {
    let word = paint(AnsiColor::Red.on_default().bold(), lang.choose("feil", "error"));
    print_to_stderr(&format!("{word}: {text}\n"));
}

/// Prints a text to standard error, without its colours where they are not wanted. All is written at
/// once: `anstream` would write each part between two colours for itself.
fn print_to_stderr(text: &str) {
    let mut out = io::stderr().lock();
    // Nobody is left to tell of a failure.
    let _ = match anstream::AutoStream::choice(&out) {
        anstream::ColorChoice::Never => {
            out.write_all(anstream::adapter::strip_str(text).to_string().as_bytes())
        }
        _ => anstream::AutoStream::auto(out).write_all(text.as_bytes()),
    };
}

/// How many findings there are, and in how many files.
struct FindingCounts {
    errors: usize,
    warnings: usize,
    files: usize,
}

impl FindingCounts {
    fn of(findings: &[Finding]) -> Self {
        let files: BTreeSet<_> = findings.iter().map(|finding| &finding.place.file.path).collect();
        let count = |severity| -> usize {
            let findings = findings.iter().filter(|finding| finding.severity == severity);
            findings.map(|finding| hidden(finding).max(1)).sum()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            files: files.len(),
        }
    }

    /// The sum of a run for programs.
    fn event(&self) -> Json {
        let Self { errors, warnings, files } = self;
        json!({ "kind": "summary", "errors": errors, "warnings": warnings, "files": files })
    }
}
