//! Pictures that are there, inside the project, in a format that can be shown.

use std::fs;
use std::path::Path;

use super::Context;
use crate::diagnostics::{Code, Finding, closest};
use crate::model::values::FileName;
use crate::model::{Doc, Periode, Program};
use crate::source::Step::{self, Field, Item};

/// The formats that every PDF standard here allows: name, extensions, first bytes.
const FORMATS: [(&str, &[&str], &[u8]); 2] = [
    ("PNG", &["png"], b"\x89PNG\r\n\x1a\n"),
    ("JPEG", &["jpg", "jpeg"], b"\xff\xd8\xff"),
];

/// The colours of printing: cyan, magenta, yellow and black.
const CMYK: u8 = 4;

/// A programme's logo.
pub(super) fn logo_is_there(doc: &Doc<Program>, context: Context<'_>) -> Vec<Finding> {
    let Some(logo) = doc.value.profil.as_ref().and_then(|p| p.logo.as_ref()) else {
        return Vec::new();
    };
    let path = [Field("profil"), Field("logo"), Field("fil")];
    check(doc, &logo.fil, &path, context).into_iter().collect()
}

/// The pictures of a period.
pub(super) fn pictures_are_there(
    doc: &Doc<Periode>,
    context: Context<'_>,
) -> Vec<Finding> {
    let pictures = doc.value.bilder.iter().flatten().enumerate();
    pictures
        .filter_map(|(i, picture)| {
            let path = [Field("bilder"), Item(i), Field("fil")];
            check(doc, &picture.fil, &path, context)
        })
        .collect()
}

/// What is wrong with a picture's file.
fn check<T>(
    doc: &Doc<T>,
    name: &FileName,
    path: &[Step<'_>],
    context: Context<'_>,
) -> Option<Finding> {
    let data_file = context.project.root.join(&doc.document.file.path);
    let folder = data_file.parent()?;
    fault(folder, name, context).map(|code| doc.error(code, path))
}

fn fault(folder: &Path, name: &FileName, context: Context<'_>) -> Option<Code> {
    let file = name.to_string();
    let target = folder.join(&name.0);
    let Ok(real) = target.canonicalize() else {
        if file.get(1..2) == Some(":") {
            return Some(Code::OutsideProject { file });
        }
        // A path from another machine is not nearly right.
        let foreign = file.contains([':', '\\']);
        let suggestion = closest_file(folder, &target).filter(|_| !foreign);
        return Some(Code::MissingPicture { file, suggestion });
    };
    if !real.starts_with(&context.project.root) {
        Some(Code::OutsideProject { file })
    } else if !real.is_file() {
        Some(Code::MissingPicture { file, suggestion: None })
    } else {
        match fs::read(&real) {
            Ok(bytes) => content_fault(&bytes, &target, file, context),
            Err(error) => Some(Code::Unreadable { reason: error.to_string() }),
        }
    }
}

/// What is wrong with what is in a picture's file: its format, judged by its first bytes, its
/// name, or a part of it that cannot be read.
fn content_fault(
    bytes: &[u8],
    target: &Path,
    file: String,
    context: Context<'_>,
) -> Option<Code> {
    let start = &bytes[..bytes.len().min(1024)];
    let extension = target.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let extension = extension.to_lowercase();
    let known = FORMATS.iter().find(|(_, _, first)| start.starts_with(first));
    let (format, extensions): (&str, &[&str]) = match known {
        Some((format, extensions, _)) => (format, extensions),
        None if String::from_utf8_lossy(start).contains("<svg") => ("SVG", &["svg"]),
        None => return Some(Code::PictureFormat { file }),
    };
    if !extensions.contains(&extension.as_str()) {
        return Some(Code::PictureName { file, format: format.to_owned() });
    }
    if format == "JPEG" && colours_of_jpeg(bytes) == Some(CMYK) {
        return Some(Code::CmykPicture { file });
    }
    (!(context.reads)(bytes)).then_some(Code::BrokenPicture { file })
}

/// The number of colours of a JPEG: 1 for grey, 3 for RGB, 4 for CMYK. It stands in the header of
/// its frame (ITU-T T.81, B.2.2), before which there are only segments that say their length.
fn colours_of_jpeg(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let &[0xff, marker, high, low, ..] = bytes.get(at..)? else { return None };
        match marker {
            // Tables of codes and of arithmetic, and a reserved marker, have numbers between.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => return bytes.get(at + 9).copied(),
            // A marker may be filled up from before.
            0xff => {
                at += 1;
                continue;
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// The file in the same folder whose name is closest, counted from the data file's folder.
fn closest_file(folder: &Path, target: &Path) -> Option<String> {
    let wanted = target.file_name()?.to_str()?;
    let siblings = fs::read_dir(target.parent()?).ok()?.flatten();
    let mut names: Vec<String> =
        siblings.filter_map(|e| e.file_name().into_string().ok()).collect();
    names.sort();
    let near = closest(wanted, names.iter().map(String::as_str))?;
    let path = target.with_file_name(near);
    path.strip_prefix(folder).ok()?.to_str().map(|p| p.replace('\\', "/"))
}
