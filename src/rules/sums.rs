//! Parts that add up to the whole.

use super::Context;
use super::municipalities::is_sum;
use crate::diagnostics::{Code, Finding, Sum};
use crate::model::values::{Kroner, Text};
use crate::model::{Doc, Region};
use crate::source::Step::{Field, Item};
use crate::standing::{area, population};

/// The municipalities together have the region's inhabitants and its area.
#[expect(clippy::cast_precision_loss, reason = "the words show whole inhabitants")]
pub(super) fn municipalities_add_up(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let Some(facts) = &doc.value.fakta else { return Vec::new() };
    let mut findings = Vec::new();
    let counted = facts.folketall.as_ref().map(|counted| counted.antall);
    if let Some((whole, parts)) = counted.zip(population(&doc.value))
        && whole != parts
    {
        let (parts, whole) = (parts.0 as f64, whole.0 as f64);
        let code = Code::Sum { sum: Sum::Folketall, parts, whole };
        findings.push(doc.warning(code, &[Field("fakta"), Field("folketall")]));
    }
    if let Some((whole, parts)) = facts.areal.zip(area(&doc.value)) {
        // Each area may be rounded to whole km², and so may the sum.
        let rounding = 0.5 * (doc.value.kommuner().count() + 1) as f64;
        if (whole.0 - parts.0).abs() > rounding {
            let code = Code::Sum { sum: Sum::Areal, parts: parts.0, whole: whole.0 };
            findings.push(doc.warning(code, &[Field("fakta"), Field("areal")]));
        }
    }
    findings
}

/// The last row of a budget or its funding, if it is the sum of the others and says so.
fn sum_row(rows: &[(&Text, Kroner)]) -> Option<(usize, String)> {
    let ((name, whole), rows) = rows.split_last()?;
    let sum: Kroner = rows.iter().map(|(_, amount)| *amount).sum();
    let is_sum = !rows.is_empty() && sum == *whole && is_sum(name.as_str());
    is_sum.then(|| (rows.len(), name.to_string()))
}

/// The funding is as large as the budget, where both are given; no row is the sum of others.
#[expect(clippy::cast_precision_loss, reason = "the words show kroner")]
pub(super) fn funding_covers_the_budget(
    doc: &Doc<Region>,
    _: Context<'_>,
) -> Vec<Finding> {
    let budget = doc.value.budsjett.as_deref().unwrap_or_default();
    let funding = doc.value.finansiering.as_deref().unwrap_or_default();
    let whole: Kroner = budget.iter().map(|post| post.beløp).sum();
    let parts: Kroner = funding.iter().map(|source| source.beløp).sum();
    let posts: Vec<_> = budget.iter().map(|post| (&post.navn, post.beløp)).collect();
    let sources: Vec<_> = funding.iter().map(|it| (&it.navn, it.beløp)).collect();
    for (list, rows) in [("budsjett", posts), ("finansiering", sources)] {
        if let Some((i, name)) = sum_row(&rows) {
            let path = [Field(list), Item(i), Field("navn")];
            return vec![doc.error(Code::SumRow { name }, &path)];
        }
    }
    if budget.is_empty() || funding.is_empty() || whole == parts {
        return Vec::new();
    }
    let (parts, whole) = (parts.0 as f64, whole.0 as f64);
    let code = Code::Sum { sum: Sum::Finansiering, parts, whole };
    // Where one of them seems to be in thousands, that one is shown.
    let list = if whole * 500.0 < parts { "budsjett" } else { "finansiering" };
    vec![Finding::warning(code, doc.document.locate_name(&[], list))]
}
