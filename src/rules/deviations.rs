//! Explanations of what is off plan.

use super::{Assets, PeriodContext};
use crate::fault::PeriodFault;
use crate::finding::Finding;
use crate::model::{Avvik, Doc, Periode, Status};
use crate::tree::Step::{Field, Item};

/// An open deviation names its cause, its consequence and the measure taken.
///
/// Source: what such reports contain by common practice in the Norwegian state, avvik →
/// årsak → konsekvens → tiltak.
pub(super) fn deviations_are_explained(doc: &Doc<Periode>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, deviation) in doc.value.avvik.iter().flatten().enumerate() {
        let parts = [
            ("årsak", &deviation.årsak),
            ("konsekvens", &deviation.konsekvens),
            ("tiltak", &deviation.tiltak),
        ];
        let missing = parts.iter().filter(|(_, text)| text.is_none());
        let missing: Vec<String> = missing.map(|(name, _)| (*name).to_owned()).collect();
        if deviation.is_open() && !missing.is_empty() {
            let fault = PeriodFault::IncompleteDeviation { missing };
            let path = [Field("avvik"), Item(i), Field("avvik")];
            findings.push(doc.warning(fault, &path));
        }
    }
    findings
}

/// Everything that is yellow or red has an open deviation that concerns it. For an assessment a
/// comment is enough as well, and for the overall status any open deviation.
pub(super) fn off_plan_is_explained(context: &PeriodContext<'_>) -> Vec<Finding> {
    let (period, standing) = (&context.period.value, context.standing);
    let mut findings = Vec::new();
    let projects = standing.delprosjekter.iter().filter(|row| row.meldt.is_none());
    let projects = projects.map(|row| {
        let id = row.plan.id.0.as_str();
        ("delprosjekter", id, &row.plan.navn, row.status, None)
    });
    let milestones = standing.milepæler.iter().map(|row| {
        let (id, project) = (row.plan.id.0.as_str(), row.plan.delprosjekt.as_ref());
        ("milepæler", id, &row.plan.navn, row.status, project)
    });
    for (list, id, name, status, project) in projects.chain(milestones) {
        if let Some(status) = status.filter(|status| status.is_off_plan())
            && !is_concerned(period, &[id, project.map_or("", |id| &id.0)])
        {
            let fault = unexplained(name.as_str(), status);
            findings.push(context.warning(fault, [list, id, "status"]));
        }
    }
    for row in standing.vurdering.iter().filter(|row| row.status.is_off_plan()) {
        if row.kommentar.is_none() && !is_concerned(period, &[row.id]) {
            let fault = unexplained(row.id, row.status);
            findings.push(context.warning(fault, ["vurdering", row.id]));
        }
    }
    if let Some(overall) = &standing.samlet_status
        && overall.status.is_off_plan()
        && overall.kommentar.is_none()
        && open_deviations(period).next().is_none()
    {
        let fault = unexplained("samlet_status", overall.status);
        findings.push(context.warning(fault, ["samlet_status"]));
    }
    findings
}

/// The fault of a status off plan that no deviation explains.
fn unexplained(name: &str, status: Status) -> PeriodFault {
    PeriodFault::MissingDeviation { name: name.to_owned(), status: status.word().into() }
}

/// The deviations of a period that are not closed.
fn open_deviations(period: &Periode) -> impl Iterator<Item = &Avvik> {
    period.avvik.iter().flatten().filter(|deviation| deviation.is_open())
}

/// Whether an open deviation concerns any of some ids.
fn is_concerned(period: &Periode, ids: &[&str]) -> bool {
    open_deviations(period)
        .flat_map(|deviation| &deviation.gjelder)
        .any(|id| ids.contains(&id.0.as_str()))
}
