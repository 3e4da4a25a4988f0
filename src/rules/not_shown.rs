//! Nothing is lost in silence: fields that the reports do not show yet.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::{Doc, Region};

/// What a region has set out to do belongs to the status part of a report.
const PLANS: [&str; 5] =
    ["delprosjekter", "milepæler", "indikatorer", "budsjett", "finansiering"];

/// The plans are read and checked, but no built-in report has a place for them so far.
pub(super) fn plans_are_not_shown_yet(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let entries = doc.document.root.fields().iter();
    let plans = entries.filter(|entry| PLANS.contains(&entry.key.as_str()));
    plans
        .filter(|entry| !entry.value.is_null())
        .map(|entry| {
            let code = Code::NotShown { field: entry.key.clone() };
            Finding::warning(code, doc.document.place(entry.key_span.clone()))
        })
        .collect()
}
