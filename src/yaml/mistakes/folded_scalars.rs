//! Lines that YAML or Markdown joins into one, though their writer meant them to stand apart.

use super::misread_values::{SourceScalar, tab_inside};
use super::missing_space::{dash_without_space, is_dash_without_space};
use crate::fault::MisreadFault;
use crate::finding::Finding;
use crate::yaml::lines::error_in;

/// Items, paragraphs or a sign for `|` in a text over several lines; else a tab in its first line.
pub(super) fn folded_lines_or_tab(text: &SourceScalar<'_>) -> Option<Finding> {
    folded_lines(text).or_else(|| tab_inside(text))
}

fn folded_lines(text: &SourceScalar<'_>) -> Option<Finding> {
    let lines = split(text)?;
    if let Some(finding) = signs(text, &lines) {
        return Some(finding);
    }
    let before = text.file.text.get(..text.span.start)?.split_whitespace().next_back();
    let is_literal =
        text.written()?.starts_with('|') || before.is_some_and(|word| word.starts_with('|'));
    if is_literal { None } else { folded(text, &lines) }
}

/// The lines of a text, each with the byte at which it begins; none if it is on one line.
fn split<'a>(text: &SourceScalar<'a>) -> Option<Vec<(usize, &'a str)>> {
    let written = text.written().filter(|written| written.contains('\n'))?;
    let mut end = text.span.start;
    let lines = written.split_inclusive('\n').map(|line| {
        end += line.len();
        let line = line.trim_start();
        (end - line.len(), line.trim_end())
    });
    Some(lines.collect())
}

/// Two lines that begin with a sign or a letter which is none to Markdown, also after `|`.
fn signs(text: &SourceScalar<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let mut signs = lines.iter().filter_map(|(start, line)| Some((*start, sign(line)?)));
    let (start, first) = signs.next()?;
    let (_, second) = signs.next()?;
    let is_lettered = first == 'a' && second == 'b';
    let is_repeated = first == second && (!first.is_ascii_lowercase() || first == 'o');
    (is_lettered || is_repeated).then(|| folded_list(text, start, first))
}

/// The sign before an item, as word processors write them, or its letter: `a)`.
fn sign(line: &str) -> Option<char> {
    let mut characters = line.chars();
    let sign = characters.next()?;
    let next = characters.next()?;
    let is_sign = matches!(sign, '•' | '–' | '—' | '·' | '▪' | '◦' | '‣' | '\u{f0b7}' | 'o');
    let is_letter = sign.is_ascii_lowercase() && next == ')' && characters.next() == Some(' ');
    (is_sign && matches!(next, ' ' | '\t') || is_letter).then_some(sign)
}

/// Lines that are joined because the text does not stand after `|`.
fn folded(text: &SourceScalar<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let ((start, first), rest) = lines.split_first()?;
    if matches!(*first, "/" | "\\" | "¦" | "│" | "l") {
        let fault = MisreadFault::NotABar { character: first.chars().next()? };
        return Some(error_in(text.file, *start..start + first.len(), fault));
    }
    if is_numbered(first) && is_numbered(rest.first()?.1) {
        return Some(folded_list(text, *start, '1'));
    }
    let mut dashes = lines.iter().filter(|(_, line)| is_dash_without_space(line));
    if let Some((start, _)) = dashes.next()
        && !first.starts_with(['"', '\''])
    {
        return Some(dash_without_space(text.file, *start));
    }
    for pair in lines.windows(2) {
        let [(_, above), (start, line)] = *pair else { continue };
        if line.starts_with("- ") || line.starts_with("* ") {
            return Some(folded_list(text, start, '-'));
        }
        if above.is_empty() && !line.is_empty() {
            let fault = MisreadFault::FoldedText;
            return Some(error_in(text.file, start..start + line.len(), fault));
        }
    }
    None
}

/// Whether a line begins with a number as that of an item: `1. ` or `1) `.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

fn folded_list(text: &SourceScalar<'_>, start: usize, sign: char) -> Finding {
    let span = start..start + sign.len_utf8();
    error_in(text.file, span, MisreadFault::FoldedList { sign })
}
