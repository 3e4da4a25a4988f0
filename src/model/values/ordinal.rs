//! Ordinals at the beginning of a line («1. januar»), which Markdown reads as numbered lists.

use super::rich_text::{push_inline, push_text};
use super::{Block, Inline};

/// Whether items are numbered as a list: at least two, counting up by one, or all with 1, as those
/// who let Markdown count write them.
pub(super) fn is_numbered(items: &[(&str, Vec<Block>)]) -> bool {
    let numbers: Vec<u64> = items
        .iter()
        .filter_map(|(marker, _)| marker.trim_end_matches(['.', ')']).parse().ok())
        .collect();
    let mut pairs = numbers.windows(2);
    numbers.len() > 1
        && (pairs.clone().all(|pair| pair[0].checked_add(1) == Some(pair[1]))
            || pairs.all(|pair| pair == [1, 1]))
}

/// Adds the items of a list as sentences that begin with an ordinal («1. januar 2015 …»): those of a
/// tight list as lines of one paragraph, the first as the end of the paragraph that it follows
/// directly.
pub(super) fn push_sentences(
    items: Vec<(&str, Vec<Block>)>,
    follows_directly: bool,
    tight: bool,
    blocks: &mut Vec<Block>,
) {
    for (i, (marker, item)) in items.into_iter().enumerate() {
        let mut sentence = item.into_iter().peekable();
        let mut body = vec![Inline::Text { text: format!("{marker} ") }];
        if let Some(Block::Paragraph { body: rest }) =
            sentence.next_if(|block| matches!(block, Block::Paragraph { .. }))
        {
            for inline in rest {
                push_inline(&mut body, inline);
            }
        }
        let is_joined = if i == 0 { follows_directly } else { tight };
        match blocks.last_mut() {
            Some(Block::Paragraph { body: before }) if is_joined && i == 0 => {
                push_text(before, " ");
                for inline in body {
                    push_inline(before, inline);
                }
            }
            Some(Block::Paragraph { body: before }) if is_joined => {
                before.push(Inline::Break);
                before.append(&mut body);
            }
            _ => blocks.push(Block::Paragraph { body }),
        }
        blocks.extend(sentence);
    }
}
