//! Pictures that exist inside the project, in a format that can be shown.

use std::fs;
use std::path::{Path, PathBuf};

use super::Assets;
use crate::fault::{Fault, FileFault, PictureFault};
use crate::finding::Finding;
use crate::model::values::FileName;
use crate::model::{Doc, Periode, Program};
use crate::suggest::closest;
use crate::tree::Step::{self, Field, Item};

/// The formats that every PDF standard here allows: name, extensions, first bytes.
const FORMATS: [(&str, &[&str], &[u8]); 2] =
    [("PNG", &["png"], b"\x89PNG\r\n\x1a\n"), ("JPEG", &["jpg", "jpeg"], b"\xff\xd8\xff")];

/// The number of colours of CMYK: cyan, magenta, yellow and black.
const CMYK: u8 = 4;

/// A programme's logo can be shown.
pub(super) fn logo_can_be_shown(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    let Some(logo) = doc.value.profil.as_ref().and_then(|profil| profil.logo.as_ref()) else {
        return Vec::new();
    };
    let path = [Field("profil"), Field("logo"), Field("fil")];
    check(doc, &logo.fil, &path, assets).into_iter().collect()
}

/// The pictures of a period can be shown.
pub(super) fn pictures_can_be_shown(doc: &Doc<Periode>, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, picture) in doc.value.bilder.iter().flatten().enumerate() {
        let path = [Field("bilder"), Item(i), Field("fil")];
        findings.extend(check(doc, &picture.fil, &path, assets));
    }
    findings
}

/// The finding for a picture's file at a path of the data, if it cannot be shown.
fn check<T>(
    doc: &Doc<T>,
    name: &FileName,
    path: &[Step<'_>],
    assets: Assets<'_>,
) -> Option<Finding> {
    let data_file = assets.project.root.join(&doc.document.file.path);
    let folder = data_file.parent()?;
    let fault = check_picture(folder, name, assets).err()?;
    Some(doc.error(fault, path))
}

/// Checks a picture that the data names, from the data file's folder.
fn check_picture(folder: &Path, name: &FileName, assets: Assets<'_>) -> Result<(), Fault> {
    let path = locate(folder, name, assets)?;
    let bytes =
        fs::read(path).map_err(|error| FileFault::Unreadable { reason: error.to_string() })?;
    Ok(check_content(&bytes, name, assets)?)
}

/// The path of a file that the data names, with links resolved.
fn locate(folder: &Path, name: &FileName, assets: Assets<'_>) -> Result<PathBuf, PictureFault> {
    let file = name.to_string();
    let target = folder.join(&name.0);
    let Ok(path) = target.canonicalize() else {
        if file.get(1..2) == Some(":") {
            return Err(PictureFault::OutsideProject { file });
        }
        // A path from another machine is not a misspelling.
        let is_foreign = file.contains([':', '\\']);
        let suggestion = closest_file(folder, &target).filter(|_| !is_foreign);
        return Err(PictureFault::MissingPicture { file, suggestion });
    };
    if !path.starts_with(&assets.project.root) {
        Err(PictureFault::OutsideProject { file })
    } else if !path.is_file() {
        Err(PictureFault::MissingPicture { file, suggestion: None })
    } else {
        Ok(path)
    }
}

/// Checks the content of a picture's file: its format by its first bytes, that its name agrees,
/// its colours, and that it can be decoded.
fn check_content(bytes: &[u8], name: &FileName, assets: Assets<'_>) -> Result<(), PictureFault> {
    let file = name.to_string();
    let start = &bytes[..bytes.len().min(1024)];
    let extension = Path::new(&name.0).extension().unwrap_or_default();
    let extension = extension.to_str().unwrap_or_default().to_lowercase();
    let known = FORMATS.iter().find(|(_, _, first)| start.starts_with(first));
    let (format, extensions): (&str, &[&str]) = match known {
        Some((format, extensions, _)) => (format, extensions),
        None if String::from_utf8_lossy(start).contains("<svg") => ("SVG", &["svg"]),
        None => return Err(PictureFault::PictureFormat { file }),
    };
    if !extensions.contains(&extension.as_str()) {
        return Err(PictureFault::PictureName { file, format: format.to_owned() });
    }
    if format == "JPEG" && colours_of_jpeg(bytes) == Some(CMYK) {
        return Err(PictureFault::CmykPicture { file });
    }
    if !(assets.can_read)(bytes) {
        return Err(PictureFault::BrokenPicture { file });
    }
    Ok(())
}

/// The number of colours of a JPEG: 1 for grey, 3 for RGB, 4 for CMYK. It is in the header of the
/// frame (ITU-T T.81, B.2.2), before which there are only segments that begin with their length.
fn colours_of_jpeg(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let &[0xff, marker, high, low, ..] = bytes.get(at..)? else { return None };
        match marker {
            // Huffman tables, arithmetic conditioning and a reserved marker are no frames.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => return bytes.get(at + 9).copied(),
            // A marker may have fill bytes before it.
            0xff => {
                at += 1;
                continue;
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// The file whose name is closest to that of `target` in the same folder, as a path from `folder`.
fn closest_file(folder: &Path, target: &Path) -> Option<String> {
    let name = target.file_name()?.to_str()?;
    let siblings = fs::read_dir(target.parent()?).ok()?.flatten();
    let mut names: Vec<String> =
        siblings.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let near = closest(name, names.iter().map(String::as_str))?;
    let path = target.with_file_name(near);
    path.strip_prefix(folder).ok()?.to_str().map(|p| p.replace('\\', "/"))
}
