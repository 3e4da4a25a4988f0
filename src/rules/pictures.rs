//! Pictures that exist inside the project, in a format that can be shown.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Assets;
use super::characters::is_available;
use crate::fault::{Fault, FileFault, PictureFault};
use crate::finding::Finding;
use crate::model::values::FileName;
use crate::model::{Doc, Periode, Program};
use crate::picture::{self, CheckedPicture, PictureFormat};
use crate::source_files::MAX_ASSET_SIZE;
use crate::suggest::closest;
use crate::tree::Step::{self, Field, Item};

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
    let mut seen = HashSet::new();
    for (i, picture) in doc.value.bilder.iter().flatten().enumerate() {
        // What is wrong with a picture is told where it is first named.
        if !seen.insert(&picture.fil.0) {
            continue;
        }
        let path = [Field("bilder"), Item(i), Field("fil")];
        findings.extend(check(doc, &picture.fil, &path, assets));
    }
    for (i, picture) in doc.value.bilder.iter().flatten().enumerate() {
        let alt = picture.alt.as_str();
        if !describes(alt, &picture.fil.0) {
            let fault = PictureFault::NoDescription { alt: alt.to_owned() };
            findings.push(doc.warning(fault, &[Field("bilder"), Item(i), Field("alt")]));
        }
    }
    findings
}

/// Words that say of a picture that it is one, and nothing else.
const EMPTY_WORDS: [&str; 8] =
    ["bilde", "bilete", "foto", "illustrasjon", "figur", "picture", "image", "photo"];

/// Whether a text describes a picture: it is no name of a file, no letter, and more than that it is a picture.
fn describes(alt: &str, file: &str) -> bool {
    let alt = alt.trim().trim_end_matches('.').to_lowercase();
    let stem = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let stem = stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem);
    let ends = [".jpg", ".jpeg", ".png", ".svg"].iter().any(|end| alt.ends_with(end));
    let is_word =
        EMPTY_WORDS.contains(&alt.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
    let is_camera = ["img_", "dsc_", "dscf", "p10"].iter().any(|start| alt.starts_with(start));
    let is_made = alt.contains("automatisk generert") || alt.starts_with("et bilde som inneholder");
    let is_shot = alt.starts_with("skjermbilde") && alt.chars().any(|c| c.is_ascii_digit());
    alt.chars().count() > 2
        && !is_made
        && !is_shot
        && !ends
        && !is_word
        && !is_camera
        && alt != stem
}

/// The finding for a picture's file at a path of the data, if it cannot be shown.
fn check<T>(
    doc: &Doc<T>,
    name: &FileName,
    path: &[Step<'_>],
    assets: Assets<'_>,
) -> Option<Finding> {
    let data_file = assets.source.root().join(&doc.document.file.path);
    match check_picture(data_file.parent()?, name, assets) {
        Err(fault) => Some(doc.error(fault, path)),
        Ok(warning) => Some(doc.warning(warning?, path)),
    }
}

/// Checks a picture that the data names, from the data file's folder: that it is there, its format,
/// that its name agrees, its sizes, and that it can be decoded. What does not keep it from being shown is a
/// warning.
fn check_picture(
    folder: &Path,
    name: &FileName,
    assets: Assets<'_>,
) -> Result<Option<PictureFault>, Fault> {
    let file = name.to_string();
    let bytes = read(folder, name, assets)?;
    let Some(CheckedPicture { format: kind, drawing }) = picture::check(&bytes, &file)? else {
        let found = picture::found(&bytes).map(str::to_owned);
        return Err(PictureFault::PictureFormat { file, found }.into());
    };
    let (format, extensions): (&str, &[&str]) = match kind {
        PictureFormat::Png => ("PNG", &["png"]),
        PictureFormat::Jpeg(_) => ("JPEG", &["jpg", "jpeg"]),
        PictureFormat::Svg => ("SVG", &["svg"]),
        PictureFormat::Other => {
            let found = picture::found(&bytes).map(str::to_owned);
            return Err(PictureFault::PictureFormat { file, found }.into());
        }
    };
    let extension = Path::new(&name.0).extension().unwrap_or_default();
    let extension = extension.to_str().unwrap_or_default().to_lowercase();
    if !extensions.contains(&extension.as_str()) {
        return Err(PictureFault::PictureName { file, format: format.to_owned() }.into());
    }
    if kind == PictureFormat::Jpeg(CMYK) {
        return Err(PictureFault::CmykPicture { file }.into());
    }
    if let Some(character) = drawing.text.chars().find(|c| !is_available(*c, assets)) {
        return Err(PictureFault::TextInPicture { file, character }.into());
    }
    for link in &drawing.linked {
        check_link(folder, name, link, assets)?;
    }
    if !(assets.can_read)(&bytes) {
        return Err(PictureFault::BrokenPicture { file }.into());
    }
    Ok(drawing.has_html.then_some(PictureFault::HtmlInDrawing { file }))
}

/// Checks a picture that a drawing links to.
fn check_link(
    folder: &Path,
    name: &FileName,
    link: &str,
    assets: Assets<'_>,
) -> Result<(), PictureFault> {
    let (file, link) = (name.to_string(), link.to_owned());
    let path = link.strip_prefix("file://").unwrap_or(&link);
    if path.starts_with('/') || path.contains("://") {
        return Err(PictureFault::UnusableLink { file, link });
    }
    let target = folder.join(&name.0).with_file_name(path);
    match assets.source.read(&target, MAX_ASSET_SIZE) {
        Err(FileFault::MissingFile) => Err(PictureFault::MissingLink { file, link }),
        Err(_) => Err(PictureFault::UnusableLink { file, link }),
        Ok(bytes) => match picture::check(&bytes, &link)? {
            Some(CheckedPicture { format: PictureFormat::Svg, .. }) | None => {
                Err(PictureFault::UnusableLink { file, link })
            }
            Some(_) => Ok(()),
        },
    }
}

/// The bytes of a file that the data names.
fn read(folder: &Path, name: &FileName, assets: Assets<'_>) -> Result<Arc<Vec<u8>>, Fault> {
    let file = name.to_string();
    let target = folder.join(&name.0);
    assets.source.read_shared(&target).map_err(|fault| match fault {
        FileFault::MissingFile => missing(folder, &target, file).into(),
        FileFault::IsDirectory => PictureFault::MissingPicture { file, suggestion: None }.into(),
        FileFault::LinkOutside => PictureFault::OutsideProject { file }.into(),
        FileFault::TooLarge { size, limit } => {
            PictureFault::LargePicture { file, size, limit }.into()
        }
        fault => fault.into(),
    })
}

/// The fault of a picture that is not there.
fn missing(folder: &Path, target: &Path, file: String) -> PictureFault {
    if file.get(1..2) == Some(":") {
        return PictureFault::OutsideProject { file };
    }
    // A path from another machine is not a misspelling.
    let is_foreign = file.contains([':', '\\']);
    let suggestion = closest_file(folder, target).filter(|_| !is_foreign);
    PictureFault::MissingPicture { file, suggestion }
}

/// The folder beside where one was looked for whose name differs in small and capital letters only.
fn in_any_case(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?.to_lowercase();
    let siblings = fs::read_dir(folder.parent()?).ok()?.flatten();
    let mut same =
        siblings.filter(|entry| entry.file_name().to_string_lossy().to_lowercase() == name);
    same.next().map(|entry| entry.path())
}

/// The file whose name is closest to that of `target` in the same folder, as a path from `folder`.
fn closest_file(folder: &Path, target: &Path) -> Option<String> {
    let name = target.file_name()?.to_str()?;
    let written = target.parent()?;
    // The folder may be written with other letters: `Bilder` for `bilder`.
    let parent = if written.is_dir() { written.to_owned() } else { in_any_case(written)? };
    let siblings = fs::read_dir(&parent).ok()?.flatten();
    let mut names: Vec<String> =
        siblings.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let near = closest(name, names.iter().map(String::as_str))?;
    let path = parent.join(near);
    path.strip_prefix(folder).ok()?.to_str().map(|p| p.replace('\\', "/"))
}
