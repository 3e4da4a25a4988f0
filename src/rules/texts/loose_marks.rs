//! Marks of Markdown that mark nothing, and would be printed.

use super::{Fault, Text};
use crate::fault::TextFault;
use crate::model::values::{Block, Inline, RichText};

/// The fields of one line, in which no marks are read.
const PLAIN: [&str; 7] = ["navn", "tittel", "avvik", "risiko", "eier", "ansvarlig", "alt"];

/// Stars that surround nothing, or stand where no marks are read; a link with a space in the middle.
pub(super) fn loose_mark(text: &Text<'_>) -> Option<Fault> {
    if !text.value.contains("**") && !text.value.contains("](") && !text.value.contains("] (") {
        return None;
    }
    if PLAIN.contains(&text.field) {
        return text.value.contains("**").then(|| fault(text, "**"));
    }
    let RichText(blocks) = text.value.parse().ok()?;
    blocks.iter().find_map(in_block).map(|mark| fault(text, mark))
}

fn fault(text: &Text<'_>, mark: &str) -> Fault {
    let fault = match mark {
        "**" => TextFault::LooseStars { is_plain: PLAIN.contains(&text.field) },
        _ => TextFault::BrokenLink { text: mark.to_owned() },
    };
    (fault, text.span_of(mark))
}

/// A mark that is printed in a block.
fn in_block(block: &Block) -> Option<&'static str> {
    match block {
        Block::Paragraph { body } => in_inlines(body),
        Block::List { items, .. } => items.iter().flatten().find_map(in_block),
    }
}

fn in_inlines(inlines: &[Inline]) -> Option<&'static str> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text { text } if has_stars(text) => Some("**"),
        Inline::Text { text } if text.contains('[') => {
            ["](", "] (http", "] (www"].into_iter().find(|mark| text.contains(mark))
        }
        Inline::Strong { body } | Inline::Emphasis { body } | Inline::Link { body, .. } => {
            in_inlines(body)
        }
        Inline::Text { .. } | Inline::Break => None,
    })
}

/// Whether a text has two stars that are not between two numbers or words: `2**3`.
fn has_stars(text: &str) -> bool {
    text.match_indices("**").any(|(at, stars)| {
        let before = text[..at].chars().next_back();
        let after = text[at + stars.len()..].chars().next();
        !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
    })
}
