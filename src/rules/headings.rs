//! Headings in the report's own words.

use super::Context;
use crate::diagnostics::{Code, Finding, closest};
use crate::model::{Doc, Overskrifter, Periode, Program, Region};
use crate::source::{Scalar, Value};

/// What may stand in braces in a heading.
const NAMES: [&str; 3] = ["region", "genitiv", "program"];

/// The headings of a programme.
pub(super) fn of_program(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    unknown_names(doc, doc.value.overskrifter.as_ref())
}

/// The headings of a region.
pub(super) fn of_region(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    unknown_names(doc, doc.value.overskrifter.as_ref())
}

/// The headings of a period.
pub(super) fn of_period(doc: &Doc<Periode>, _: Context<'_>) -> Vec<Finding> {
    unknown_names(doc, doc.value.overskrifter.as_ref())
}

/// Names in braces that stand for nothing would be printed as they are.
fn unknown_names<T>(doc: &Doc<T>, headings: Option<&Overskrifter>) -> Vec<Finding> {
    let field = headings.and_then(|_| doc.document.root.field("overskrifter"));
    let mut findings = Vec::new();
    for entry in field.into_iter().flat_map(|field| field.value.fields()) {
        let Value::Scalar(Scalar { text, .. }) = &entry.value.value else { continue };
        for name in
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
        {
            if !NAMES.contains(&name) {
                let braces = |name: &str| format!("{{{name}}}");
                let code = Code::UnknownWord {
                    value: braces(name),
                    suggestion: closest(name, NAMES).map(|near| braces(&near)),
                    allowed: NAMES.map(braces).into(),
                };
                let place = doc.document.place(entry.value.span.clone());
                findings.push(Finding::error(code, place));
            }
        }
    }
    findings
}
