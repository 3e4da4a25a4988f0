//! The files that are attached to a PDF.
//!
//! Source: ISO 32000-1, 7.11 «File specifications» and 7.9.2 «String object types».

use std::borrow::Cow;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};

use crate::output::is_plain;

/// The most files that are attached to a PDF.
const MAX_FILES: usize = 10_000;

/// A file that is attached to a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its name: of a report's data its path in the project.
    pub name: String,
    /// Its bytes; `None` if they cannot be unpacked.
    pub bytes: Option<Vec<u8>>,
}

impl AttachedFile {
    /// Whether its name leads to a file below a folder: relative, with neither steps up nor hidden parts,
    /// and such as every system can have.
    pub fn has_safe_name(&self) -> bool {
        let is_forbidden = |c: char| c.is_control() || "\\:".contains(c);
        is_plain(&self.name)
            && !self.name.contains(is_forbidden)
            && self
                .name
                .split('/')
                .all(|part| !part.starts_with('.') && !part.ends_with(['.', ' ']))
    }
}

/// The files that are attached to a PDF, in the order of their names; `None` if the bytes are no PDF that
/// can be read.
pub fn attached_files(bytes: Vec<u8>) -> Option<Vec<AttachedFile>> {
    let pdf = Pdf::new(bytes).ok()?;
    let mut files = Vec::new();
    for object in pdf.objects() {
        if let Object::Dict(dict) = object {
            files.extend(attached_file(&dict));
        }
        if files.len() > MAX_FILES {
            return None;
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Some(files)
}

/// The file that a file specification embeds, if it is one.
fn attached_file(specification: &Dict<'_>) -> Option<AttachedFile> {
    let embedded = specification.get::<Dict<'_>>("EF")?;
    let kind = specification.get::<Name<'_>>("Type");
    if kind.is_some_and(|kind| kind.as_str() != "Filespec" && kind.as_str() != "F") {
        return None;
    }
    let name = |key: &str| specification.get::<PdfString<'_>>(key).map(|name| text(&name));
    let stream = |key: &str| embedded.get::<Stream<'_>>(key);
    let stream = stream("F").or_else(|| stream("UF"))?;
    let bytes = stream.decoded().ok().map(Cow::into_owned);
    Some(AttachedFile { name: name("UF").or_else(|| name("F"))?, bytes })
}

/// A text string: UTF-16 or UTF-8 with a mark at its beginning, else nearly Latin-1.
fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let (units, _) = rest.as_chunks::<2>();
        let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
        return String::from_utf16_lossy(&units);
    }
    match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => String::from_utf8_lossy(rest).into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_not_safe() {
        let is_safe = |name: &str| AttachedFile { name: name.into(), bytes: None }.has_safe_name();
        for name in ["a.yaml", "data/p/regioner/nord/2026-k1.yaml", "bilder/bodø.png"] {
            assert!(is_safe(name), "{name}");
        }
        let wrong = [
            "",
            "/etc/passwd",
            "../a.yaml",
            "data/../../a",
            "a//b",
            "./a",
            "data\\a",
            "C:a",
            "a\0b",
            ".git/hooks/pre-commit",
            "data/.a",
            "a/",
            "a.",
            "a/b:c",
        ];
        for name in wrong {
            assert!(!is_safe(name), "{name}");
        }
    }

    #[test]
    fn names_are_read_in_every_encoding() {
        assert_eq!(text(b"data/a.yaml"), "data/a.yaml");
        assert_eq!(text(b"\xfe\xff\0b\0o\0d\0\xf8"), "bodø");
        assert_eq!(text("\u{feff}bodø".as_bytes()), "bodø");
        assert_eq!(text(b"bod\xf8"), "bodø");
    }

    #[test]
    fn what_is_no_pdf_has_no_files() {
        assert_eq!(attached_files(Vec::new()), None);
        assert_eq!(attached_files(b"%PDF-1.7\n".to_vec()), None);
    }
}
