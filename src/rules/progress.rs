//! Statuses that agree with what they stand for.

use super::{Context, Told};
use crate::diagnostics::{Code, Finding};
use crate::model::values::Percent;
use crate::model::{Doc, Periode, Status};
use crate::source::Step::Field;
use crate::standing::MilestoneState;

/// What is finished is done to the full, and what is done to the full is finished.
pub(super) fn progress_agrees_with_status(
    doc: &Doc<Periode>,
    _: Context<'_>,
) -> Vec<Finding> {
    let projects = doc.value.delprosjekter.iter().flat_map(|all| &all.0);
    projects
        .filter_map(|(id, told)| {
            let (status, Percent(progress)) = (told.status?, told.framdrift?);
            let agrees = (status == Status::Fullført) == (progress == 100)
                && (status != Status::IkkeStartet || progress == 0);
            let code = Code::ProgressStatus { progress, status: status.word().into() };
            let path = [Field("delprosjekter"), Field(id), Field("framdrift")];
            (!agrees).then(|| doc.error(code, &path))
        })
        .collect()
}

/// Progress below that of the period before has a comment.
pub(super) fn progress_does_not_fall(told: &Told<'_>) -> Vec<Finding> {
    let fallen = told.standing.delprosjekter.iter().filter_map(|row| {
        let (before, now) = row.forrige_framdrift.zip(row.framdrift)?;
        let (before, now) = (before.0, now.0);
        let silent = now < before && row.kommentar.is_none();
        let path = [Field("delprosjekter"), Field(&row.plan.id.0), Field("framdrift")];
        silent.then(|| told.period.warning(Code::ProgressFell { before, now }, &path))
    });
    fallen.collect()
}

/// A milestone that was reached on a day is finished.
pub(super) fn reached_is_finished(doc: &Doc<Periode>, _: Context<'_>) -> Vec<Finding> {
    let milestones = doc.value.milepæler.iter().flat_map(|all| &all.0);
    milestones
        .filter(|(_, told)| told.nådd.is_some())
        .filter_map(|(id, told)| {
            let status = told.status.filter(|status| *status != Status::Fullført)?;
            let path = [Field("milepæler"), Field(id), Field("status")];
            Some(doc.error(Code::ReachedStatus { status: status.word().into() }, &path))
        })
        .collect()
}

/// Of a milestone whose deadline has passed, the period says how it stands.
pub(super) fn passed_deadlines_are_explained(told: &Told<'_>) -> Vec<Finding> {
    let overdue =
        told.standing.milepæler.iter().filter(|row| {
            row.tilstand == MilestoneState::Forfalt && row.status.is_none()
        });
    overdue
        .map(|row| {
            let (name, deadline) =
                (row.plan.navn.to_string(), row.gjeldende_frist.into());
            let document = &told.period.document;
            let place = document.locate_name(&[Field("milepæler")], &row.plan.id.0);
            Finding::warning(Code::Overdue { name, deadline }, place)
        })
        .collect()
}

/// The whole is not better than its parts: the overall status than an assessment or a
/// sub-project, and the assessment of progress than a milestone.
pub(super) fn status_agrees_with_parts(told: &Told<'_>) -> Vec<Finding> {
    let standing = &told.standing;
    let mut findings = Vec::new();
    if let Some(overall) = &standing.samlet_status {
        let areas = standing.vurdering.iter().map(|row| (row.id.to_owned(), row.status));
        let projects = standing
            .delprosjekter
            .iter()
            .filter_map(|row| Some((row.plan.navn.to_string(), row.status?)));
        let worse =
            areas.chain(projects).find(|(_, part)| contradicts(overall.status, *part));
        if let Some((part, part_status)) = worse {
            let [status, part_status] =
                [overall.status, part_status].map(|status| status.word().to_owned());
            let code = Code::StatusParts { status, part, part_status };
            let path = [Field("samlet_status"), Field("status")];
            findings.push(told.period.warning(code, &path));
        }
    }
    let progress = standing.vurdering.iter().find(|row| row.id == "framdrift");
    let late = standing.milepæler.iter().find(|m| m.tilstand == MilestoneState::Forfalt);
    if let Some((progress, late)) = progress.zip(late)
        && progress.status == Status::EtterPlan
    {
        let part = late.plan.navn.to_string();
        let (status, part_status) = (progress.status.word().into(), "forfalt".into());
        let code = Code::StatusParts { status, part, part_status };
        let path = [Field("vurdering"), Field("framdrift"), Field("status")];
        findings.push(told.period.warning(code, &path));
    }
    findings
}

/// Whether a whole cannot have a status while one of its parts has another.
fn contradicts(whole: Status, part: Status) -> bool {
    match whole {
        Status::EtterPlan => part == Status::VesentligAvvik,
        Status::Fullført => {
            part.is_off_plan()
                || matches!(part, Status::IkkeStartet | Status::IGang | Status::PåVent)
        }
        _ => false,
    }
}
