//! What stands on a page as text and was meant to be code, or the marks of another language.

use std::sync::Arc;

use typst::World;
use typst::syntax::{Span, SyntaxKind};
use typst_layout::PagedDocument;

use super::diagnose::place_of;
use super::files::file_id;
use super::text::spanned_text;
use super::world::ReportWorld;
use crate::fault::{PrintedForm, TemplateFault};
use crate::finding::{Finding, Place, SourceText};

/// The warning for what is printed and was not meant to be. Only what a file of the project's own has written is
/// looked at.
pub(super) fn code_as_text(document: &PagedDocument, world: &ReportWorld<'_>) -> Option<Finding> {
    let is_own = |span: Span| span.id().is_some_and(|id| world.is_own(id));
    document.pages().iter().find_map(|page| {
        let (text, starts) = spanned_text(&page.frame, is_own);
        let span_at = |at: usize| {
            let before = starts.partition_point(|(start, _)| *start <= at);
            Some(starts.get(before.checked_sub(1)?)?.1)
        };
        let code = code_in(&text).and_then(|(at, text, form)| Some((span_at(at)?, text, form)));
        let found = code.or_else(|| printed_name(&text, &starts, world));
        if let Some((span, text, form)) = found {
            let fault = TemplateFault::CodeAsText { text, form };
            return Some(Finding::warning(fault, place_of(world, span)));
        }
        passed_on(&spanned_text(&page.frame, |_| true).0, world)
    })
}

/// The warning for a field that is printed by a built-in component, which an own file has handed to it as a text.
fn passed_on(page: &str, world: &ReportWorld<'_>) -> Option<Finding> {
    let (_, text, form) = code_in(page).filter(|(.., form)| *form == PrintedForm::Field)?;
    world.replaced().into_iter().find_map(|path| {
        let source = world.source(file_id(&format!("/{path}"))?).ok()?;
        let at = source.text().find(&text)?;
        let file = Arc::new(SourceText::new(path, source.text()));
        let (fault, span) =
            (TemplateFault::CodeAsText { text: text.clone(), form }, at..at + text.len());
        Some(Finding::warning(fault, Place { file, span }))
    })
}

/// How much of what is printed is shown.
const SHOWN: usize = 40;

/// Functions that a template calls, and no sentence.
const CALLS: [&str; 10] = [
    "number(",
    "date(",
    "amount(",
    "narrative(",
    "label-of(",
    "section(",
    "data-table(",
    "in-order(",
    "page-of-report(",
    "rich-text(",
];
/// Commands of LaTeX.
const LATEX: [&str; 6] = ["textbf{", "textit{", "emph{", "section{", "begin{", "item{"];

/// The code in a text, if it has any, with where it begins and whose it is.
fn code_in(text: &str) -> Option<(usize, String, PrintedForm)> {
    let shown = |at: usize| text[at..].chars().take(SHOWN).collect::<String>().trim().to_owned();
    let import =
        ["import «", "import \"", "import “"].into_iter().find_map(|start| text.find(start));
    let import = import.filter(|at| shown(*at).contains(".typ"));
    let call = || CALLS.iter().find_map(|call| word_at(text, call));
    if let Some(at) = import.or_else(call) {
        return Some((at, shown(at), PrintedForm::Call));
    }
    let is_field =
        |at: &usize| text[at + "report.".len()..].starts_with(|c: char| c.is_ascii_lowercase());
    if let Some(at) = word_at(text, "report.").filter(is_field) {
        let name: String =
            text[at..].chars().take_while(|c| c.is_alphanumeric() || "._-".contains(*c)).collect();
        return Some((at, name.trim_end_matches('.').to_owned(), PrintedForm::Field));
    }
    if let Some(at) = LATEX.iter().find_map(|command| word_at(text, command)) {
        return Some((at, shown(at), PrintedForm::Latex));
    }
    if let Some(at) = text.find("<<<<<<< ") {
        return Some((at, shown(at), PrintedForm::Merge));
    }
    if let Some(at) = text.find("](") {
        return Some((at, "](".to_owned(), PrintedForm::Link));
    }
    let (at, mark) = html_in(text)?;
    Some((at, mark, PrintedForm::Html))
}

/// Where a text has a word that is not the end of another.
fn word_at(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

/// A mark or an entity of HTML in a text.
fn html_in(text: &str) -> Option<(usize, String)> {
    text.match_indices(['<', '&']).find_map(|(at, sign)| {
        let rest = &text[at + 1..];
        let (rest, end) = if sign == "<" { (rest.strip_prefix('/')?, '>') } else { (rest, ';') };
        let length = rest.find(end).filter(|length| (1..=10).contains(length))?;
        let is_name = rest[..length].chars().all(|c| c.is_ascii_alphanumeric());
        let whole = text.len() - rest.len() + length + 1;
        is_name.then(|| (at, text[at..whole].to_owned()))
    })
}

/// The name of a function that is printed, since it is not called: the text is the name that stands in the file.
fn printed_name(
    text: &str,
    starts: &[(usize, Span)],
    world: &ReportWorld<'_>,
) -> Option<(Span, String, PrintedForm)> {
    starts.iter().enumerate().find_map(|(i, (start, span))| {
        let end = starts.get(i + 1).map_or(text.len(), |(next, _)| *next);
        let written = text[*start..end].trim();
        let source = world.source(span.id()?).ok()?;
        let node = source.find(*span)?;
        let is_name = node.kind() == SyntaxKind::Ident && &source.text()[node.range()] == written;
        is_name.then(|| (*span, written.to_owned(), PrintedForm::Function))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_as_code_is_found() {
        let told = |text| code_in(text).map(|(_, text, form)| (text, form));
        let is = |text: &str, form| Some((text.to_owned(), form));
        assert_eq!(
            told("Regionen heter report.region.navn."),
            is("report.region.navn", PrintedForm::Field)
        );
        assert_eq!(told("Se [kartet]( https://x.no )"), is("](", PrintedForm::Link));
        assert_eq!(told("fet</b> tekst"), is("</b>", PrintedForm::Html));
        assert_eq!(told("p&aring; plass"), is("&aring;", PrintedForm::Html));
        assert_eq!(told("textbf{Viktig}"), is("textbf{Viktig}", PrintedForm::Latex));
        assert_eq!(told("number(12)"), is("number(12)", PrintedForm::Call));
        for text in ["Se the report. We did.", "5 < 6 & 7; 8", "(report.)", "A & B; C"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
