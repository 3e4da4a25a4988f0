//! Statuses that agree with progress, with deadlines and with each other.

use super::{Assets, PeriodContext};
use crate::fault::PeriodFault;
use crate::finding::Finding;
use crate::model::values::Percent;
use crate::model::{Doc, Periode, Status};
use crate::standing::MilestoneState;
use crate::tree::Step::Field;

/// A sub-project is finished if and only if its progress is 100 per cent, and has no progress
/// before it has started.
pub(super) fn progress_agrees_with_status(doc: &Doc<Periode>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, project) in doc.value.delprosjekter.iter().flat_map(|all| &all.0) {
        let Some((status, Percent(progress))) = project.status.zip(project.framdrift) else {
            continue;
        };
        let agrees = (status == Status::Fullført) == (progress == 100)
            && (status != Status::IkkeStartet || progress == 0);
        if !agrees {
            let status = status.word().into();
            let fault = PeriodFault::ProgressStatus { progress, status };
            let path = [Field("delprosjekter"), Field(id), Field("framdrift")];
            findings.push(doc.error(fault, &path));
        }
    }
    findings
}

/// Progress below that of the period before has a comment.
pub(super) fn progress_does_not_fall(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &context.standing.delprosjekter {
        if let Some((before, now)) = row.forrige_framdrift.zip(row.framdrift)
            && now.0 < before.0
            && row.kommentar.is_none()
        {
            let fault = PeriodFault::ProgressFell { before: before.0, now: now.0 };
            let path = ["delprosjekter", &row.plan.id.0, "framdrift"];
            findings.push(context.warning(fault, path));
        }
    }
    findings
}

/// A milestone that was reached on a day is finished.
pub(super) fn reached_is_finished(doc: &Doc<Periode>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, milestone) in doc.value.milepæler.iter().flat_map(|all| &all.0) {
        if let Some(status) = milestone.status
            && status != Status::Fullført
            && milestone.nådd.is_some()
        {
            let fault = PeriodFault::ReachedStatus { status: status.word().into() };
            let path = [Field("milepæler"), Field(id), Field("status")];
            findings.push(doc.error(fault, &path));
        }
    }
    findings
}

/// The period has a status for every milestone whose deadline has passed.
pub(super) fn passed_deadlines_are_explained(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &context.standing.milepæler {
        if row.tilstand == MilestoneState::Forfalt && row.status.is_none() {
            let name = row.plan.navn.to_string();
            let fault = PeriodFault::Overdue { name, deadline: row.gjeldende_frist.into() };
            let document = &context.period.document;
            let place = document.locate_name(&[Field("milepæler")], &row.plan.id.0);
            findings.push(Finding::warning(fault, place));
        }
    }
    findings
}

/// The whole is not better than its parts: the overall status than an assessment or a
/// sub-project, and the assessment of progress than a milestone.
pub(super) fn status_agrees_with_parts(context: &PeriodContext<'_>) -> Vec<Finding> {
    let standing = context.standing;
    let mut findings = Vec::new();
    if let Some(overall) = &standing.samlet_status {
        let assessments = standing.vurdering.iter().map(|row| (row.id, Some(row.status)));
        let projects =
            standing.delprosjekter.iter().map(|row| (row.plan.navn.as_str(), row.status));
        for (part, status) in assessments.chain(projects) {
            if let Some(status) = status
                && contradicts(overall.status, status)
            {
                let fault = parts_fault(overall.status, part, status.word());
                findings.push(context.warning(fault, ["samlet_status", "status"]));
                break;
            }
        }
    }
    let progress = standing.vurdering.iter().find(|row| row.id == "framdrift");
    let late =
        standing.milepæler.iter().find(|milestone| milestone.tilstand == MilestoneState::Forfalt);
    if let Some((progress, late)) = progress.zip(late)
        && progress.status == Status::EtterPlan
    {
        let fault = parts_fault(progress.status, late.plan.navn.as_str(), "forfalt");
        findings.push(context.warning(fault, ["vurdering", "framdrift", "status"]));
    }
    findings
}

/// The fault of a status that is better than that of a part.
fn parts_fault(status: Status, part: &str, part_status: &str) -> PeriodFault {
    PeriodFault::StatusParts {
        status: status.word().into(),
        part: part.to_owned(),
        part_status: part_status.to_owned(),
    }
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
