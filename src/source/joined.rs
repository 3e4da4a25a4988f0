//! Lines that YAML or Markdown joins into one, though their writer meant them to stand apart.

use std::ops::Range;
use std::sync::Arc;

use super::looks::{dash_without_space, missing_space};
use crate::diagnostics::{Code, Finding, Place, SourceFile};

/// Points, paragraphs or a sign for `|` in a text over several lines.
pub(super) fn lines(file: &Arc<SourceFile>, span: &Range<usize>) -> Option<Finding> {
    let text = Lines { file, lines: split(file, span)? };
    let before = file.text.get(..span.start)?.split_whitespace().next_back();
    let literal = |text: &str| text.starts_with('|');
    let header = file.text.get(span.clone()).is_some_and(literal);
    let literal = header || before.is_some_and(literal);
    text.signs().or_else(|| if literal { None } else { text.folded() })
}

/// The lines of a text, each with the byte at which it begins; none if it is on one line.
fn split<'a>(file: &'a SourceFile, span: &Range<usize>) -> Option<Vec<(usize, &'a str)>> {
    let written = file.text.get(span.clone())?;
    if !written.contains('\n') {
        return None;
    }
    let mut at = span.start;
    let lines = written.split_inclusive('\n').map(|line| {
        let text = line.trim_start();
        let start = at + line.len() - text.len();
        at += line.len();
        (start, text.trim_end())
    });
    Some(lines.collect())
}

struct Lines<'a> {
    file: &'a Arc<SourceFile>,
    lines: Vec<(usize, &'a str)>,
}

impl Lines<'_> {
    /// Two lines that begin with a sign or a letter which is none to Markdown, also after `|`.
    fn signs(&self) -> Option<Finding> {
        let mut signs =
            self.lines.iter().filter_map(|(at, text)| Some((*at, sign(text)?)));
        let (start, first) = signs.next()?;
        let (_, second) = signs.next()?;
        let lettered = first == 'a' && second == 'b';
        let same = first == second && !first.is_ascii_lowercase();
        let word = first == 'o' && second == 'o';
        (lettered || same || word).then(|| self.at(start, first))
    }

    /// What is joined because the text does not stand after `|`.
    fn folded(&self) -> Option<Finding> {
        let (first, rest) = self.lines.split_first()?;
        let quoted = first.1.starts_with(['"', '\'']);
        if matches!(first.1, "/" | "\\" | "¦" | "│" | "l") {
            let character = first.1.chars().next()?;
            return Some(self.finding(
                Code::NotABar { character },
                first.0,
                first.1.len(),
            ));
        }
        let numbered = |text: &str| {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < text.len() && (rest.starts_with(". ") || rest.starts_with(") "))
        };
        if numbered(first.1) && numbered(rest.first()?.1) {
            return Some(self.at(first.0, '1'));
        }
        let dash = |(_, text): &&(usize, &str)| dash_without_space(text);
        if let Some((at, _)) = self.lines.iter().find(dash).filter(|_| !quoted) {
            return Some(missing_space(self.file, *at));
        }
        rest.iter().enumerate().find_map(|(i, (at, text))| {
            if text.starts_with("- ") || text.starts_with("* ") {
                return Some(self.at(*at, '-'));
            }
            let blank = self.lines[i].1.is_empty() && !text.is_empty();
            blank.then(|| self.finding(Code::FoldedText, *at, text.len()))
        })
    }

    fn at(&self, start: usize, sign: char) -> Finding {
        self.finding(Code::FoldedList { sign }, start, sign.len_utf8())
    }

    fn finding(&self, code: Code, start: usize, length: usize) -> Finding {
        Finding::error(code, Place::new(self.file, start..start + length))
    }
}

/// The sign before a point, as word processors write them, or its letter: `a)`.
fn sign(line: &str) -> Option<char> {
    let mut rest = line.chars();
    let sign = rest.next()?;
    let next = rest.next()?;
    let point =
        matches!(sign, '•' | '–' | '—' | '·' | '▪' | '◦' | '‣' | '\u{f0b7}' | 'o');
    let letter = sign.is_ascii_lowercase() && next == ')' && rest.next() == Some(' ');
    (point && matches!(next, ' ' | '\t') || letter).then_some(sign)
}
