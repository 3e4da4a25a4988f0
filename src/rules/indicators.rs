//! Indicators.

use super::plausible::is_thousandth;
use super::{Assets, PeriodContext};
use crate::fault::{PeriodFault, PlanFault};
use crate::finding::Finding;
use crate::model::{Doc, Periodetype, Region, Retning};
use crate::standing::{Indicator, rounded};
use crate::tree::Step::{Field, Item};

/// The target lies on the side of the baseline that the indicator should go to.
pub(super) fn targets_agree_with_direction(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, indicator) in doc.value.indikatorer.iter().flatten().enumerate() {
        let (Some(baseline), Some(target), Some(direction)) =
            (&indicator.utgangsverdi, &indicator.måltall, indicator.retning)
        else {
            continue;
        };
        let (baseline, target) = (baseline.0, target.0);
        // Of a value that has lost its thousands another rule tells.
        if is_thousandth(target, baseline) || is_thousandth(baseline, target) {
            continue;
        }
        let (contradicts, word) = match direction {
            Retning::Opp => (target < baseline, "opp"),
            Retning::Ned => (target > baseline, "ned"),
        };
        if contradicts {
            let fault = PlanFault::Direction { baseline, target, word: word.to_owned() };
            let path = [Field("indikatorer"), Item(i), Field("retning")];
            findings.push(doc.error(fault, &path));
        }
    }
    findings
}

/// How far beyond baseline, target and the value before a value may lie without a comment, as a
/// multiple of the range of these three.
const FAR: f64 = 2.0;

/// A value far from all planned and reported values has a comment: `105` for `10,5`.
pub(super) fn values_are_not_far_off(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let rows = &context.standing.indikatorer;
    for row in rows.iter().filter(|row| row.kommentar.is_none()) {
        if let Some((value, target)) = far_value(row) {
            let swapped = rows.iter().find(|other| is_swapped(row, other));
            let swapped = swapped.map(|other| other.plan.navn.to_string());
            let fault = PeriodFault::FarValue { value, target, swapped, whole: whole(row, value) };
            let path = ["indikatorer", &row.plan.id.0, "verdi"];
            findings.push(context.warning(fault, path));
        }
    }
    findings
}

/// Whether the value of an indicator is far off, and none would be if two had each the other's.
fn is_swapped(row: &Indicator, other: &Indicator) -> bool {
    let (Some(own), Some(others)) = (row.verdi, other.verdi) else { return false };
    is_far(row, own) && !is_far(row, others) && !is_far(other, own)
}

/// The value of an indicator with its target, if it is far from all planned and reported values.
pub(super) fn far_value(row: &Indicator) -> Option<(f64, f64)> {
    row.verdi.filter(|value| is_far(row, *value)).zip(row.gjeldende_måltall)
}

/// Whether a value would be far from all planned and reported values of an indicator.
fn is_far(row: &Indicator, value: f64) -> bool {
    let baseline = row.plan.utgangsverdi.as_ref().map(|baseline| baseline.0);
    let Some((target, baseline)) = row.gjeldende_måltall.zip(baseline) else { return false };
    let before = row.forrige.as_ref().map_or(baseline, |before| before.verdi);
    let low = baseline.min(target).min(before);
    let high = baseline.max(target).max(before);
    let margin = (high - low) * FAR;
    whole(row, value).is_some() || margin > 0.0 && !(low - margin..=high + margin).contains(&value)
}

/// What was meant by a value in per cent that is probably a fraction of one, as Excel keeps it: `10,9` for
/// `0,109`.
fn whole(row: &Indicator, value: f64) -> Option<f64> {
    let unit = row.plan.enhet.as_ref().map_or("", |unit| unit.as_str());
    let least = row.plan.utgangsverdi.as_ref()?.0.min(row.gjeldende_måltall?);
    let whole = rounded(value * 100.0, 6);
    let is_fraction = (unit.starts_with("prosent") || unit.starts_with('%'))
        && least >= 1.0
        && (0.0..1.0).contains(&value)
        && (least / 3.0..=100.0).contains(&whole);
    is_fraction.then_some(whole)
}

/// A final report accounts for every planned indicator: with a value, or with a comment that
/// explains why there is none.
pub(super) fn final_report_accounts_for_all(context: &PeriodContext<'_>) -> Vec<Finding> {
    if context.period.value.kind != Periodetype::Sluttrapport {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for row in &context.standing.indikatorer {
        if row.verdi.is_none() && row.kommentar.is_none() {
            let fault = PeriodFault::Unaccounted { name: row.plan.navn.to_string() };
            let path = [Field("indikatorer"), Field(&row.plan.id.0)];
            findings.push(context.period.error(fault, &path));
        }
    }
    findings
}
