//! Findings that are stored with a report, so that they can be shown again without rendering it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Finding, Note, Place, Related, Severity, SourceText};
use crate::fault::Fault;

/// A finding without the text of its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredFinding {
    severity: Severity,
    fault: Fault,
    place: StoredPlace,
    related: Vec<(Note, StoredPlace)>,
}

/// A place by the path of its file; no span for a file as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct StoredPlace {
    path: String,
    span: Option<Range<usize>>,
}

impl StoredFinding {
    /// The finding with the texts of its files, which `text` gives by path and which must be the
    /// same as when it was stored; `None` if `text` has none of a file.
    pub fn restore(&self, text: &impl Fn(&str) -> Option<Arc<SourceText>>) -> Option<Finding> {
        let related = self
            .related
            .iter()
            .map(|(note, place)| Some(Related { note: note.clone(), place: place.restore(text)? }));
        Some(Finding {
            severity: self.severity,
            fault: self.fault.clone(),
            place: self.place.restore(text)?,
            related: related.collect::<Option<_>>()?,
        })
    }
}

/// Findings with the texts of their files, as one process gives them to another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PortableFindings {
    /// The texts that the findings point into, by the paths of their files.
    texts: BTreeMap<String, String>,
    findings: Vec<StoredFinding>,
}

impl From<&[Finding]> for PortableFindings {
    fn from(findings: &[Finding]) -> Self {
        let mut texts = BTreeMap::new();
        for finding in findings {
            let related = finding.related.iter().map(|related| &related.place);
            for place in std::iter::once(&finding.place).chain(related) {
                if !place.is_whole_file() && !texts.contains_key(&place.file.path) {
                    texts.insert(place.file.path.clone(), place.file.text.clone());
                }
            }
        }
        Self { texts, findings: findings.iter().map(StoredFinding::from).collect() }
    }
}

impl From<PortableFindings> for Vec<Finding> {
    fn from(portable: PortableFindings) -> Self {
        let texts = portable.texts.into_iter();
        let texts: BTreeMap<String, Arc<SourceText>> = texts
            .map(|(path, text)| (path.clone(), Arc::new(SourceText::new(path, text))))
            .collect();
        let text = |path: &str| texts.get(path).cloned();
        portable.findings.iter().filter_map(|finding| finding.restore(&text)).collect()
    }
}

impl StoredPlace {
    fn restore(&self, text: &impl Fn(&str) -> Option<Arc<SourceText>>) -> Option<Place> {
        match &self.span {
            None => Some(Place::file(&self.path)),
            Some(span) => Some(Place::new(&text(&self.path)?, span.clone())),
        }
    }
}

impl From<&Finding> for StoredFinding {
    fn from(finding: &Finding) -> Self {
        let related = finding.related.iter();
        Self {
            severity: finding.severity,
            fault: finding.fault.clone(),
            place: (&finding.place).into(),
            related: related
                .map(|related| (related.note.clone(), (&related.place).into()))
                .collect(),
        }
    }
}

impl From<&Place> for StoredPlace {
    fn from(place: &Place) -> Self {
        let span = (!place.is_whole_file()).then(|| place.span.clone());
        Self { path: place.file.path.clone(), span }
    }
}
