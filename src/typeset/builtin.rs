//! The templates and fonts in the binary.

use include_dir::{Dir, include_dir};

use crate::digest::Digest;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// The built-in template file with a path below `templates/`.
#[must_use]
pub fn builtin_template(path: &str) -> Option<&'static [u8]> {
    TEMPLATES.get_file(path).map(include_dir::File::contents)
}

/// The files of `templates/` itself that are parts of reports, not reports.
const PARTS: [&str; 4] = ["format", "language", "page", "theme"];

/// The names of the built-in templates that make a whole report.
#[must_use]
pub fn builtin_templates() -> Vec<&'static str> {
    let names = TEMPLATES.files().filter_map(|f| f.path().to_str()?.strip_suffix(".typ"));
    let mut names: Vec<_> = names.filter(|name| !PARTS.contains(name)).collect();
    names.sort_unstable();
    names
}

/// The paths of all built-in template files below `templates/`: whole reports first, then the
/// files beside them, then those in folders, each in order.
#[must_use]
pub fn builtin_files() -> Vec<&'static str> {
    let mut paths = Vec::new();
    collect(&TEMPLATES, &mut paths);
    let rank = |path: &str| match path.strip_suffix(".typ") {
        Some(name) if !path.contains('/') => u8::from(PARTS.contains(&name)),
        _ => 2,
    };
    paths.sort_unstable_by_key(|path| (rank(path), *path));
    paths
}

fn collect(folder: &'static Dir<'static>, paths: &mut Vec<&'static str>) {
    paths.extend(folder.files().filter_map(|file| file.path().to_str()));
    folder.dirs().for_each(|folder| collect(folder, paths));
}

/// The digest of all built-in templates and fonts.
#[must_use]
pub fn builtin_digest() -> Digest {
    let templates =
        builtin_files().into_iter().map(|path| (path, builtin_template(path)));
    let fonts = fonts().into_iter().map(|(name, bytes)| (name, Some(bytes)));
    let digests = templates.chain(fonts).flat_map(|(name, bytes)| {
        [Digest::of(name.as_bytes()), Digest::of(bytes.unwrap_or_default())]
    });
    Digest::of_all(digests)
}

/// What a built-in template file is for: the first sentence of the comment of the function it
/// is named after, else of the first comment in it.
#[must_use]
pub fn builtin_purpose(path: &str) -> String {
    let text = builtin_template(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let lines: Vec<&str> = text.unwrap_or_default().lines().collect();
    let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or(path);
    let own = [format!("#let {stem}("), format!("#let {stem} =")];
    let named = |line: &&str| own.iter().any(|own| line.starts_with(own));
    let at = lines.iter().position(named).unwrap_or_default();
    let is_comment = |line: &&&str| line.starts_with("//") || line.starts_with("# ");
    let above = lines[..at].iter().rev().take_while(is_comment).count();
    let first = lines.iter().position(|line| is_comment(&line)).unwrap_or_default();
    let start = if above > 0 { at - above } else { first };
    let comment = lines[start..].iter().take_while(is_comment);
    let words: Vec<&str> =
        comment.map(|line| line.trim_start_matches(['/', '#', ' '])).collect();
    let text = words.join(" ");
    text.split_once(". ")
        .map_or(text.as_str(), |(first, _)| first)
        .trim_end_matches('.')
        .to_owned()
}

/// The built-in font files: name and bytes, in the order of their names.
pub(super) fn fonts() -> Vec<(&'static str, &'static [u8])> {
    let mut fonts: Vec<_> = FONTS
        .files()
        .filter_map(|f| Some((f.path().to_str()?, f.contents())))
        .filter(|(name, _)| is_font(name))
        .collect();
    fonts.sort_unstable();
    fonts
}

/// Whether a file name is a font's.
pub(super) fn is_font(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_says_what_it_is_for() {
        for path in builtin_files() {
            let purpose = builtin_purpose(path);
            assert!(
                purpose.len() > 10 && !purpose.contains("#import"),
                "{path}: {purpose}"
            );
        }
        assert_eq!(builtin_files()[0], "components.typ");
    }
}
