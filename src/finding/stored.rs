//! Findings that are stored with a report, so that they can be shown again without rendering it.

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
