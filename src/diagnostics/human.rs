//! Findings as text for people: message, source line with the place marked, remedy.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{Finding, Lang, Place, Severity};

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
    let related = finding.related.as_ref();
    let gutter = related.map_or(0, number_width).max(number_width(&finding.place));

    let mut out = format!("{head}{message}\n");
    snippet(&mut out, &finding.place, gutter, strong, "");
    if let Some(place) = related {
        snippet(&mut out, place, gutter, AnsiColor::Blue.on_default(), lang.related());
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
    let before = clean(&file.text[line.start..place.span.start.min(line.end)]);
    let inside =
        place.span.start.min(line.end)..place.span.end.clamp(line.start, line.end);
    let marked = clean(file.text.get(inside).unwrap_or_default());
    let text = clean(&file.text[line]);
    let indent = before.width();
    let mark = paint(style, &"^".repeat(marked.width().max(1)));
    let number = paint(FRAME, &format!("{:>gutter$}", at.line));
    let _ =
        writeln!(out, "{:gutter$} {arrow} {}:{}:{}", "", file.path, at.line, at.column);
    let _ = writeln!(out, "{:gutter$} {bar}", "");
    let _ = writeln!(out, "{number} {bar} {text}");
    let line = format!("{:gutter$} {bar} {:indent$}{mark} {note}", "", "");
    let _ = writeln!(out, "{}", line.trim_end());
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
