//! Characters that the fonts can show.

use std::ops::Range;

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::source::{Document, Node};

/// Every text consists of characters that the fonts have: PDF/UA-1 and PDF/A refuse others,
/// and a reader would see empty boxes. Each character is found once in a value.
pub(super) fn characters_can_be_shown(
    document: &Document,
    context: Context<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    document.root.scalars(&mut |node, scalar| {
        let mut missing: Vec<char> =
            scalar.text.chars().filter(|c| !can_be_shown(*c, context)).collect();
        missing.sort_unstable();
        missing.dedup();
        for character in missing {
            let place = document.place(place(document, node, character));
            findings.push(Finding::error(Code::Character { character }, place));
        }
    });
    findings
}

fn can_be_shown(c: char, context: Context<'_>) -> bool {
    c.is_whitespace() || is_ignorable(c) || !is_private(c) && (context.covers)(c)
}

/// Characters that steer the text and are not shown themselves.
///
/// Source: Unicode, `Default_Ignorable_Code_Point`, as far as text has them.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Characters without a meaning that all agree on; PDF/A refuses them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Where a character stands in a value; the value as a whole, if it is written as an escape.
fn place(document: &Document, node: &Node, character: char) -> Range<usize> {
    let written = document.file.text.get(node.span.clone()).unwrap_or_default();
    written.find(character).map_or(node.span.clone(), |at| {
        let start = node.span.start + at;
        start..start + character.len_utf8()
    })
}
