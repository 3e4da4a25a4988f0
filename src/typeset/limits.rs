//! Limits that a template declares, and texts beyond the page.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::Span;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::diagnose::place_of;
use super::world::ReportWorld;
use crate::fault::TemplateFault;
use crate::finding::{Finding, Place};
use crate::report::{CONTRACT, Report};

/// The label of the metadata with which a template declares for how many pages it is made:
/// `#metadata(1) <max-pages>`.
const MAX_PAGES: &str = "max-pages";

/// The label with which a template declares for which version of the data it is made:
/// `#metadata(1) <contract>`.
const CONTRACT_LABEL: &str = "contract";

/// The warning for a report with more pages than its template is made for.
pub(super) fn too_many_pages(document: &PagedDocument, report: &Report) -> Option<Finding> {
    let most = usize::try_from(declared(document, MAX_PAGES)?).ok()?;
    let pages = document.pages().len();
    let fault = TemplateFault::TooManyPages { pages, most };
    (pages > most).then(|| Finding::warning(fault, Place::file(report.id.clone())))
}

/// The warning for a template, or a section, that is made for another version of the data.
pub(super) fn contract(document: &PagedDocument, template: &str) -> Option<Finding> {
    let made_for = all_declared(document, CONTRACT_LABEL);
    let other = made_for.into_iter().find(|made_for| *made_for != i64::from(CONTRACT))?;
    let fault = TemplateFault::Contract { made_for: other, version: CONTRACT };
    Some(Finding::warning(fault, Place::file(format!("templates/{template}.typ"))))
}

/// A warning for each page with a drawing that is not wholly on it.
pub(super) fn drawings_outside(
    document: &PagedDocument,
    world: &ReportWorld<'_>,
    report: &Report,
) -> Vec<Finding> {
    let pages = super::text::drawings_outside(document).into_iter();
    let findings = pages.map(|(page, span)| {
        let fault = TemplateFault::DrawingOutside { page, report: report.id.clone() };
        Finding::warning(fault, own_place(world, span))
    });
    findings.collect()
}

/// The place of a span in a file of the project's own; else the template as a whole.
fn own_place(world: &ReportWorld<'_>, span: Span) -> Place {
    let is_own = span.id().is_some_and(|id| world.is_own(id));
    place_of(world, if is_own { span } else { Span::detached() })
}

/// A warning for the first text of each page that is not wholly on it.
pub(super) fn text_outside_warnings(
    document: &PagedDocument,
    world: &ReportWorld<'_>,
    report: &Report,
) -> Vec<Finding> {
    let mut texts = super::text::texts_outside(document);
    texts.dedup_by_key(|(page, ..)| *page);
    let findings = texts.into_iter().map(|(page, text, span)| {
        let fault = TemplateFault::TextOutside { page, text, report: report.id.clone() };
        Finding::warning(fault, own_place(world, span))
    });
    findings.collect()
}

/// The whole number that a template declares with a label.
fn declared(document: &PagedDocument, label: &str) -> Option<i64> {
    all_declared(document, label).first().copied()
}

/// The whole numbers that a template and its parts declare with a label.
fn all_declared(document: &PagedDocument, label: &str) -> Vec<i64> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let elements = document.introspector().query(&Selector::Label(label));
    let numbers =
        elements.iter().filter_map(|element| match element.to_packed::<MetadataElem>()?.value {
            Value::Int(number) => Some(number),
            _ => None,
        });
    numbers.collect()
}
