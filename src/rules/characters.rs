//! Characters that the fonts have.

use std::ops::Range;

use super::Assets;
use crate::fault::ProfileFault;
use crate::finding::{Finding, MAX_SHOWN};
use crate::tree::{Document, Node, Scalar};

/// Every text consists of characters that the fonts have: PDF/UA-1 and PDF/A refuse others, and
/// a reader would see empty boxes. Each character is reported once in a value.
pub(super) fn characters_can_be_shown(document: &Document, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    shown_scalars(document, &mut |node, scalar| {
        let characters = scalar.text.chars();
        let mut missing: Vec<char> = characters.filter(|c| !is_available(*c, assets)).collect();
        missing.sort_unstable();
        missing.dedup();
        for character in missing.into_iter().take(MAX_SHOWN) {
            let place = document.place(character_span(document, node, character));
            findings.push(Finding::error(ProfileFault::Character { character }, place));
        }
    });
    findings
}

/// The programme's typeface has the characters that another would have to stand in for: told once in a file.
pub(super) fn typeface_has_characters(
    document: &Document,
    typeface: Option<&str>,
    assets: Assets<'_>,
) -> Option<Finding> {
    let font = typeface?;
    let face = assets.faces_of(font).min_by_key(|face| face.weight.abs_diff(400))?;
    let mut missing = String::new();
    let mut first = None;
    shown_scalars(document, &mut |node, scalar| {
        for c in scalar.text.chars() {
            let is_plain = c.is_ascii() || c.is_whitespace() || is_ignorable(c);
            if !is_plain && !(face.has)(c) && is_available(c, assets) && !missing.contains(c) {
                first.get_or_insert_with(|| character_span(document, node, c));
                missing.push(c);
            }
        }
    });
    let fault = || ProfileFault::FallbackCharacters { font: font.to_owned(), characters: missing };
    first.map(|span| Finding::warning(fault(), document.place(span)))
}

/// Visits the single values of a file but descriptions of pictures, which are read aloud and never shown.
fn shown_scalars(document: &Document, visit: &mut impl FnMut(&Node, &Scalar)) {
    document.root.scalars_by_field("", &mut |field, node, scalar| {
        if field != "alt" {
            visit(node, scalar);
        }
    });
}

/// Whether a character can be shown, or need not be.
pub(super) fn is_available(c: char, assets: Assets<'_>) -> bool {
    c.is_whitespace() || is_ignorable(c) || !is_private(c) && (assets.covers)(c)
}

/// Whether a character controls the layout of text and is not shown itself.
///
/// Source: Unicode, `Default_Ignorable_Code_Point`, as far as text has them.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Whether a character is for private use; PDF/A refuses these.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// The bytes of a character in a value; of the whole value, if it is written as an escape.
fn character_span(document: &Document, node: &Node, character: char) -> Range<usize> {
    let written = document.file.text.get(node.span.clone()).unwrap_or_default();
    written.find(character).map_or(node.span.clone(), |at| {
        let start = node.span.start + at;
        start..start + character.len_utf8()
    })
}
