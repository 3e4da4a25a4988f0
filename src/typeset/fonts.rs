//! The available fonts: the built-in ones and those in `fonts/`, but none of the system.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ttf_parser::Face as FontFile;
use typst::foundations::Bytes;
use typst::text::{Coverage, Font, FontFlags, FontInfo, FontStyle};
use typst_kit::fonts::FontStore;

use super::builtin::{builtin_fonts, is_font};
use crate::digest::Digest;
use crate::fault::FileFault;
use crate::finding::{Finding, Place};
use crate::rules::Face;
use crate::source_files::{MAX_FONT_SIZE, SourceFiles};

/// The faces of a store, by family and weight.
fn faces(store: &FontStore) -> Vec<Face> {
    let book = store.book();
    let infos = (0..).map_while(|index| book.info(index));
    let face = |info: &FontInfo| {
        let coverage = info.coverage.clone();
        Face {
            family: info.family.clone(),
            weight: info.variant.weight.to_number(),
            is_italic: info.variant.style != FontStyle::Normal,
            is_variable: info.flags.contains(FontFlags::VARIABLE),
            has: Arc::new(move |c| coverage.contains(u32::from(c))),
        }
    };
    let mut faces: Vec<Face> = infos.map(face).collect();
    faces.sort_by(|a, b| {
        let key = |face: &Face| (face.family.clone(), face.weight, face.is_italic);
        key(a).cmp(&key(b))
    });
    faces
}

/// The family in which Typst sets code (`raw`). Where it is not there, code would vanish from the page without a
/// word; so the built-in face has this name as well.
const CODE: &str = "DejaVu Sans Mono";

/// The available fonts.
pub(super) struct LoadedFonts {
    /// The built-in ones, then the project's own.
    pub(super) store: FontStore,
    /// Their families, in order.
    pub(super) families: Vec<String>,
    /// Their faces, in order.
    pub(super) faces: Vec<Face>,
    /// The digest of the project's own.
    pub(super) digest: Digest,
    /// Which of the project's own cannot be read.
    pub(super) findings: Vec<Finding>,
}

/// Loads the fonts, computes the digest of the project's own, and finds those that cannot be read. A copy of a
/// built-in one is skipped.
pub(super) fn load(source: &SourceFiles) -> LoadedFonts {
    let mut store = FontStore::new();
    let mut digests = Vec::new();
    let builtin = builtin_fonts();
    for (_, bytes) in &builtin {
        for font in Font::iter(Bytes::new(*bytes)) {
            let info = font.info().clone();
            store.push((font, info));
        }
    }
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, state) in source.files_below("fonts".as_ref()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_web_font(&name) {
            let fault = FileFault::WebFont { name: name.into_owned() };
            findings.push(Finding::warning(fault, Place::file(source.display_path(&path))));
            continue;
        }
        // What cannot be read may be a folder of fonts.
        let is_meant = match &state {
            Ok(()) => is_font(&name),
            Err(fault) => is_font(&name) || *fault == FileFault::LinkOutside || path.is_dir(),
        };
        // Links may lead to a file twice.
        if !is_meant || source.resolve(&path).is_ok_and(|real| !seen.insert(real)) {
            continue;
        }
        match state.and_then(|()| source.read(&path, MAX_FONT_SIZE)) {
            // A copy of a built-in one is there already, whatever it is called.
            Ok(bytes) if builtin.iter().any(|(_, built_in)| *built_in == bytes) => {}
            Ok(bytes) => {
                digests.push(Digest::of(&bytes));
                if push(&mut store, &Bytes::new(bytes)) == 0 {
                    findings.push(finding(source, &path, FileFault::BrokenFont));
                }
            }
            Err(fault) => findings.push(finding(source, &path, fault)),
        }
    }
    let (families, faces) = (families(&store), faces(&store));
    if !families.iter().any(|family| family == CODE) {
        for (_, bytes) in &builtin {
            for font in Font::iter(Bytes::new(*bytes)) {
                let info = FontInfo { family: CODE.into(), ..font.info().clone() };
                store.push((font, info));
            }
        }
    }
    LoadedFonts { store, families, faces, digest: Digest::of_all(digests), findings }
}

/// Whether a file is a font for web pages, or a packed one, which nothing here reads.
fn is_web_font(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(extension.as_str(), "woff" | "woff2" | "eot" | "zip")
}

/// The family names of a store, each once, in order.
fn families(store: &FontStore) -> Vec<String> {
    let mut names: Vec<String> = store.book().families().map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

/// How many fonts a file has: one, or as many as a collection says that it has room for; none, if it
/// has no room for them.
///
/// Source: Microsoft, «OpenType font file», «TTC Header».
fn fonts_in(bytes: &[u8]) -> u32 {
    const HEADER: u64 = 12;
    const OFFSET: u64 = 4;
    let Some(rest) = bytes.strip_prefix(b"ttcf") else { return 1 };
    let &[_, _, _, _, n0, n1, n2, n3, ..] = rest else { return 0 };
    let count = u32::from_be_bytes([n0, n1, n2, n3]);
    let has_room = HEADER + u64::from(count) * OFFSET <= bytes.len() as u64;
    if has_room { count } else { 0 }
}

/// Adds the fonts of a file of the project, and gives how many there are.
fn push(store: &mut FontStore, bytes: &Bytes) -> usize {
    let mut count = 0;
    for index in 0..fonts_in(bytes) {
        let Some(font) = Font::new(bytes.clone(), index) else { continue };
        let mut info = font.info().clone();
        info.coverage = Coverage::from_vec(signs(&font));
        store.push((font, info));
        count += 1;
    }
    count
}

/// The characters that a font says it has, and has a sign for.
fn signs(font: &Font) -> Vec<u32> {
    let Ok(face) = FontFile::parse(font.data(), font.index()) else { return Vec::new() };
    let mut signs: Vec<u32> = font.info().coverage.iter().collect();
    signs.retain(|c| {
        let glyph = char::from_u32(*c).and_then(|c| face.glyph_index(c));
        glyph.is_some_and(|glyph| glyph.0 != 0 && glyph.0 < face.number_of_glyphs())
    });
    signs
}

/// An error about a font file as a whole.
fn finding(source: &SourceFiles, path: &Path, fault: FileFault) -> Finding {
    Finding::error(fault, Place::file(source.display_path(&source.root().join(path))))
}
