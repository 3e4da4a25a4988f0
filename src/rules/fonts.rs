//! Typefaces that are available.

use super::Assets;
use crate::fault::ProfileFault;
use crate::finding::Finding;
use crate::model::{Doc, Program};
use crate::suggest::listed;
use crate::tree::Step::Field;

/// A programme's typeface is built in or lies in `fonts/`.
pub(super) fn typeface_is_available(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    let Some(font) = doc.value.profil.as_ref().and_then(|profil| profil.skrift.as_ref()) else {
        return Vec::new();
    };
    let name = font.as_str().to_lowercase();
    if assets.fonts.iter().any(|family| family.to_lowercase() == name) {
        return Vec::new();
    }
    let known = listed(assets.fonts.iter().map(String::as_str));
    let fault = ProfileFault::UnknownFont { font: font.to_string(), known };
    vec![doc.error(fault, &[Field("profil"), Field("skrift")])]
}
