//! Colours that can be read.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::values::Colour;
use crate::model::{Doc, Program};
use crate::source::Step::Field;

/// The least contrast of text. Source: WCAG 2.1, success criterion 1.4.3 (level AA).
const REQUIRED: f64 = 4.5;

/// The accent colour carries white text and is the colour of headings on white.
pub(super) fn accent_is_readable(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    let Some(colour) = doc.value.profil.as_ref().and_then(|p| p.farge.clone()) else {
        return Vec::new();
    };
    let ratio = colour.contrast(&Colour::WHITE);
    if ratio >= REQUIRED {
        return Vec::new();
    }
    let code = Code::Contrast { colour: colour.into(), ratio, required: REQUIRED };
    vec![doc.error(code, &[Field("profil"), Field("farge")])]
}
