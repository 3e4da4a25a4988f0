//! Typefaces that are available.

use super::Assets;
use crate::fault::ProfileFault;
use crate::finding::Finding;
use crate::model::values::Text;
use crate::model::{Doc, Program};
use crate::suggest::listed;
use crate::tree::Step::Field;

/// The typefaces of a programme, with the fields that name them.
fn chosen(program: &Program) -> impl Iterator<Item = (&'static str, &Text)> {
    let profile = program.profil.as_ref();
    let text = profile.and_then(|profile| profile.skrift.as_ref());
    let headings = profile.and_then(|profile| profile.overskriftsskrift.as_ref());
    let fields = [("skrift", text), ("overskriftsskrift", headings)];
    fields.into_iter().filter_map(|(field, font)| Some((field, font?)))
}

/// A programme's typefaces are built in or lie in `fonts/`.
pub(super) fn typefaces_are_available(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (field, font) in chosen(&doc.value) {
        let name = font.as_str().to_lowercase();
        if assets.fonts.iter().all(|family| family.to_lowercase() != name) {
            let known = listed(assets.fonts.iter().map(String::as_str));
            let fault = ProfileFault::UnknownFont { font: font.to_string(), known };
            findings.push(doc.error(fault, &[Field("profil"), Field(field)]));
        }
    }
    findings
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
