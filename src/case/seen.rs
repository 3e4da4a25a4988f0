//! What a reader sees of a report's data, and data with one file changed.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::Case;
use crate::loaded::{Loaded, LoadedRegion};
use crate::model::{Doc, PeriodId};
use crate::report::{self, Body, Report};
use crate::tree::Node;
use crate::typeset::page_hashes;

/// What a reader does not see of a report, names for the program and what follows from the rest; and what
/// is not of its time, looks and whom to ask.
const UNSEEN: [&str; 11] = [
    "versjon",
    "grenser",
    "vedlegg",
    "id",
    "gjelder",
    "delprosjekt",
    "utkast",
    "pdf",
    "profil",
    "kontakt",
    "tilgjengelighet",
];

/// The merged data of a report as far as a reader sees it; `None` if there is no such report.
pub(super) fn seen(loaded: &Loaded) -> Option<Json> {
    let report = report::merge(loaded, None, false)?;
    let mut json = serde_json::to_value(&report).ok()?;
    remove_unseen(&mut json);
    Some(json)
}

/// Removes what a reader does not see, also the periods in which something is in the plan.
fn remove_unseen(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            fields.retain(|key, value| {
                let is_time = matches!(key.as_str(), "fra" | "til") && is_period(value);
                !is_time && !UNSEEN.contains(&key.as_str())
            });
            fields.values_mut().for_each(remove_unseen);
        }
        Json::Array(items) => items.iter_mut().for_each(remove_unseen),
        _ => {}
    }
}

/// Whether a value is the name of a period, or nothing.
fn is_period(value: &Json) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.parse::<PeriodId>().is_ok())
}

/// The pages of a report by its own template, to be compared with those of other data of it.
pub(super) struct Pages<'a> {
    case: &'a Case,
    /// The report whose looks and contacts all have.
    report: Option<Report>,
    hashes: Option<Vec<u128>>,
}

impl<'a> Pages<'a> {
    /// The pages of a case's data.
    pub(super) fn new(case: &'a Case, loaded: &Loaded) -> Self {
        let report = report::merge(loaded, None, false);
        let mut pages = Self { case, report, hashes: None };
        pages.hashes = pages.report.as_ref().and_then(|report| pages.hashes_of(report));
        pages
    }

    /// Whether the pages of other data are the same; not, if any cannot be set.
    pub(super) fn are_those_of(&self, loaded: &Loaded) -> bool {
        let other = report::merge(loaded, None, false).and_then(|mut other| {
            let own = self.report.as_ref()?;
            other.program.profil.clone_from(&own.program.profil);
            other.program.kontakt.clone_from(&own.program.kontakt);
            other.program.pdf.clone_from(&own.program.pdf);
            if let (Body::Region(own), Body::Region(other)) = (&own.body, &mut other.body) {
                other.region.kontakt.clone_from(&own.region.kontakt);
            }
            self.hashes_of(&other)
        });
        other.is_some() && other == self.hashes
    }

    fn hashes_of(&self, report: &Report) -> Option<Vec<u128>> {
        let resources = self.case.workspace().resources();
        let pages = resources.compile(report, report.body.template()).ok()?;
        Some(page_hashes(&pages.document))
    }
}

/// The data with another tree in place of one of its documents, which are counted as
/// [`Loaded::documents`] gives them; `None` if the tree does not fit.
pub(super) fn with_root(loaded: &Loaded, index: usize, root: Node) -> Option<Loaded> {
    let mut changed = loaded.clone();
    if index == 0 {
        changed.program = with_tree(&changed.program, root)?;
        return Some(changed);
    }
    let mut left = index - 1;
    for (region, place) in loaded.regions.iter().zip(0..) {
        let files = 1 + region.series.len();
        if left >= files {
            left -= files;
            continue;
        }
        let (mut own, mut series) = (Arc::clone(&region.region), region.series.clone());
        match left {
            0 => own = with_tree(&own, root)?,
            at => series[at - 1].1 = with_tree(&series[at - 1].1, root)?,
        }
        let name = region.name.clone();
        changed.regions[place] = LoadedRegion::new(name, own, series, loaded.id.period);
        return Some(changed);
    }
    None
}

/// A file with another tree, and what that says.
fn with_tree<T: DeserializeOwned>(doc: &Doc<T>, root: Node) -> Option<Arc<Doc<T>>> {
    let value = root.decode().ok()?;
    let document = crate::tree::Document { file: Arc::clone(&doc.document.file), root };
    Some(Arc::new(Doc { value, document }))
}
