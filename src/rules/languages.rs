//! Languages that are at hand.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::values::Språk;
use crate::model::{Doc, Program, Region};
use crate::source::Step::Field;

/// A programme's language is built in or has a file in `templates/lang/`.
pub(super) fn program_language_is_at_hand(
    doc: &Doc<Program>,
    context: Context<'_>,
) -> Vec<Finding> {
    at_hand(doc, doc.value.språk.as_ref(), context)
}

/// So is a region's.
pub(super) fn region_language_is_at_hand(
    doc: &Doc<Region>,
    context: Context<'_>,
) -> Vec<Finding> {
    at_hand(doc, doc.value.språk.as_ref(), context)
}

fn at_hand<T>(
    doc: &Doc<T>,
    language: Option<&Språk>,
    context: Context<'_>,
) -> Vec<Finding> {
    let known =
        |language: &&Språk| context.languages.iter().any(|it| it == language.as_str());
    let Some(language) = language.filter(|language| !known(language)) else {
        return Vec::new();
    };
    let value = language.as_str().to_owned();
    let allowed = context.languages.to_vec();
    let code = Code::UnknownWord { value, suggestion: None, allowed, field: None };
    vec![doc.error(code, &[Field("språk")])]
}
