//! Characters that the fonts have.

use std::ops::Range;

use super::Assets;
use crate::fault::ProfileFault;
use crate::finding::{Finding, MAX_SHOWN};
use crate::tree::{Document, Node};

/// Every text consists of characters that the fonts have: PDF/UA-1 and PDF/A refuse others, and
/// a reader would see empty boxes. Each character is reported once in a value.
pub(super) fn characters_can_be_shown(document: &Document, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    document.root.scalars(&mut |node, scalar| {
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

/// Whether a character can be shown, or need not be.
pub(super) fn is_available(c: char, assets: Assets<'_>) -> bool {
    c.is_whitespace() || is_ignorable(c) || !is_private(c) && (assets.covers)(c)
}

/// Whether a character controls the layout of text and is not shown itself.
///
/// Source: Unicode, `Default_Ignorable_Code_Point`, as far as text has them.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
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
