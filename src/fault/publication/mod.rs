//! Faults of published reports: files that changed after they were issued, and data that says otherwise.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

use super::fill::more;

/// A fault of published reports: files that changed after they were issued, and data that says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum PublicationFault {
    /// Data that says otherwise than the report that was published on `date`; `before` is what it said,
    /// where that is a single value, `instead` the field in which a change is said.
    PublishedDiffers {
        report: String,
        /// How many other reports the same is to be said of.
        others: usize,
        date: String,
        change: DataChange,
        before: Option<String>,
        instead: Option<String>,
    },
    /// Data of a report that has a correction, of which no edition has been issued.
    CorrectionUnpublished { report: String, date: String },
    /// A correction of an edition, made on `made`, that is not there any more.
    CorrectionDropped { report: String, made: String },
    /// A published report of which the data is gone.
    PublishedGone { report: String },
    /// Another edition is asked for, and no correction says why.
    CorrectionMissing { report: String, date: String },
    /// A file that is not what was issued on `date`.
    IssuedChanged { edition: u64, date: String },
    /// A file that was issued on `date` and is not there.
    IssuedMissing { edition: u64, date: String },
    /// A file in the folder of a published report that belongs to no edition.
    NotIssued,
    /// A file of editions that cannot be one.
    UnreadableEdition { reason: String },
    /// An edition that does not become the same bytes again.
    RebuildDiffers { edition: u64 },
    /// An edition that cannot be made again by this program: another version made it.
    RebuildVersion { edition: u64, version: String },
    /// An edition that cannot be made again, since the fonts of the project are others.
    RebuildFonts { edition: u64 },
}

impl PublicationFault {
    /// See [`Fault::is_like`](super::Fault::is_like).
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::PublishedDiffers { change, before, instead, .. },
                Self::PublishedDiffers {
                    change: change_2,
                    before: before_2,
                    instead: instead_2,
                    ..
                },
            ) => change == change_2 && before == before_2 && instead == instead_2,
            _ => self == other,
        }
    }

    /// Adds the reports of another fault that is the same.
    pub(super) fn add_reports(&mut self, other: &Self) {
        let Self::PublishedDiffers { report, others, .. } = self else { return };
        let Self::PublishedDiffers { report: second, others: more, .. } = other else { return };
        if report != second {
            *others += 1 + more;
        }
    }

    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::PublishedDiffers { others, .. } => json!({
                "more_nb": more(*others, "og", "til"),
                "more_en": more(*others, "and", "more"),
            }),
            _ => Value::Null,
        }
    }
}

/// How data differs from what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataChange {
    /// It is something else.
    Changed,
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
}
