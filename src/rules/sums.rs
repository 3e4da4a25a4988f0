//! Parts that add up to the whole.

use super::Assets;
use super::municipalities::is_sum;
use crate::fault::{PlanFault, SumOf};
use crate::finding::Finding;
use crate::model::values::{Kroner, Text};
use crate::model::{Doc, Planned, Region};
use crate::standing::{area, population};
use crate::tree::Step::{Field, Item};

/// The municipalities together have the region's inhabitants and its area.
#[expect(clippy::cast_precision_loss, reason = "the words show whole inhabitants")]
pub(super) fn municipalities_add_up(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let Some(facts) = &doc.value.fakta else { return Vec::new() };
    // Where municipalities join or leave, the region's own figures are those of one time.
    if doc.value.kommuner().any(has_times) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let stated = facts.folketall.as_ref().map(|folketall| folketall.antall);
    if let Some((whole, parts)) = stated.zip(population(&doc.value))
        && whole != parts
    {
        let (parts, whole) = (parts.0 as f64, whole.0 as f64);
        let fault = PlanFault::Sum { sum: SumOf::Folketall, parts, whole };
        findings.push(doc.warning(fault, &[Field("fakta"), Field("folketall")]));
    }
    if let Some((whole, parts)) = facts.areal.zip(area(&doc.value)) {
        let (parts, whole) = (parts.0, whole.0);
        // Each area may be rounded to whole km², and so may the sum.
        let rounding = 0.5 * (doc.value.kommuner().count() + 1) as f64;
        if (whole - parts).abs() > rounding {
            let fault = PlanFault::Sum { sum: SumOf::Areal, parts, whole };
            findings.push(doc.warning(fault, &[Field("fakta"), Field("areal")]));
        }
    }
    findings
}

/// The funding is as large as the budget, where both are given; no row is the sum of others.
#[expect(clippy::cast_precision_loss, reason = "the words show kroner")]
pub(super) fn funding_covers_the_budget(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let budget = doc.value.budsjett.iter().flatten();
    let budget: Vec<_> = budget.map(|post| (&post.navn, post.beløp)).collect();
    let funding = doc.value.finansiering.iter().flatten();
    let funding: Vec<_> = funding.map(|source| (&source.navn, source.beløp)).collect();
    for (list, rows) in [("budsjett", &budget), ("finansiering", &funding)] {
        if let Some((i, name)) = sum_row(rows) {
            let path = [Field(list), Item(i), Field("navn")];
            return vec![doc.error(PlanFault::SumRow { name }, &path)];
        }
    }
    let (whole, parts) = (total(&budget), total(&funding));
    let changes = doc.value.budsjett.iter().flatten().any(has_times)
        || doc.value.finansiering.iter().flatten().any(has_times);
    if changes || budget.is_empty() || funding.is_empty() || whole == parts {
        return Vec::new();
    }
    let (parts, whole) = (parts.0 as f64, whole.0 as f64);
    let fault = PlanFault::Sum { sum: SumOf::Finansiering, parts, whole };
    // The place is the list that seems to be in thousands, if one of them does.
    let list = if whole * 500.0 < parts { "budsjett" } else { "finansiering" };
    vec![Finding::warning(fault, doc.document.locate_name(&[], list))]
}

/// Whether something of the plan comes later or leaves.
fn has_times<T: Planned>(item: &T) -> bool {
    item.times().iter().any(Option::is_some)
}

/// The sum of the amounts of some rows.
fn total(rows: &[(&Text, Kroner)]) -> Kroner {
    rows.iter().map(|(_, amount)| *amount).sum()
}

/// The index and name of the last row, if it is the sum of the others by its amount and its name.
fn sum_row(rows: &[(&Text, Kroner)]) -> Option<(usize, String)> {
    let ((name, whole), others) = rows.split_last()?;
    let is_sum = !others.is_empty() && total(others) == *whole && is_sum(name.as_str());
    is_sum.then(|| (others.len(), name.to_string()))
}
