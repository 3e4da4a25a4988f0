//! The available fonts: the built-in ones and those in `fonts/`, but none of the system.

use std::fs;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::Font;
use typst_kit::fonts::FontStore;

use super::builtin::{fonts, is_font};
use crate::digest::Digest;
use crate::finding::Failure;

/// Loads the fonts, and computes the digest of the project's own. A file with the name of a built-in
/// one is skipped.
pub(super) fn load(folder: &Path) -> Result<(FontStore, Digest), Failure> {
    let mut store = FontStore::new();
    let mut digests = Vec::new();
    let builtin = fonts();
    for (_, bytes) in &builtin {
        push(&mut store, Bytes::new(*bytes));
    }
    for path in font_files(folder)? {
        let name = path.file_name().unwrap_or_default();
        if builtin.iter().all(|(file, _)| name.to_string_lossy() != *file) {
            let bytes = fs::read(&path).map_err(|e| Failure::io("read", &path, &e))?;
            digests.push(Digest::of(&bytes));
            push(&mut store, Bytes::new(bytes));
        }
    }
    Ok((store, Digest::of_all(digests)))
}

/// The family names of a store, each once, in order.
pub(super) fn families(store: &FontStore) -> Vec<String> {
    let mut names: Vec<String> = store.book().families().map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

/// Adds the fonts of a file.
fn push(store: &mut FontStore, bytes: Bytes) {
    for font in Font::iter(bytes) {
        let info = font.info().clone();
        store.push((font, info));
    }
}

/// The font files of a folder and the folders below it, in the order of their paths.
fn font_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failure = |e| Failure::io("list", folder, &e);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        if path.is_dir() {
            paths.extend(font_files(&path)?);
        } else if path.is_file() && is_font(&path.to_string_lossy()) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
