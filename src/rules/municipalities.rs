//! Municipalities of a region.

use super::Assets;
use crate::fault::{Fault, PlanFault, ShapeFault};
use crate::finding::Finding;
use crate::model::{Doc, Planned, Region};
use crate::tree::Step::{Field, Item};

/// Words that name the sum of the other rows of a table.
const SUMS: [&str; 6] = ["sum", "total", "i alt", "til sammen", "samla", "samlet"];

/// Whether a row of a table has the name of a sum of the others.
pub(super) fn is_sum(name: &str) -> bool {
    let name = name.to_lowercase();
    SUMS.iter()
        .filter_map(|word| name.strip_prefix(word))
        .any(|rest| !rest.starts_with(|c: char| c.is_alphabetic()) || rest == "t")
}

/// Each partner is one municipality that is not named before it: not several, and not a total.
pub(super) fn municipalities_are_unique(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before = vec![doc.value.søkerkommune.navn.as_str()];
    for (i, partner) in doc.value.samarbeidskommuner.iter().flatten().enumerate() {
        let name = partner.navn.as_str();
        if let Some(fault) = municipality_fault(name, &before) {
            let path = [Field("samarbeidskommuner"), Item(i), Field("navn")];
            findings.push(doc.error(fault, &path));
        }
        before.push(name);
    }
    findings
}

/// The applicant neither comes later nor leaves: a region without it is another region.
pub(super) fn applicant_stays(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let written = ["fra", "til"].into_iter().zip(doc.value.søkerkommune.times());
    let written = written.filter(|(_, time)| time.is_some());
    written
        .map(|(field, _)| {
            let fault = PlanFault::ApplicantTime { field: field.to_owned() };
            doc.error(fault, &[Field("søkerkommune"), Field(field)])
        })
        .collect()
}

/// The fault of a municipality's name after those of some others.
fn municipality_fault(name: &str, before: &[&str]) -> Option<Fault> {
    let parts = name.replace(" og ", ", ");
    let values: Vec<String> = parts.split(", ").map(str::to_owned).collect();
    if before.contains(&name) {
        Some(PlanFault::MunicipalityTwice { name: name.to_owned() }.into())
    } else if values.len() > 1 {
        Some(ShapeFault::SeveralValues { values, fields: Vec::new() }.into())
    } else if is_sum(name) {
        Some(PlanFault::SumRow { name: name.to_owned() }.into())
    } else {
        None
    }
}
