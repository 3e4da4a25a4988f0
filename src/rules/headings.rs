//! Headings in the report's own words.

use crate::diagnostics::{Code, Finding, closest};
use crate::model::names_in_braces;
use crate::source::{Document, Value};

/// What may stand in braces in a heading.
const NAMES: [&str; 4] = ["region", "genitiv", "program", "forrige"];

/// Names in braces that stand for nothing would be printed as they are.
pub(super) fn names_are_known(document: &Document) -> Vec<Finding> {
    let headings = document.root.field("overskrifter");
    let mut findings = Vec::new();
    for entry in headings.into_iter().flat_map(|headings| headings.value.fields()) {
        let Value::Scalar(heading) = &entry.value.value else { continue };
        for name in names_in_braces(&heading.text).filter(|name| !NAMES.contains(name)) {
            let place = document.place(entry.value.span.clone());
            findings.push(Finding::error(unknown(name), place));
        }
    }
    findings
}

fn unknown(name: &str) -> Code {
    let braces = |name: &str| format!("{{{name}}}");
    Code::UnknownWord {
        value: braces(name),
        suggestion: closest(name, NAMES).map(|near| braces(&near)),
        allowed: NAMES.map(braces).into(),
        field: None,
    }
}
