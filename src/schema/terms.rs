//! The fields of the data that have findings of their own. The rest of the check knows no names.

use crate::fault::{Fault, PictureFault, ShapeFault};

/// The field that identifies an item of a list.
pub(super) const ID: &str = "id";

/// The fields for a status word and its reason, where both are written as one value.
pub(super) const WORD_AND_REASON: [&str; 2] = ["status", "kommentar"];

/// The fault for a field that is missing or empty: the usual one, unless the field has its own.
pub(super) fn missing(field: &str, usual: ShapeFault) -> Fault {
    if field == "alt" { PictureFault::MissingAlt.into() } else { usual.into() }
}
