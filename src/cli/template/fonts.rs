//! `template fonts`: the available typefaces.

use std::fmt::Write;

use regionrapport::Lang;
use regionrapport::source_files::SourceFiles;
use regionrapport::typeset::{Face, Resources};

/// The letters of each language beyond a to z.
///
/// Source: Språkrådet on Norwegian; Giellatekno on Northern Sámi.
const LETTERS: [(&str, &str); 3] =
    [("nb", "æøåéèêóòôà"), ("nn", "æøåéèêóòôà"), ("se", "áčđŋšŧžÁČĐŊŠŦŽæøåäö")];

/// The typefaces with their weights and what they lack.
pub(super) fn fonts(source: &SourceFiles, lang: Lang) -> String {
    let faces = Resources::load(source).faces;
    let mut text = String::new();
    for family in faces.chunk_by(|a, b| a.family == b.family) {
        let weights: Vec<String> = family.iter().map(|face| weight(face, lang)).collect();
        let _ = writeln!(text, "{}: {}", family[0].family, weights.join(", "));
        for (language, letters) in LETTERS {
            let lacks = |c: &char| family.iter().any(|face| !(face.has)(*c));
            let missing: String = letters.chars().filter(lacks).collect();
            if !missing.is_empty() {
                let lacks = lang.choose("mangler", "lacks");
                let _ = writeln!(text, "  {language} {lacks} {missing}");
            }
        }
    }
    text
}

/// The weight of a face, and whether it is italic.
fn weight(face: &Face, lang: Lang) -> String {
    let italic = lang.choose(" kursiv", " italic");
    let variable = lang.choose(" variabel", " variable");
    let mut text = face.weight.to_string();
    text.push_str(if face.is_variable { variable } else { "" });
    text.push_str(if face.is_italic { italic } else { "" });
    text
}
