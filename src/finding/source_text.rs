//! The text of a file, with its path.

use std::ops::Range;
use std::sync::OnceLock;

/// A text file that findings point into.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The file's path below the project root, with `/` between its parts.
    pub path: String,
    /// The text as it was checked: NFC, `\n` line ends, no byte order mark.
    pub text: String,
    /// The bytes at which lines begin, found when they are first asked for.
    line_starts: OnceLock<Vec<usize>>,
}

/// A line and column in a text, as editors count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for SourceText {}

impl SourceText {
    /// The text of a file, which is named by its path below the project's folder.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    /// The position of a byte offset; offsets past the end give the last position.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let index = self.line_index(offset);
        let start = self.line_starts()[index];
        Position { line: index + 1, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The byte range of the line that holds `offset`, without its line end.
    pub fn line_range(&self, offset: usize) -> Range<usize> {
        let index = self.line_index(self.text.floor_char_boundary(offset));
        let starts = self.line_starts();
        let end = starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        starts[index]..end
    }

    /// The index of the line that holds an offset.
    fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= offset) - 1
    }

    /// The bytes at which lines begin; the first is 0.
    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(end, _)| end + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let file = SourceText::new("", "æ: 1\nøå: 2\n");
        let offset = file.text.find('2').unwrap();
        assert_eq!(file.position(offset), Position { line: 2, column: 5 });
        assert_eq!(&file.text[file.line_range(offset)], "øå: 2");
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
        assert_eq!(file.line_range(999), 14..14);
        assert_eq!(file.line_range(5), 0..5);
        assert_eq!(SourceText::new("", "").line_range(3), 0..0);
    }
}
