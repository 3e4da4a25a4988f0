//! Limits that a template sets itself.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Finding, Place};
use crate::report::Report;

/// The label of the metadata with which a template says how many pages it is made for:
/// `#metadata(1) <max-pages>`.
const MAX_PAGES: &str = "max-pages";

/// The warning for a report with more pages than its template is made for.
pub(super) fn too_many_pages(
    document: &PagedDocument,
    report: &Report,
) -> Option<Finding> {
    let label = Label::new(PicoStr::intern(MAX_PAGES))?;
    let found = document.introspector().query_first(&Selector::Label(label))?;
    let Value::Int(most) = found.to_packed::<MetadataElem>()?.value else { return None };
    let most = usize::try_from(most).ok()?;
    let pages = document.pages().len();
    let code = Code::TooManyPages { pages, most };
    (pages > most).then(|| Finding::warning(code, Place::file(report.id.clone())))
}
