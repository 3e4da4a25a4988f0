//! The place of a finding.

use std::ops::Range;
use std::sync::Arc;

use super::{Position, SourceText};

/// A range of bytes in a file, or a file as a whole, which has an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceText>,
    /// The range in its text.
    pub span: Range<usize>,
}

impl Place {
    /// A range of bytes of a file, each end moved back to the start of a character.
    pub fn new(file: &Arc<SourceText>, span: Range<usize>) -> Self {
        let start = file.text.floor_char_boundary(span.start);
        let end = file.text.floor_char_boundary(span.end).max(start);
        Self { file: Arc::clone(file), span: start..end }
    }

    /// A file as a whole, by its path below the project's folder.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: Arc::new(SourceText::new(path, "")), span: 0..0 }
    }

    /// Whether it is a file as a whole.
    pub fn is_whole_file(&self) -> bool {
        self.file.text.is_empty()
    }

    /// The first position and the one after the last; `None` for a file as a whole.
    pub fn range(&self) -> Option<(Position, Position)> {
        if self.is_whole_file() {
            return None;
        }
        Some((self.file.position(self.span.start), self.file.position(self.span.end)))
    }

    /// The first line of the place: the text before it, the place itself, and the text after it.
    pub fn line(&self) -> [&str; 3] {
        let text = &self.file.text;
        let line = self.file.line_range(self.span.start);
        let start = text.floor_char_boundary(self.span.start).clamp(line.start, line.end);
        let end = text.floor_char_boundary(self.span.end).clamp(start, line.end);
        [line.start..start, start..end, end..line.end].map(|part| &text[part])
    }
}
