//! The built-in templates and fonts.

use include_dir::{Dir, include_dir};

use crate::digest::Digest;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// The path of the built-in theme below `templates/` for a theme of the project's own, which imports it.
pub const BUILTIN_THEME: &str = "built-in/theme.typ";

/// The built-in template file with a path below `templates/`.
pub fn builtin_template(path: &str) -> Option<&'static [u8]> {
    let path = if path == BUILTIN_THEME { "theme.typ" } else { path };
    TEMPLATES.get_file(path).map(include_dir::File::contents)
}

/// The files directly in `templates/` that are parts of reports.
const PARTS: [&str; 4] = ["format", "language", "page", "theme"];

/// The names of the built-in templates that make a whole report.
pub fn builtin_templates() -> Vec<&'static str> {
    let paths = TEMPLATES.files().filter_map(|file| file.path().to_str());
    let names = paths.filter_map(|path| path.strip_suffix(".typ"));
    let mut names: Vec<_> = names.filter(|name| !PARTS.contains(name)).collect();
    names.sort_unstable();
    names
}

/// The paths of all built-in template files below `templates/`: whole reports first, then the
/// files beside them, then those in folders, each in order.
pub fn builtin_files() -> Vec<&'static str> {
    let mut paths = Vec::new();
    collect(&TEMPLATES, &mut paths);
    paths.sort_unstable_by_key(|path| (rank(path), *path));
    paths
}

/// The rank of a file in the list of built-in files.
fn rank(path: &str) -> u8 {
    match path.strip_suffix(".typ") {
        Some(name) if !path.contains('/') => u8::from(PARTS.contains(&name)),
        _ => 2,
    }
}

/// Adds the paths of the files in a folder and the folders below it.
fn collect(folder: &'static Dir<'static>, paths: &mut Vec<&'static str>) {
    paths.extend(folder.files().filter_map(|file| file.path().to_str()));
    folder.dirs().for_each(|folder| collect(folder, paths));
}

/// The digest of all built-in templates and fonts.
pub fn builtin_digest() -> Digest {
    let mut digests = Vec::new();
    let templates = builtin_files().into_iter();
    let templates = templates.filter_map(|path| Some((path, builtin_template(path)?)));
    for (name, bytes) in templates.chain(builtin_fonts()) {
        digests.extend([Digest::of(name.as_bytes()), Digest::of(bytes)]);
    }
    Digest::of_all(digests)
}

/// The purpose of a built-in template file: the first sentence of the comment of the function that
/// is named after it, or else of the first comment in it.
pub fn builtin_purpose(path: &str) -> String {
    let text = builtin_template(path).and_then(|bytes| str::from_utf8(bytes).ok());
    let lines: Vec<&str> = text.unwrap_or_default().lines().collect();
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.split('.').next().unwrap_or(file);
    let (function, value) = (format!("#let {stem}("), format!("#let {stem} ="));
    let own = lines
        .iter()
        .position(|line| line.starts_with(&function) || line.starts_with(&value))
        .unwrap_or_default();
    let above = lines[..own].iter().rev().take_while(|line| is_comment(line)).count();
    let first = lines.iter().position(|line| is_comment(line)).unwrap_or_default();
    let start = if above > 0 { own - above } else { first };
    let comment: Vec<&str> = lines[start..]
        .iter()
        .take_while(|line| is_comment(line))
        .map(|line| line.trim_matches(['/', '#', '*', ' ']))
        .collect();
    let text = comment.join(" ");
    let sentence = text.split(". ").next().unwrap_or(&text);
    sentence.trim_end_matches('.').to_owned()
}

/// Whether a line is a comment of Typst, of YAML or of a style sheet.
fn is_comment(line: &str) -> bool {
    line.starts_with("//") || line.starts_with("# ") || line.starts_with("/* ")
}

/// The built-in font files: name and bytes, in the order of their names.
pub fn builtin_fonts() -> Vec<(&'static str, &'static [u8])> {
    let mut fonts: Vec<_> = FONTS
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents())))
        .filter(|(name, _)| is_font(name))
        .collect();
    fonts.sort_unstable();
    fonts
}

/// Whether a file name is that of a font.
pub(super) fn is_font(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_purpose() {
        for path in builtin_files() {
            let purpose = builtin_purpose(path);
            let is_sentence = purpose.len() > 10 && !purpose.contains("#import");
            assert!(is_sentence, "{path}: {purpose}");
        }
        assert_eq!(builtin_files()[0], "components.typ");
    }
}
