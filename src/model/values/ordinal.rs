//! Ordinals at the beginning of a line, which Markdown takes for numbered lists.

use super::rich_text::{push_inline, push_text};
use super::{Block, Inline};

/// Whether items are numbered as a list: at least two, counting up by one, or all with 1,
/// as some write lists that are to be counted for them.
pub(super) fn runs_on(items: &[(&str, Vec<Block>)]) -> bool {
    let number = |marker: &str| marker.trim_end_matches(['.', ')']).parse::<u64>().ok();
    let numbers: Vec<u64> =
        items.iter().filter_map(|(marker, _)| number(marker)).collect();
    let by =
        |step| numbers.windows(2).all(|pair| pair[0].checked_add(step) == Some(pair[1]));
    numbers.len() > 1 && (by(1) || numbers[0] == 1 && by(0))
}

/// Adds items that are no list but sentences, each beginning with an ordinal («1. januar
/// 2015 …»), as they were written: those of a tight list as lines of one paragraph, the first
/// as the end of the paragraph that it follows directly.
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
        let joins = if i == 0 { follows_directly } else { tight };
        match blocks.last_mut() {
            Some(Block::Paragraph { body: before }) if joins && i == 0 => {
                push_text(before, " ");
                for inline in body {
                    push_inline(before, inline);
                }
            }
            Some(Block::Paragraph { body: before }) if joins => {
                before.push(Inline::Break);
                before.append(&mut body);
            }
            _ => blocks.push(Block::Paragraph { body }),
        }
        blocks.extend(sentence);
    }
}
