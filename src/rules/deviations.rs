//! What is off plan is explained.

use super::{Context, Told};
use crate::diagnostics::{Code, Finding};
use crate::model::{Avvik, Doc, Periode, Status};
use crate::source::Step::{self, Field, Item};

/// An open deviation names its cause, its consequence and the measure taken.
///
/// Source: what such reports contain by common practice in the Norwegian state, avvik →
/// årsak → konsekvens → tiltak.
pub(super) fn deviations_are_explained(
    doc: &Doc<Periode>,
    _: Context<'_>,
) -> Vec<Finding> {
    let deviations = doc.value.avvik.iter().flatten().enumerate();
    deviations
        .filter(|(_, deviation)| deviation.is_open())
        .filter_map(|(i, deviation)| {
            let parts = [
                ("årsak", &deviation.årsak),
                ("konsekvens", &deviation.konsekvens),
                ("tiltak", &deviation.tiltak),
            ];
            let missing = parts.iter().filter(|(_, text)| text.is_none());
            let missing: Vec<String> =
                missing.map(|(name, _)| (*name).to_owned()).collect();
            let code = Code::IncompleteDeviation { missing };
            let path = [Field("avvik"), Item(i), Field("avvik")];
            let complete = parts.iter().all(|(_, text)| text.is_some());
            (!complete).then(|| doc.warning(code, &path))
        })
        .collect()
}

/// What is yellow or red has an open deviation that concerns it. For an assessment a comment
/// does as well, and for the overall status any open deviation.
pub(super) fn off_plan_is_explained(told: &Told<'_>) -> Vec<Finding> {
    let period = &told.period.value;
    let mut findings = Vec::new();
    let mut unexplained = |name: &str, status: Status, path: &[Step<'_>]| {
        let code = Code::MissingDeviation {
            name: name.to_owned(),
            status: status.word().into(),
        };
        findings.push(told.period.warning(code, path));
    };
    for row in told.standing.delprosjekter.iter().filter(|row| row.meldt.is_none()) {
        let Some(status) = row.status.filter(|status| status.is_off_plan()) else {
            continue;
        };
        if !concerns(period, &[&row.plan.id.0]) {
            let path = [Field("delprosjekter"), Field(&row.plan.id.0), Field("status")];
            unexplained(row.plan.navn.as_str(), status, &path);
        }
    }
    for row in &told.standing.milepæler {
        let Some(status) = row.status.filter(|status| status.is_off_plan()) else {
            continue;
        };
        let project = row.plan.delprosjekt.as_ref().map_or("", |id| &id.0);
        if !concerns(period, &[&row.plan.id.0, project]) {
            let path = [Field("milepæler"), Field(&row.plan.id.0), Field("status")];
            unexplained(row.plan.navn.as_str(), status, &path);
        }
    }
    for row in told.standing.vurdering.iter().filter(|row| row.status.is_off_plan()) {
        if row.kommentar.is_none() && !concerns(period, &[row.id]) {
            let path = [Field("vurdering"), Field(row.id)];
            unexplained(row.id, row.status, &path);
        }
    }
    if let Some(overall) = &told.standing.samlet_status
        && overall.status.is_off_plan()
        && overall.kommentar.is_none()
        && open(period).next().is_none()
    {
        unexplained("samlet_status", overall.status, &[Field("samlet_status")]);
    }
    findings
}

fn open(period: &Periode) -> impl Iterator<Item = &Avvik> {
    period.avvik.iter().flatten().filter(|deviation| deviation.is_open())
}

/// Whether an open deviation concerns any of some ids.
fn concerns(period: &Periode, ids: &[&str]) -> bool {
    open(period).flat_map(|it| &it.gjelder).any(|id| ids.contains(&id.0.as_str()))
}
