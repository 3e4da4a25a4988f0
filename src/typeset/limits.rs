//! What a template says of itself.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Finding, Place};
use crate::report::{CONTRACT, Report};

/// The label of the metadata with which a template says how many pages it is made for:
/// `#metadata(1) <max-pages>`.
const MAX_PAGES: &str = "max-pages";

/// The label with which a template says which version of the data it is made for:
/// `#metadata(1) <contract>`.
const MADE_FOR: &str = "contract";

/// The warning for a report with more pages than its template is made for.
pub(super) fn too_many_pages(
    document: &PagedDocument,
    report: &Report,
) -> Option<Finding> {
    let most = usize::try_from(stated(document, MAX_PAGES)?).ok()?;
    let pages = document.pages().len();
    let code = Code::TooManyPages { pages, most };
    (pages > most).then(|| Finding::warning(code, Place::file(report.id.clone())))
}

/// The warning for a template that is made for another version of the data.
pub(super) fn contract(document: &PagedDocument, template: &str) -> Option<Finding> {
    let made_for = stated(document, MADE_FOR)?;
    let code = Code::Contract { made_for, version: CONTRACT };
    let place = Place::file(format!("templates/{template}.typ"));
    (made_for != i64::from(CONTRACT)).then(|| Finding::warning(code, place))
}

/// The first text of each page that does not stand wholly on it, as a warning.
pub(super) fn texts_outside(
    document: &PagedDocument,
    template: &str,
    report: &Report,
) -> Vec<Finding> {
    let mut last = 0;
    let texts = super::text::texts_outside(document).into_iter();
    let first = texts.filter(|(page, _)| std::mem::replace(&mut last, *page) != *page);
    let finding = |(page, text)| {
        let code = Code::TextOutside { page, text, report: report.id.clone() };
        Finding::warning(code, Place::file(format!("templates/{template}.typ")))
    };
    first.map(finding).collect()
}

/// The whole number that a template states under a label.
fn stated(document: &PagedDocument, label: &str) -> Option<i64> {
    let label = Label::new(PicoStr::intern(label))?;
    let found = document.introspector().query_first(&Selector::Label(label))?;
    match found.to_packed::<MetadataElem>()?.value {
        Value::Int(number) => Some(number),
        _ => None,
    }
}
