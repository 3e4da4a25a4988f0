//! Headings of the project's own.

use crate::braces;
use crate::fault::ShapeFault;
use crate::finding::Finding;
use crate::suggest::closest;
use crate::tree::{Document, Value};

/// The placeholders that a heading may have.
const NAMES: [&str; 4] = ["region", "genitiv", "program", "forrige"];

/// Names in braces are placeholders: others would be printed as they are.
pub(super) fn names_are_known(document: &Document) -> Vec<Finding> {
    let headings = document.root.field("overskrifter");
    let mut findings = Vec::new();
    for entry in headings.into_iter().flat_map(|headings| headings.value.fields()) {
        let Value::Scalar(heading) = &entry.value.value else { continue };
        for name in braces::names(&heading.text).filter(|name| !NAMES.contains(name)) {
            let fault = ShapeFault::UnknownWord {
                value: in_braces(name),
                suggestion: closest(name, NAMES).map(|name| in_braces(&name)),
                allowed: NAMES.map(in_braces).into(),
                field: None,
            };
            findings.push(Finding::error(fault, document.place(entry.value.span.clone())));
        }
    }
    findings
}

/// A name as a placeholder.
fn in_braces(name: &str) -> String {
    format!("{{{name}}}")
}
