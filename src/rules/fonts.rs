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

/// From which weight on a face is bold.
const BOLD: u16 = 600;

/// A programme's typeface has a bold face for headings, and an italic one.
pub(super) fn typeface_has_its_faces(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    let Some(font) = doc.value.profil.as_ref().and_then(|profil| profil.skrift.as_ref()) else {
        return Vec::new();
    };
    let (mut is_there, mut bold, mut italic) = (false, true, true);
    for face in assets.faces_of(font.as_str()) {
        is_there = true;
        // A variable font has all weights in one file.
        bold &= face.weight < BOLD && !face.is_variable;
        italic &= !face.is_italic;
    }
    if !is_there || !bold && !italic {
        return Vec::new();
    }
    let missing = [(bold, (true, false)), (italic, (false, true))];
    let faults = missing.into_iter().filter(|(is_missing, _)| *is_missing);
    let path = [Field("profil"), Field("skrift")];
    let finding = |(_, (bold, italic))| {
        let fault = ProfileFault::MissingFaces { font: font.to_string(), bold, italic };
        doc.warning(fault, &path)
    };
    faults.map(finding).collect()
}
