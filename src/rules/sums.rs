//! Parts that add up to the whole.

use super::Context;
use crate::diagnostics::{Code, Finding, Sum};
use crate::model::values::Kroner;
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

/// The last row of a budget, if it is the sum of the others and says so.
fn sum_row(region: &Region) -> Option<(usize, String)> {
    let (last, posts) = region.budsjett.as_deref()?.split_last()?;
    let sum: Kroner = posts.iter().map(|post| post.beløp).sum();
    let name = last.navn.as_str().to_lowercase();
    let says = ["sum", "total", "i alt", "til sammen", "samla", "samlet"];
    let is_sum = !posts.is_empty()
        && sum == last.beløp
        && says.iter().any(|word| name.starts_with(word));
    is_sum.then(|| (posts.len(), last.navn.to_string()))
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
    if let Some((i, name)) = sum_row(&doc.value) {
        let path = [Field("budsjett"), Item(i), Field("navn")];
        return vec![doc.error(Code::SumRow { name }, &path)];
    }
    if budget.is_empty() || funding.is_empty() || whole == parts {
        return Vec::new();
    }
    let (parts, whole) = (parts.0 as f64, whole.0 as f64);
    let code = Code::Sum { sum: Sum::Finansiering, parts, whole };
    vec![Finding::warning(code, doc.document.locate_name(&[], "finansiering"))]
}
