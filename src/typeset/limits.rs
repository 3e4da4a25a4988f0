//! Limits that a template declares, and texts beyond the page.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

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

/// The warning for a template that is made for another version of the data.
pub(super) fn contract(document: &PagedDocument, template: &str) -> Option<Finding> {
    let made_for = declared(document, CONTRACT_LABEL)?;
    let fault = TemplateFault::Contract { made_for, version: CONTRACT };
    let place = Place::file(format!("templates/{template}.typ"));
    (made_for != i64::from(CONTRACT)).then(|| Finding::warning(fault, place))
}

/// A warning for the first text of each page that is not wholly on it.
pub(super) fn text_outside_warnings(
    document: &PagedDocument,
    template: &str,
    report: &Report,
) -> Vec<Finding> {
    let mut texts = super::text::texts_outside(document);
    texts.dedup_by_key(|(page, _)| *page);
    let findings = texts.into_iter().map(|(page, text)| {
        let fault = TemplateFault::TextOutside { page, text, report: report.id.clone() };
        Finding::warning(fault, Place::file(format!("templates/{template}.typ")))
    });
    findings.collect()
}

/// The whole number that a template declares with a label.
fn declared(document: &PagedDocument, label: &str) -> Option<i64> {
    let label = Label::new(PicoStr::intern(label))?;
    let element = document.introspector().query_first(&Selector::Label(label))?;
    match element.to_packed::<MetadataElem>()?.value {
        Value::Int(number) => Some(number),
        _ => None,
    }
}
