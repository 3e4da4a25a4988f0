//! The templates and fonts in the binary.

use include_dir::{Dir, include_dir};

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
