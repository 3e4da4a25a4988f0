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
            wrong.then(|| doc.error(Code::Direction { baseline, target, word }, &path))
        })
        .collect()
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
