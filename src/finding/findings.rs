//! A list of findings that is never empty.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use super::{Finding, Place, Severity};
use crate::fault::{Fault, FileFault};
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
        let text = super::MessageFormat::Short.write(&self.0, Lang::default());
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
    fn key(finding: &Finding) -> (&str, bool, usize, Severity, &str) {
        let Place { file, span } = &finding.place;
        (&file.path, hidden(finding) > 0, span.start, finding.severity, finding.code())
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let mut same_key = kept.iter_mut().rev().take_while(|other| key(other) == key(&finding));
        let same = same_key
            .find(|other| other.place == finding.place && other.fault.is_like(&finding.fault));
        match same {
            Some(same) => same.fault.add(&finding.fault),
            None => kept.push(finding),
        }
    }
    *findings = kept;
}

/// How many findings of a file are shown.
pub const MAX_SHOWN: usize = 100;

/// The findings in order, each once, of each file at most [`MAX_SHOWN`], errors before warnings, and
/// then one that tells how many more there are.
pub fn limit(mut findings: Vec<Finding>) -> Vec<Finding> {
    sort(&mut findings);
    if findings.len() <= MAX_SHOWN {
        return findings;
    }
    let mut of_files: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &findings {
        *of_files.entry(finding.place.file.path.clone()).or_default() += 1;
    }
    of_files.retain(|_, count| *count > MAX_SHOWN);
    if of_files.is_empty() {
        return findings;
    }
    let mut kept = Vec::new();
    let mut many: BTreeMap<&String, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        match of_files.get_key_value(&finding.place.file.path) {
            Some((path, _)) => many.entry(path).or_default().push(finding),
            None => kept.push(finding),
        }
    }
    for (path, findings) in many {
        let before: usize = findings.iter().map(hidden).sum();
        let (errors, warnings): (Vec<_>, Vec<_>) = findings
            .into_iter()
            .filter(|finding| hidden(finding) == 0)
            .partition(|finding| finding.severity == Severity::Error);
        let mut all = errors.into_iter().chain(warnings);
        kept.extend(all.by_ref().take(MAX_SHOWN));
        let rest: Vec<Finding> = all.collect();
        let severity = rest.iter().map(|finding| finding.severity).min();
        let more = FileFault::MoreFindings { count: before + rest.len() };
        let severity = severity.unwrap_or(Severity::Error);
        kept.push(Finding::new(severity, more, Place::file(path)));
    }
    sort(&mut kept);
    kept
}

/// How many findings of a file one stands for that tells how many more there are.
pub fn hidden(finding: &Finding) -> usize {
    match finding.fault {
        Fault::File(FileFault::MoreFindings { count }) => count,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: Severity, file: &str, period: usize) -> Finding {
        let period = period.to_string();
        Finding::new(severity, FileFault::MissingPeriod { period }, Place::file(file))
    }

    #[test]
    fn many_findings_of_a_file_become_a_number() {
        let warnings = (0..150).map(|n| finding(Severity::Warning, "a", n));
        let errors = (150..170).map(|n| finding(Severity::Error, "a", n));
        let other = [finding(Severity::Error, "b", 0)];
        let limited = limit(warnings.chain(errors).chain(other).collect());
        assert_eq!(limited.len(), MAX_SHOWN + 2);
        assert_eq!(limited.iter().map(hidden).sum::<usize>(), 70);
        let count = |severity| limited.iter().filter(|f| f.severity == severity).count();
        assert_eq!(count(Severity::Error), 21);
        // Those of another report on the same file.
        let more = (200..210).map(|n| finding(Severity::Error, "a", n));
        let again = limit(limited.into_iter().chain(more).collect());
        assert_eq!(again.iter().map(hidden).sum::<usize>(), 80);
        assert_eq!(again.len(), MAX_SHOWN + 2);
    }
}
