//! Figures that were probably meant otherwise: in thousands, with noughts too many, with a minus, or with a
//! decimal sign for a space.

use super::indicators::far_value;
use super::{Assets, PeriodContext};
use crate::fault::{Fault, PeriodFault, PlanFault};
use crate::finding::Finding;
use crate::model::values::Kroner;
use crate::model::{Doc, Indikator, Region};
use crate::standing::Post;
use crate::tree::Step::{self, Field, Item};

/// How many times its budget a post may cost before a nought is probably too many.
const FAR: i64 = 10;
/// The least budget, in øre, beside which amounts in thousands can be told from small ones.
const LEAST_BUDGET: i64 = 10_000_000;

/// Accounts and forecasts are of the size of their budgets, unless a comment says otherwise.
pub(super) fn amounts_are_plausible(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for post in context.standing.poster() {
        for (field, fault) in odd_amounts(context, post) {
            findings.push(context.warning(fault, ["økonomi", &post.id.0, field]));
        }
    }
    findings
}

/// Whether a post has an amount of which another rule need not tell.
pub(super) fn is_odd(context: &PeriodContext<'_>, post: &Post) -> bool {
    !odd_amounts(context, post).is_empty()
}

/// The amounts of a post that are far from its budget, with their fields.
fn odd_amounts(context: &PeriodContext<'_>, post: &Post) -> Vec<(&'static str, Fault)> {
    let posts = context.period.value.økonomi.as_ref();
    let Some(reported) = posts.and_then(|posts| posts.get(&post.id.0)) else { return Vec::new() };
    if reported.kommentar.is_some() {
        return Vec::new();
    }
    let budget = post.tall.budsjett.0;
    let gone = elapsed(context);
    let amounts =
        [("regnskap", reported.regnskap, 3.0 * gone + 0.1), ("prognose", reported.prognose, 2.0)];
    let odd = amounts.into_iter().filter_map(|(field, amount, most)| {
        let Kroner(amount) = amount?;
        let fault: Fault = if amount < 0 {
            PlanFault::NegativeAmount { amount }.into()
        } else if budget > 0 && amount / FAR > budget {
            PeriodFault::FarAmount { amount, budget }.into()
        } else if is_in_thousands(amount, budget, most) {
            PeriodFault::Thousands { amount, whole: amount * 1000 }.into()
        } else {
            return None;
        };
        Some((field, fault))
    });
    odd.collect()
}

/// Whether an amount is probably in thousands: it is less than a hundredth of the budget, and a thousand
/// times as much would be a share of it that there is reason to expect, at most `most`.
#[expect(clippy::cast_precision_loss, reason = "amounts of money are below 2⁵³ øre")]
fn is_in_thousands(amount: i64, budget: i64, most: f64) -> bool {
    if amount <= 0 || amount % 100 != 0 || budget < LEAST_BUDGET || amount > budget / 100 {
        return false;
    }
    let share = amount as f64 * 1000.0 / budget as f64;
    (0.05..=most.min(1.5)).contains(&share)
}

/// The share of the programme's time that is gone at the end of the period.
#[expect(clippy::cast_precision_loss, reason = "days of a programme are few")]
fn elapsed(context: &PeriodContext<'_>) -> f64 {
    let (gone, whole) = context.program.value.periode.days_at(context.id.last_day());
    (gone as f64 / whole as f64).clamp(0.0, 1.0)
}

/// From how large a baseline on a target of a thousandth of it is probably a slip.
const LARGE: f64 = 1000.0;

/// A target is not a thousandth of its baseline: `7,09` for `7 090`.
pub(super) fn targets_keep_their_thousands(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, indicator) in doc.value.indikatorer.iter().flatten().enumerate() {
        let (Some(baseline), Some(target)) = (&indicator.utgangsverdi, &indicator.måltall) else {
            continue;
        };
        for (field, value, other) in
            [("måltall", target.0, baseline.0), ("utgangsverdi", baseline.0, target.0)]
        {
            if is_thousandth(value, other) {
                let fault = PlanFault::DecimalSlip { value, whole: value * 1000.0, other };
                findings.push(doc.warning(fault, &[Field("indikatorer"), Item(i), Field(field)]));
            }
        }
    }
    findings
}

/// Whether a value has decimals, and is about a thousandth of another that is large.
pub(super) fn is_thousandth(value: f64, other: f64) -> bool {
    let whole = value * 1000.0;
    value.fract() != 0.0 && other >= LARGE && (other / 3.0..=other * 3.0).contains(&whole)
}

/// An indicator in per cent lies between 0 and 100, in the plan.
pub(super) fn planned_per_cent_is_a_share(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, indicator) in doc.value.indikatorer.iter().flatten().enumerate() {
        if !is_share(indicator) {
            continue;
        }
        let values = [("utgangsverdi", &indicator.utgangsverdi), ("måltall", &indicator.måltall)];
        for (field, value) in values {
            let path: [Step<'_>; 3] = [Field("indikatorer"), Item(i), Field(field)];
            let value = value.as_ref().map(|value| value.0);
            let fault = value.filter(|value| is_outside(*value));
            let fault = fault.map(|value| PlanFault::PercentRange { value });
            findings.extend(fault.map(|fault| doc.warning(fault, &path)));
        }
    }
    findings
}

/// An indicator in per cent lies between 0 and 100, in the period.
pub(super) fn measured_per_cent_is_a_share(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let rows = context.standing.indikatorer.iter();
    // Of a value that is far off another rule tells.
    for row in rows.filter(|row| row.kommentar.is_none() && far_value(row).is_none()) {
        let is_share = is_share(&row.plan);
        if let Some(value) = row.verdi.filter(|value| is_share && is_outside(*value)) {
            let fault = PlanFault::PercentRange { value };
            findings.push(context.warning(fault, ["indikatorer", &row.plan.id.0, "verdi"]));
        }
    }
    findings
}

fn is_outside(value: f64) -> bool {
    !(0.0..=100.0).contains(&value)
}

/// Words for what is measured in per cent of what was before.
const CHANGES: [&str; 15] = [
    "endr",
    "vekst",
    "økning",
    "auke",
    "nedgang",
    "reduksjon",
    "utvikling",
    "indeks",
    "normal",
    "snitt",
    "året før",
    "i fjor",
    "fjoråret",
    "change",
    "growth",
];

/// Whether an indicator is in per cent of a whole, and not of what was before.
fn is_share(indicator: &Indikator) -> bool {
    let unit = indicator.enhet.as_ref().map_or("", |unit| unit.as_str()).to_lowercase();
    let name = indicator.navn.as_str().to_lowercase();
    if CHANGES.iter().any(|word| name.contains(word) || unit.contains(word)) {
        return false;
    }
    let rest = ["prosent", "pst.", "%", "per cent", "percent"]
        .into_iter()
        .find_map(|word| unit.strip_prefix(word));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" av ") || rest.starts_with(" of "))
}
