//! Dates in order.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::{Doc, Program, Region};
use crate::source::Step::{Field, Item};

/// A programme must not end before it begins.
pub(super) fn program_in_order(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    let periode = &doc.value.periode;
    if periode.til.last_day() >= periode.fra.first_day() {
        return Vec::new();
    }
    let code =
        Code::DateOrder { start: periode.fra.to_string(), end: periode.til.to_string() };
    vec![doc.error(code, &[Field("periode"), Field("til")])]
}

/// A sub-project must not end before it starts.
pub(super) fn sub_projects_in_order(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let projects = doc.value.delprosjekter.iter().flatten().enumerate();
    projects
        .filter_map(|(i, project)| {
            let (start, slutt) = (project.start?, project.slutt?);
            let code = Code::DateOrder { start: start.into(), end: slutt.into() };
            let path = [Field("delprosjekter"), Item(i), Field("slutt")];
            (slutt < start).then(|| doc.error(code, &path))
        })
        .collect()
}
