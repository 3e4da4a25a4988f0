//! Findings as text for people: message, source line with the place marked, remedy.

use std::fmt::Write;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::diagnostics::{Finding, Lang, Place, Severity};

/// The finding as text of several lines, with ANSI styles.
///
/// Styles are always there; a caller that writes to something other than a terminal
/// strips them.
#[must_use]
pub fn render(finding: &Finding, lang: Lang) -> String {
    let colour = match finding.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
    };
    let strong = colour.on_default().bold();
    let word = lang.severity(finding.severity);
    let head = paint(strong, &format!("{word}[{}]", finding.code.name()));
    let message =
        paint(Style::new().bold(), &format!(": {}", lang.message(&finding.code)));
    let places = finding.related.iter().map(|related| &related.place);
    let gutter = places.map(number_width).fold(number_width(&finding.place), usize::max);

    let mut out = format!("{head}{message}\n");
    snippet(&mut out, &finding.place, gutter, strong, "");
    for related in &finding.related {
        let style = AnsiColor::Blue.on_default();
        snippet(&mut out, &related.place, gutter, style, &lang.note(&related.note));
    }
    let hint = lang.hint(&finding.code);
    if !finding.place.file.text.is_empty() {
        let _ = writeln!(out, "{:gutter$} {}", "", paint(FRAME, "│"));
    }
    let equals = paint(FRAME, "=");
    let _ = writeln!(out, "{:gutter$} {equals} {}: {hint}", "", lang.tip());
    out
}

/// A text in a style.
#[must_use]
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

const FRAME: Style = AnsiColor::Blue.on_default();

/// Adds the file's name and, if the place is inside a text, the line with a mark under it.
fn snippet(out: &mut String, place: &Place, gutter: usize, style: Style, note: &str) {
    let file = &place.file;
    let arrow = paint(FRAME, "┌─");
    let bar = paint(FRAME, "│");
    if file.text.is_empty() {
        let _ = writeln!(out, "{:gutter$} {arrow} {}", "", file.path);
        return;
    }
    let at = file.position(place.span.start);
    let line = file.line_range(place.span.start);
    let inside =
        place.span.start.min(line.end)..place.span.end.clamp(line.start, line.end);
    let window = window(&file.text, &line, &inside, WIDTH - gutter);
    let before = clean(&file.text[window.start..inside.start]);
    let marked = clean(&file.text[inside.start..inside.end.min(window.end)]);
    let (left, right) = (window.start > line.start, window.end < line.end);
    let dots = |cut: bool| if cut { "…" } else { "" };
    let text = format!("{}{}{}", dots(left), clean(&file.text[window]), dots(right));
    let indent = before.width() + dots(left).width();
    let mark = paint(style, &"^".repeat(marked.width().max(1)));
    let number = paint(FRAME, &format!("{:>gutter$}", at.line));
    let _ =
        writeln!(out, "{:gutter$} {arrow} {}:{}:{}", "", file.path, at.line, at.column);
    let _ = writeln!(out, "{:gutter$} {bar}", "");
    let _ = writeln!(out, "{number} {bar} {text}");
    let line = format!("{:gutter$} {bar} {:indent$}{mark} {note}", "", "");
    let _ = writeln!(out, "{}", line.trim_end());
}

/// How many columns a line of source text may take, with its number.
const WIDTH: usize = 74;

/// The part of a line that is shown: all of it, or as much around the mark as there is room for.
fn window(
    text: &str,
    line: &Range<usize>,
    mark: &Range<usize>,
    width: usize,
) -> Range<usize> {
    if clean(&text[line.clone()]).width() <= width {
        return line.clone();
    }
    // A third of the room before the mark, the rest from it on.
    let before = text[line.start..mark.start].char_indices().rev();
    let start = before.take(width / 3).last().map_or(mark.start, |(i, _)| line.start + i);
    let mut end = start;
    let mut used = 0;
    for c in text[start..line.end].chars() {
        used += clean(c.encode_utf8(&mut [0; 4])).width();
        if used > width {
            break;
        }
        end += c.len_utf8();
    }
    start..end.max(mark.start)
}

/// The text with every control character shown as one space, so that marks stay in place.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// How many columns a place's line number takes.
fn number_width(place: &Place) -> usize {
    if place.file.text.is_empty() {
        return 1;
    }
    place.file.position(place.span.start).line.to_string().len()
}
