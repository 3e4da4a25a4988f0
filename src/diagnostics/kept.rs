//! Findings that are kept with a report, so that they can be shown again without setting it.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Code, Finding, Note, Place, Related, Severity, SourceFile};

/// A finding without the text of its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptFinding {
    severity: Severity,
    code: Code,
    place: KeptPlace,
    related: Vec<(Note, KeptPlace)>,
}

/// A place by the path of its file; without a span it is the file as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptPlace {
    path: String,
    span: Option<Range<usize>>,
}

impl KeptFinding {
    /// The finding with the texts of its files, which must be those it was found in; none, if
    /// one of them is not to be had.
    #[must_use]
    pub fn restore(
        &self,
        text: &impl Fn(&str) -> Option<Arc<SourceFile>>,
    ) -> Option<Finding> {
        let related = self.related.iter().map(|(note, place)| {
            Some(Related { note: note.clone(), place: place.restore(text)? })
        });
        Some(Finding {
            severity: self.severity,
            code: self.code.clone(),
            place: self.place.restore(text)?,
            related: related.collect::<Option<_>>()?,
        })
    }
}

impl KeptPlace {
    fn restore(&self, text: &impl Fn(&str) -> Option<Arc<SourceFile>>) -> Option<Place> {
        match &self.span {
            None => Some(Place::file(&self.path)),
            Some(span) => Some(Place::new(&text(&self.path)?, span.clone())),
        }
    }
}

impl From<&Finding> for KeptFinding {
    fn from(finding: &Finding) -> Self {
        let related =
            finding.related.iter().map(|it| (it.note.clone(), (&it.place).into()));
        Self {
            severity: finding.severity,
            code: finding.code.clone(),
            place: (&finding.place).into(),
            related: related.collect(),
        }
    }
}

impl From<&Place> for KeptPlace {
    fn from(place: &Place) -> Self {
        let whole = place.file.text.is_empty();
        let span = (!whole).then(|| place.span.clone());
        Self { path: place.file.path.clone(), span }
    }
}
