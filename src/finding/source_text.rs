//! The text of a file, with its path.

use std::ops::Range;

/// A text file that findings point into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceText {
    /// The file's path below the project root, with `/` between its parts.
    pub path: String,
    /// The text as it was checked: NFC, `\n` line ends, no byte order mark.
    pub text: String,
}

/// A line and column in a text, as editors count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceText {
    /// The position of a byte offset; offsets past the end give the last position.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }

    /// The byte range of the line that holds `offset`, without its line end.
    pub fn line_range(&self, offset: usize) -> Range<usize> {
        let offset = self.text.floor_char_boundary(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |i| offset + i);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let file = SourceText { path: String::new(), text: "æ: 1\nøå: 2\n".into() };
        let offset = file.text.find('2').unwrap();
        assert_eq!(file.position(offset), Position { line: 2, column: 5 });
        assert_eq!(&file.text[file.line_range(offset)], "øå: 2");
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
    }
}
