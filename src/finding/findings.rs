//! A list of findings that is never empty.

use std::fmt;
use std::ops::Deref;

use super::{Finding, Place, Severity};
use crate::lang::Lang;

/// Why a report cannot be built: at least one finding, in the order of files and lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// The findings in order, each once.
    ///
    /// # Panics
    /// The list is empty.
    pub fn new(mut findings: Vec<Finding>) -> Self {
        assert!(!findings.is_empty(), "an error has at least one finding");
        sort(&mut findings);
        Self(findings)
    }

    /// The findings as a list.
    pub fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl Deref for Findings {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.0
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// One line for each finding, in Norwegian: `data/p/program.yaml:3:1: feil[unknown-field]: …`.
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = super::MessageFormat::Short.write(&self.0, Lang::default(), "");
        f.write_str(text.trim_end())
    }
}

impl std::error::Error for Findings {}

/// Whether any of the findings is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Sorts findings by file and line and removes repetitions; see [`Fault::is_like`](crate::fault::Fault::is_like).
pub fn sort(findings: &mut Vec<Finding>) {
    fn key(finding: &Finding) -> (&str, usize, Severity, &str) {
        let Place { file, span } = &finding.place;
        (&file.path, span.start, finding.severity, finding.code())
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let mut same_key = kept.iter().rev().take_while(|other| key(other) == key(&finding));
        let is_repeated = same_key
            .any(|other| other.place == finding.place && other.fault.is_like(&finding.fault));
        if !is_repeated {
            kept.push(finding);
        }
    }
    *findings = kept;
}
