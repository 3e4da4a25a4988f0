//! One thing that is wrong, and where.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Code, Position, SourceFile};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The report would be wrong, so it is not written.
    Error,
    /// The report is written, but a reader would ask.
    Warning,
}

/// A range of bytes in a file. An empty text stands for a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file that is pointed into.
    pub file: Arc<SourceFile>,
    /// The bytes that are meant.
    pub span: Range<usize>,
}

impl Place {
    /// Some bytes of a file; whole characters, for a place is shown.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let start = file.boundary(span.start);
        let span = start..file.boundary(span.end).max(start);
        Self { file: Arc::clone(file), span }
    }

    /// The first position and the one after the last; none for a file as a whole.
    #[must_use]
    pub fn range(&self) -> Option<(Position, Position)> {
        if self.file.text.is_empty() {
            return None;
        }
        let end = self.span.end.max(self.span.start);
        Some((self.file.position(self.span.start), self.file.position(end)))
    }

    /// A file as a whole, by the path it is shown with.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        let file = SourceFile { path: path.into(), text: String::new() };
        Self { file: Arc::new(file), span: 0..0 }
    }
}

/// Something in the user's files that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is, with the facts its words need.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// Other places that the finding concerns, such as the first of two equal keys.
    pub related: Vec<Related>,
}

/// A second place of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// What it is.
    pub note: Note,
    /// Where it is.
    pub place: Place,
}

/// What a second place of a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// Where the same was written before.
    First,
    /// Where the ids that may be used are defined.
    Defined,
    /// Where a template was called from; the function's name, if it has one.
    Called(Option<String>),
    /// The value of the data that a template speaks of.
    Value,
}

impl Finding {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, place: Place) -> Self {
        Self { severity: Severity::Error, code, place, related: Vec::new() }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, place: Place) -> Self {
        Self { severity: Severity::Warning, code, place, related: Vec::new() }
    }

    /// The same finding with a second place.
    #[must_use]
    pub fn related_to(mut self, note: Note, place: Place) -> Self {
        self.related.push(Related { note, place });
        self
    }
}

/// Whether any of the findings is an error.
#[must_use]
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}

/// Puts findings in the order of files and lines and removes repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    fn key(finding: &Finding) -> (&str, usize, Severity, &str) {
        let Place { file, span } = &finding.place;
        (&file.path, span.start, finding.severity, finding.code.name())
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let mut alike = kept.iter().rev().take_while(|it| key(it) == key(&finding));
        let is_like =
            |it: &Finding| it.place == finding.place && it.code.is_like(&finding.code);
        if !alike.any(is_like) {
            kept.push(finding);
        }
    }
    *findings = kept;
}
