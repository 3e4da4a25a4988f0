//! Typefaces that are at hand.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::{Doc, Program};
use crate::source::Step::Field;

/// A programme's typeface is built in or lies in `fonts/`.
pub(super) fn typeface_is_at_hand(
    doc: &Doc<Program>,
    context: Context<'_>,
) -> Vec<Finding> {
    let Some(font) = doc.value.profil.as_ref().and_then(|p| p.skrift.as_ref()) else {
        return Vec::new();
    };
    let wanted = font.as_str().to_lowercase();
    if context.fonts.iter().any(|family| family.to_lowercase() == wanted) {
        return Vec::new();
    }
    let code =
        Code::UnknownFont { font: font.to_string(), known: context.fonts.to_vec() };
    vec![doc.error(code, &[Field("profil"), Field("skrift")])]
}
