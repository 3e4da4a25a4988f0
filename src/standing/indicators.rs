//! The indicators: from baseline to target, in either direction.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use super::rounding::rounded;
use super::{Period, Series, Trend};
use crate::model::values::{Id, RichText};
use crate::model::{Indikator, Region, Retning};

/// An indicator with its values.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Indicator {
    /// What the region's file says: `id`, `navn`, `enhet`, `utgangsverdi`, `måltall`,
    /// `retning`, `kilde`.
    #[serde(flatten)]
    pub plan: Indikator,
    /// The target that holds now: the last new one, else the planned one.
    pub gjeldende_måltall: Option<f64>,
    /// The changes of the target, the first one first.
    pub måltall_endringer: Vec<TargetChange>,
    /// The value at the end of the period, in the indicator's unit; none if not measured.
    pub verdi: Option<f64>,
    /// What the reader should know.
    pub kommentar: Option<RichText>,
    /// How much of the way from baseline to target is gone, in per cent with one decimal.
    /// Below 0 if the value went the wrong way, above 100 beyond the target.
    pub måloppnåelse: Option<f64>,
    /// The last value before this period.
    pub forrige: Option<Measured>,
    /// The value less the one before.
    pub endring: Option<f64>,
    /// What the change means.
    pub endring_retning: Option<Trend>,
    /// Every value of the series.
    pub serie: Vec<Measured>,
}

/// A value with its period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Measured {
    /// The period.
    pub periode: Period,
    /// The value at its end.
    pub verdi: f64,
}

/// A target that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TargetChange {
    /// The period in which it was changed.
    pub periode: Period,
    /// The target before; none if there was none.
    pub fra: Option<f64>,
    /// The target after.
    pub til: f64,
}

impl Indicator {
    /// What the change from an earlier value means.
    pub(super) fn trend_since(&self, earlier: Option<f64>) -> Trend {
        let change = self.verdi.zip(earlier).map(|(now, before)| rounded(now - before, 6));
        change.map_or(Trend::Endret, |change| trend(&self.plan, self.gjeldende_måltall, change))
    }
}

/// The indicators of the region, in its order.
pub(super) fn rows(series: Series<'_>) -> Vec<Indicator> {
    series.region.indikatorer.iter().flatten().map(|plan| row(series, plan)).collect()
}

/// The id of the indicator on the first page. It does not depend on what a period has measured, so
/// that reports of the same region compare.
pub(super) fn key_indicator(region: &Region) -> Option<Id> {
    let first = region.indikatorer.iter().flatten().next();
    region.nøkkelindikator.clone().or_else(|| first.map(|plan| plan.id.clone()))
}

fn row(series: Series<'_>, plan: &Indikator) -> Indicator {
    let id = &plan.id.0;
    let now = series.data().indikatorer.as_ref().and_then(|all| all.get(id));
    let verdi = now.and_then(|now| now.verdi).map(|value| value.0);
    let earlier = series.previous().map(|before| measured(before, id)).unwrap_or_default();
    let forrige = earlier.last().cloned();
    let endring = verdi.zip(forrige.as_ref()).map(|(now, before)| rounded(now - before.verdi, 6));
    let måltall_endringer = target_changes(series, plan);
    let planned = plan.måltall.map(|target| target.0);
    let target = måltall_endringer.last().map_or(planned, |last| Some(last.til));
    Indicator {
        verdi,
        gjeldende_måltall: target,
        måltall_endringer,
        kommentar: now.and_then(|now| now.kommentar.clone()),
        måloppnåelse: verdi.and_then(|now| attainment(plan, target, now)),
        endring_retning: endring.map(|change| trend(plan, target, change)),
        endring,
        forrige,
        serie: measured(series, id),
        plan: plan.clone(),
    }
}

/// The values that were measured in the periods of a series.
fn measured(series: Series<'_>, id: &str) -> Vec<Measured> {
    let values = series.periods().iter().filter_map(|(period, data)| {
        let verdi = data.indikatorer.as_ref()?.get(id)?.verdi?.0;
        Some(Measured { periode: (*period).into(), verdi })
    });
    values.collect()
}

/// Every change of the target, in the order of the periods.
fn target_changes(series: Series<'_>, plan: &Indikator) -> Vec<TargetChange> {
    let planned = plan.måltall.map(|target| target.0);
    let changes = series.changes(planned, |data| {
        data.indikatorer.as_ref()?.get(&plan.id.0)?.nytt_måltall.map(|new| new.0)
    });
    changes.into_iter().map(|(periode, fra, til)| TargetChange { periode, fra, til }).collect()
}

/// How far a value has come from baseline to target, in per cent:
/// 100 · (value − baseline) / (target − baseline).
///
/// The formula holds for targets above and below the baseline. None if either is unknown or
/// both are the same.
fn attainment(plan: &Indikator, target: Option<f64>, value: f64) -> Option<f64> {
    let (baseline, target) = (plan.utgangsverdi?.0, target?);
    let distance = target - baseline;
    (distance != 0.0).then(|| rounded(100.0 * (value - baseline) / distance, 1))
}

/// The direction in which the indicator should go: its own, else from baseline towards target.
fn direction(plan: &Indikator, target: Option<f64>) -> Option<Retning> {
    if plan.retning.is_some() {
        return plan.retning;
    }
    match target?.partial_cmp(&plan.utgangsverdi?.0)? {
        Ordering::Greater => Some(Retning::Opp),
        Ordering::Less => Some(Retning::Ned),
        Ordering::Equal => None,
    }
}

/// The meaning of a change of the value.
fn trend(plan: &Indikator, target: Option<f64>, change: f64) -> Trend {
    match direction(plan, target) {
        Some(Retning::Opp) => Trend::of(0.0, change),
        Some(Retning::Ned) => Trend::of(change, 0.0),
        None if change == 0.0 => Trend::Uendret,
        None => Trend::Endret,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(baseline: f64, target: f64) -> Indikator {
        let json = serde_json::json!({
            "id": "a", "navn": "A",
            "utgangsverdi": baseline.to_string(), "måltall": target.to_string(),
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn attainment_goes_from_baseline_to_target_in_either_direction() {
        assert_eq!(attainment(&indicator(0.0, 80.0), Some(80.0), 61.0), Some(76.3));
        assert_eq!(attainment(&indicator(40.0, 30.0), Some(30.0), 35.0), Some(50.0));
        assert_eq!(attainment(&indicator(40.0, 30.0), Some(30.0), 42.0), Some(-20.0));
        assert_eq!(attainment(&indicator(10.0, 20.0), Some(20.0), 25.0), Some(150.0));
        assert_eq!(attainment(&indicator(10.0, 10.0), Some(10.0), 10.0), None);
    }

    #[test]
    fn a_fall_is_better_where_down_is_the_way() {
        assert_eq!(trend(&indicator(40.0, 30.0), Some(30.0), -1.0), Trend::Bedre);
        assert_eq!(trend(&indicator(30.0, 40.0), Some(40.0), -1.0), Trend::Verre);
        assert_eq!(trend(&indicator(30.0, 40.0), Some(40.0), 0.0), Trend::Uendret);
    }
}
