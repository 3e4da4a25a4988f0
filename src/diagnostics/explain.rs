//! What each finding means, from the documentation itself.

use super::Lang;

/// `docs/findings.md` and its English twin: a section for each code.
const TEXTS: [(Lang, &str); 2] = [
    (Lang::Nb, include_str!("../../docs/findings.md")),
    (Lang::En, include_str!("../../docs/findings-en.md")),
];

/// The section of a code, without its heading's marks.
#[must_use]
pub fn explanation(code: &str, lang: Lang) -> Option<&'static str> {
    let section = sections(lang).find(|(name, _)| *name == code)?;
    Some(section.1)
}

/// The codes that have a section, in their order.
#[must_use]
pub fn explained() -> Vec<&'static str> {
    sections(Lang::Nb).map(|(name, _)| name).collect()
}

/// The sections of a language: the code, and the text from the code on.
fn sections(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let text = TEXTS.iter().find(|(l, _)| *l == lang).map_or("", |(_, text)| text);
    text.split("\n## ").skip(1).map(|section| {
        let name = section.lines().next().unwrap_or_default().trim();
        (name, section.trim_end())
    })
}
