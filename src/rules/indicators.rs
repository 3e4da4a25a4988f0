//! Indicators.

use super::{Context, Told};
use crate::diagnostics::{Code, Finding};
use crate::model::{Doc, Periodetype, Region, Retning};
use crate::source::Step::{Field, Item};

/// The target lies on the side of the baseline that the indicator should go to.
pub(super) fn targets_lie_the_right_way(
    doc: &Doc<Region>,
    _: Context<'_>,
) -> Vec<Finding> {
    let indicators = doc.value.indikatorer.iter().flatten().enumerate();
    indicators
        .filter_map(|(i, it)| {
            let (baseline, target) = (it.utgangsverdi?.0, it.måltall?.0);
            let (wrong, word) = match it.retning? {
                Retning::Opp => (target < baseline, "opp"),
                Retning::Ned => (target > baseline, "ned"),
            };
            let path = [Field("indikatorer"), Item(i), Field("retning")];
            let word = word.to_owned();
            wrong.then(|| doc.error(Code::Direction { baseline, target, word }, &path))
        })
        .collect()
}

/// How far beyond baseline, target and earlier values a value is believed without a comment, as
/// a share of the way between the lowest and the highest of them.
const FAR: f64 = 2.0;

/// A value far from all that was planned and told has a comment: `105` for `10,5`.
pub(super) fn values_are_not_far_off(told: &Told<'_>) -> Vec<Finding> {
    let far = told.standing.indikatorer.iter().filter_map(|row| {
        let (value, target) = (row.verdi?, row.plan.måltall?.0);
        let baseline = row.plan.utgangsverdi?.0;
        let before = row.forrige.as_ref().map_or(baseline, |before| before.verdi);
        let known = [baseline, target, before];
        let low = known.into_iter().fold(f64::INFINITY, f64::min);
        let high = known.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let room = (high - low) * FAR;
        let far = room > 0.0 && !(low - room..=high + room).contains(&value);
        let path = [Field("indikatorer"), Field(&row.plan.id.0), Field("verdi")];
        let silent = far && row.kommentar.is_none();
        silent.then(|| told.period.warning(Code::FarValue { value, target }, &path))
    });
    far.collect()
}

/// A final report accounts for every indicator that was decided: with a value, or with a
/// comment that says why there is none.
pub(super) fn final_report_accounts_for_all(told: &Told<'_>) -> Vec<Finding> {
    if told.period.value.kind != Periodetype::Sluttrapport {
        return Vec::new();
    }
    let silent = told
        .standing
        .indikatorer
        .iter()
        .filter(|row| row.verdi.is_none() && row.kommentar.is_none());
    silent
        .map(|row| {
            let code = Code::Unaccounted { name: row.plan.navn.to_string() };
            told.period.error(code, &[Field("indikatorer"), Field(&row.plan.id.0)])
        })
        .collect()
}
