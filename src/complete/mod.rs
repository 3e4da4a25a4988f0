//! Whether a finished report shows every text and number of its data.

mod altered;
mod forms;
mod labels;
mod origins;
mod page;

use serde_json::Value as Json;

use crate::diagnostics::{Code, Finding};
use crate::project::Loaded;
use crate::schema::{FileKind, Given, visit};
use crate::source::Document;

use forms::{Forms, forms};
use page::Page;

pub use labels::{Label, labels};
pub use origins::{Origin, Passage, origins};

/// What the data is for, but is not meant to be read: ids, looks, and what is said otherwise.
const NOT_TEXT: [&str; 16] = [
    "overskrifter",
    "profil",
    "pdf",
    "rapport",
    "språk",
    "genitiv",
    "id",
    "delprosjekt",
    "gjelder",
    "retning",
    "fil",
    "alt",
    "etter",
    "nummer",
    "url",
    "nettside",
];

/// A warning for every text and number of a report's data that its pages do not show.
///
/// `pages` are the texts of the pages, `words` the labels of the report's language.
#[must_use]
pub fn unshown(loaded: &Loaded, pages: &[String], words: &Json) -> Vec<Finding> {
    let page = Page::new(pages);
    let mut findings = Vec::new();
    let mut check = |kind: FileKind, document: &Document| {
        visit(kind, document, &mut |given| {
            if !is_shown(&given, &page, words) {
                let text =
                    given.scalar.text.split_whitespace().collect::<Vec<_>>().join(" ");
                let place = document.place(given.node.span.clone());
                let code = Code::NotShown { value: shortened(&text) };
                findings.push(Finding::warning(code, place));
            }
        });
    };
    // A programme's report is a choice from the regions'; one of a region from the programme.
    if loaded.id.region.is_none() {
        check(FileKind::Program, &loaded.program.document);
        return findings;
    }
    for region in &loaded.regions {
        check(FileKind::Region, &region.region.document);
        if let Some((_, period)) = region.period() {
            check(FileKind::Period, &period.document);
        }
    }
    findings
}

fn is_shown(given: &Given<'_>, page: &Page, words: &Json) -> bool {
    if given.way.iter().any(|name| NOT_TEXT.contains(name)) {
        return true;
    }
    match forms(given, words) {
        Forms::None => true,
        Forms::AnyOf(forms) => forms.iter().any(|form| page.has(form)),
        Forms::Number(forms) => forms.iter().any(|form| page.has_number(form)),
        Forms::AllOf(texts) => texts.iter().all(|text| page.tells(text)),
    }
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
