//! Languages that are available.

use super::Assets;
use crate::fault::ShapeFault;
use crate::finding::Finding;
use crate::model::Doc;
use crate::model::values::Språk;
use crate::tree::Step::Field;

/// The language of a programme or a region is built in or has a file in `templates/lang/`.
pub(super) fn language_is_available<T>(
    doc: &Doc<T>,
    language: Option<&Språk>,
    assets: Assets<'_>,
) -> Vec<Finding> {
    let Some(language) = language else { return Vec::new() };
    let value = language.as_str().to_owned();
    if assets.languages.contains(&value) {
        return Vec::new();
    }
    let allowed = assets.languages.to_vec();
    let fault = ShapeFault::UnknownWord { value, suggestion: None, allowed, field: None };
    vec![doc.error(fault, &[Field("språk")])]
}
