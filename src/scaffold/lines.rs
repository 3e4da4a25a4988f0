//! The lines of a file, by the fields and items that they belong to.

use std::ops::Range;

use crate::finding::SourceText;

/// A field or an item as it is written: the comments right above it, and its own lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceBlock<'a> {
    /// Comment lines right above.
    pub comments: Vec<&'a str>,
    /// Whether an empty line stands above.
    pub gap: bool,
    /// The line with the name or the dash, and those below it.
    pub lines: Vec<&'a str>,
}

/// The blocks that begin at some bytes of a file, each up to the next, the last up to `end`.
/// None, if two of them begin on the same line.
pub(super) fn blocks<'a>(
    file: &'a SourceText,
    starts: &[usize],
    end: usize,
) -> Option<Vec<SourceBlock<'a>>> {
    let lines: Vec<&str> = file.text.lines().collect();
    let firsts: Vec<usize> = starts.iter().map(|start| line_index(file, *start)).collect();
    if firsts.windows(2).any(|pair| pair[0] >= pair[1]) {
        return None;
    }
    let last = if end >= file.text.len() { lines.len() } else { line_index(file, end) };
    let mut blocks = Vec::with_capacity(firsts.len());
    for (i, &first) in firsts.iter().enumerate() {
        let above = first_comment(&lines, first);
        let stop = firsts.get(i + 1).map_or(last, |next| first_comment(&lines, *next));
        blocks.push(SourceBlock {
            comments: lines[above..first].to_vec(),
            gap: above > 0 && lines[above - 1].trim().is_empty(),
            lines: trimmed(&lines, first..stop.max(first + 1).min(lines.len())),
        });
    }
    Some(blocks)
}

/// The index of a byte's line, from 0.
fn line_index(file: &SourceText, offset: usize) -> usize {
    file.position(offset).line - 1
}

/// The index of the first comment right above a line, or of the line itself.
fn first_comment(lines: &[&str], first: usize) -> usize {
    let above = lines[..first].iter().rev();
    first - above.take_while(|line| line.trim_start().starts_with('#')).count()
}

/// Some lines without the empty ones at their end.
fn trimmed<'a>(lines: &[&'a str], range: Range<usize>) -> Vec<&'a str> {
    let mut lines = lines[range].to_vec();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_belong_to_what_stands_below_them() {
        let text = "# top\na: 1\n\n# about b\nb:\n  - x # here\n  # inside\n\nc: 3\n";
        let file = SourceText::new("", text);
        let starts = ["a:", "b:", "c:"].map(|key| text.find(key).unwrap());
        let blocks = blocks(&file, &starts, text.len()).unwrap();
        assert_eq!(blocks[0].comments, ["# top"]);
        assert_eq!(blocks[1].comments, ["# about b"]);
        assert!(blocks[1].gap && !blocks[0].gap);
        assert_eq!(blocks[1].lines, ["b:", "  - x # here", "  # inside"]);
        assert_eq!(blocks[2].lines, ["c: 3"]);
    }

    #[test]
    fn items_on_one_line_have_no_lines_of_their_own() {
        let file = SourceText::new("", "a: [x, y]\n");
        assert_eq!(blocks(&file, &[4, 7], 10), None);
    }
}
