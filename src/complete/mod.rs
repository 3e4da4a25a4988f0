//! The completeness of a rendered report: that it shows every text and number of its data.

mod alternatives;
mod forms;
mod labels;
mod origins;
mod page;

use std::ops::Range;

use serde_json::Value as Json;

use crate::fault::TemplateFault;
use crate::finding::Finding;
use crate::loaded::{Loaded, LoadedRegion};
use crate::model::Doc;
use crate::model::values::Text;
use crate::schema::{FileKind, ScalarValue, visit};
use crate::standing::{Series, region_at, replaced};
use crate::tree::Document;
use crate::tree::Step::{Field, Item};

use forms::{Forms, forms};
use page::Page;

pub use labels::{Label, labels};
pub use origins::{Origin, Passage, origins};

/// Fields whose values are not shown as they are written: ids, settings, and parts of others.
const NOT_SHOWN: [&str; 18] = [
    "overskrifter",
    "profil",
    "pdf",
    "tilgjengelighet",
    "rapport",
    "språk",
    "genitiv",
    "id",
    "delprosjekt",
    "gjelder",
    "retning",
    "fil",
    "original",
    "alt",
    "etter",
    "nummer",
    "url",
    "nettside",
];

/// A warning for every text and number of a report's data that its pages do not show.
///
/// `pages` are the texts of the pages, `labels` those of the report's language.
pub fn unshown(loaded: &Loaded, pages: &[String], labels: &Json) -> Vec<Finding> {
    let page = Page::new(pages);
    let mut findings = Vec::new();
    // Names that a period has replaced are not shown any more.
    let replaced: Vec<Text> = loaded.regions.iter().flat_map(replaced_names).collect();
    for (kind, document, absent) in shown_documents(loaded) {
        visit(kind, document, &mut |value| {
            let is_replaced = replaced.iter().any(|name| name.as_str() == value.scalar.text.trim());
            let is_absent = absent.iter().any(|span| span.contains(&value.node.span.start));
            if !is_replaced && !is_absent && !is_shown(&value, &page, labels) {
                let text: Vec<&str> = value.scalar.text.split_whitespace().collect();
                let fault = TemplateFault::NotShown { value: shortened(&text.join(" ")) };
                let place = document.place(value.node.span.clone());
                findings.push(Finding::warning(fault, place));
            }
        });
    }
    findings
}

/// The names of a region's file that its periods have replaced.
fn replaced_names(region: &LoadedRegion) -> Vec<Text> {
    let periods = region.periods();
    Series::new(&region.region.value, &periods).map(replaced).unwrap_or_default()
}

/// The documents that a report shows whole, but for these spans. A programme's report selects from
/// the regions' data, and a region's from the programme's.
fn shown_documents(loaded: &Loaded) -> Vec<(FileKind, &Document, Vec<Range<usize>>)> {
    if loaded.id.region.is_none() {
        return vec![(FileKind::Program, &loaded.program.document, Vec::new())];
    }
    let mut documents = Vec::new();
    for region in &loaded.regions {
        documents.push((FileKind::Region, &region.region.document, absent(region)));
        let period = region.period().map(|(_, period, _)| &period.document);
        documents.extend(period.map(|document| (FileKind::Period, document, Vec::new())));
    }
    documents
}

/// The spans of a region's file that tell of what is not there in the report's period.
fn absent(region: &LoadedRegion) -> Vec<Range<usize>> {
    let Some((period, ..)) = region.period() else { return Vec::new() };
    let Doc { value, document } = &*region.region;
    let items = value.planned().filter(|(.., item)| !item.is_in(period));
    let nodes = items.filter_map(|(list, index, _)| document.node(&[Field(list), Item(index)]));
    // The region's own totals are left out where they are those of another time.
    let now = region_at(value, &region.periods());
    let kept = now.fakta.as_ref();
    let totals = [
        ("folketall", kept.is_some_and(|facts| facts.folketall.is_some())),
        ("areal", kept.is_some_and(|facts| facts.areal.is_some())),
    ];
    let totals = totals.into_iter().filter(|(_, is_kept)| !is_kept);
    let totals = totals.filter_map(|(name, _)| document.node(&[Field("fakta"), Field(name)]));
    let mut spans = Vec::new();
    for node in nodes.chain(totals) {
        node.scalars(&mut |scalar, _| spans.push(scalar.span.clone()));
        spans.push(node.span.clone());
    }
    spans
}

/// Whether a page shows a value, or need not.
fn is_shown(value: &ScalarValue<'_>, page: &Page, labels: &Json) -> bool {
    if value.path.iter().any(|name| NOT_SHOWN.contains(name)) {
        return true;
    }
    match forms(value, labels) {
        None => true,
        Some(Forms::AnyOf(forms)) => forms.iter().any(|form| page.has(form)),
        Some(Forms::Number(forms)) => forms.iter().any(|form| page.has_number(form)),
        Some(Forms::AllOf(texts)) => texts.iter().all(|text| page.has_long(text)),
    }
}

/// The most characters of a text that a finding shows.
const MAX_SHOWN: usize = 60;

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
