//! Findings as text for people: message, source line with the place marked, remedy.

use std::fmt::Write;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::finding::{Finding, Place, Severity, visible};
use crate::lang::Lang;

/// The finding as text of several lines, with ANSI styles.
///
/// The styles are always written; a caller whose output is no terminal strips them.
pub fn render(finding: &Finding, lang: Lang) -> String {
    let colour = match finding.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
    };
    let strong = colour.on_default().bold();
    let word = finding.severity.word(lang);
    let head = paint(strong, &format!("{word}[{}]", finding.code()));
    let message = paint(Style::new().bold(), &format!(": {}", visible(&finding.message(lang))));
    let places = finding.related.iter().map(|related| &related.place);
    let gutter = places.map(number_width).fold(number_width(&finding.place), usize::max);

    let mut out = format!("{head}{message}\n");
    snippet(&mut out, &finding.place, gutter, strong, "");
    for related in &finding.related {
        let style = AnsiColor::Blue.on_default();
        snippet(&mut out, &related.place, gutter, style, &visible(&related.note.text(lang)));
    }
    let hint = finding.hint(lang);
    let hint = visible(&hint);
    if !finding.place.is_whole_file() {
        let _ = writeln!(out, "{:gutter$} {}", "", paint(FRAME, "│"));
    }
    let equals = paint(FRAME, "=");
    let _ = writeln!(out, "{:gutter$} {equals} {}: {hint}", "", lang.choose("tips", "hint"));
    out
}

/// A text in a style.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// The style of line numbers and of the frame around source text.
const FRAME: Style = AnsiColor::Blue.on_default();
/// The width of a line of source text with its number, in columns.
const WIDTH: usize = 74;

/// Adds the file's name and, if the place is inside a text, the line with a mark under it.
fn snippet(out: &mut String, place: &Place, gutter: usize, style: Style, note: &str) {
    let file = &place.file;
    let arrow = paint(FRAME, "┌─");
    let bar = paint(FRAME, "│");
    let path = visible(&file.path);
    if place.is_whole_file() {
        let _ = writeln!(out, "{:gutter$} {arrow} {path}", "");
        return;
    }
    let at = file.position(place.span.start);
    let [before, marked, after] = near(place.line());
    let line = [before, marked, after].concat();
    let mark = before.len()..before.len() + marked.len();
    let window = window(&line, mark.start, WIDTH - gutter);
    let left = if window.start > 0 { "…" } else { "" };
    let right = if window.end < line.len() { "…" } else { "" };
    let before = clean(&line[window.start..mark.start]);
    let marked = clean(&line[mark.start..mark.end.min(window.end)]);
    let text = format!("{left}{}{right}", clean(&line[window]));
    let indent = before.width() + left.width();
    let mark = paint(style, &"^".repeat(marked.width().max(1)));
    let number = paint(FRAME, &format!("{:>gutter$}", at.line));
    let _ = writeln!(out, "{:gutter$} {arrow} {path}:{}:{}", "", at.line, at.column);
    let _ = writeln!(out, "{:gutter$} {bar}", "");
    let _ = writeln!(out, "{number} {bar} {text}");
    let line = format!("{:gutter$} {bar} {:indent$}{mark} {note}", "", "");
    let _ = writeln!(out, "{}", line.trim_end());
}

/// A line around a mark, without what lies far from it: lines can be very long.
fn near([before, marked, after]: [&str; 3]) -> [&str; 3] {
    const FAR: usize = 4 * WIDTH;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(FAR))..];
    let marked = &marked[..marked.floor_char_boundary(FAR)];
    [before, marked, &after[..after.floor_char_boundary(FAR)]]
}

/// The part of a line that is shown in `width` columns: all of it, or, if it is longer, what
/// fits around the mark, which begins at `mark`.
fn window(line: &str, mark: usize, width: usize) -> Range<usize> {
    if clean(line).width() <= width {
        return 0..line.len();
    }
    // A third of the width before the mark, the rest from it on.
    let before = line[..mark].char_indices().rev();
    let start = before.take(width / 3).last().map_or(mark, |(i, _)| i);
    let mut end = start;
    let mut used = 0;
    for c in line[start..].chars() {
        used += clean(c.encode_utf8(&mut [0; 4])).width();
        if used > width {
            break;
        }
        end += c.len_utf8();
    }
    start..end.max(mark)
}

/// The text with tabs as spaces, and with what would steer the terminal made visible.
fn clean(text: &str) -> String {
    visible(&text.replace('\t', " ")).into_owned()
}

/// The number of columns of a place's line number.
fn number_width(place: &Place) -> usize {
    place.range().map_or(1, |(start, _)| start.line.to_string().len())
}
