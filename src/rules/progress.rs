//! Statuses that agree with progress, with deadlines and with each other.

use super::completeness::has_unknown_ids;
use super::plausible::is_odd;
use super::{Assets, PeriodContext};
use crate::fault::PeriodFault;
use crate::finding::Finding;
use crate::model::values::Percent;
use crate::model::{Doc, Periode, PlanList, Status};
use crate::standing::{Level, MilestoneState, Series};
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
            && (row.kommentar.is_none() || u16::from(now.0) * 4 < u16::from(before.0))
        {
            let fault = PeriodFault::ProgressFell { before: before.0, now: now.0 };
            let path = ["delprosjekter", &row.plan.id.0, "framdrift"];
            findings.push(context.warning(fault, path));
        }
    }
    findings
}

/// What is finished stays so, and what has been begun is not unbegun, unless a comment says why.
pub(super) fn status_does_not_go_back(context: &PeriodContext<'_>) -> Vec<Finding> {
    let Some(before) = context.series.previous().map(Series::data) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for row in context.standing.delprosjekter.iter().filter(|row| row.kommentar.is_none()) {
        let id = &row.plan.id.0;
        let reported = before.delprosjekter.as_ref().and_then(|all| all.get(id));
        let Some((was, is)) = reported.and_then(|it| it.status).zip(row.status) else { continue };
        let is_reopened = was == Status::Fullført && !is.is_final();
        let was_begun = !matches!(was, Status::IkkeStartet | Status::PåVent);
        if is_reopened || was_begun && is == Status::IkkeStartet {
            let name = row.plan.navn.to_string();
            let (before, status) = (was.word().to_owned(), is.word().to_owned());
            let fault = PeriodFault::StatusReversed { name, before, status };
            findings.push(context.warning(fault, ["delprosjekter", id, "status"]));
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
    if has_unknown_ids(context, PlanList::Milepæler) {
        return findings;
    }
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
        let mut yellow = standing.vurdering.iter().filter(|row| row.status == Status::MindreAvvik);
        if let (Status::EtterPlan, Some(first), Some(_), true) =
            (overall.status, yellow.next(), yellow.next(), findings.is_empty())
        {
            let fault = parts_fault(overall.status, first.id, first.status.word());
            findings.push(context.warning(fault, ["samlet_status", "status"]));
        }
    }
    findings.extend(finished_with_open_milestones(context));
    findings.extend(on_plan_with_late_milestones(context));
    findings.extend(economy_agrees_with_forecast(context));
    findings.extend(risk_agrees_with_risks(context));
    let progress = standing.vurdering.iter().find(|row| row.id == "framdrift");
    let late =
        standing.milepæler.iter().find(|milestone| milestone.tilstand == MilestoneState::Forfalt);
    let is_whole = !has_unknown_ids(context, PlanList::Milepæler);
    if let Some((progress, late)) = progress.zip(late).filter(|_| is_whole)
        && progress.status == Status::EtterPlan
    {
        let fault = parts_fault(progress.status, late.plan.navn.as_str(), "forfalt");
        findings.push(context.warning(fault, ["vurdering", "framdrift", "status"]));
    }
    findings
}

/// A sub-project that is finished has no milestone that remains.
fn finished_with_open_milestones(context: &PeriodContext<'_>) -> Vec<Finding> {
    let standing = context.standing;
    let reported = standing.delprosjekter.iter().filter(|row| row.meldt.is_none());
    let finished = reported.filter(|row| row.status == Some(Status::Fullført));
    let mut findings = Vec::new();
    for project in finished {
        let open = standing.milepæler.iter().find(|milestone| {
            let is_own = milestone.plan.delprosjekt.as_ref() == Some(&project.plan.id);
            is_own
                && matches!(milestone.tilstand, MilestoneState::Gjenstår | MilestoneState::Forfalt)
        });
        if let Some(open) = open {
            let fault = parts_fault(Status::Fullført, open.plan.navn.as_str(), "gjenstår");
            let path = ["delprosjekter", &project.plan.id.0, "status"];
            findings.push(context.warning(fault, path));
        }
    }
    findings
}

/// A sub-project is not on plan while a milestone of its own is far behind, unless a comment says why.
fn on_plan_with_late_milestones(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, project) in context.sub_projects() {
        if project.status != Some(Status::EtterPlan) {
            continue;
        }
        let mut plans = context.region.value.milepæler.iter().flatten();
        let late = plans.find(|plan| {
            let is_own = plan.delprosjekt.as_ref().is_some_and(|own| own.0 == *id);
            let reported = context.milestone(&plan.id.0);
            is_own && reported.and_then(|it| it.status) == Some(Status::VesentligAvvik)
        });
        if let Some(late) = late {
            let word = Status::VesentligAvvik.word();
            let fault = parts_fault(Status::EtterPlan, late.navn.as_str(), word);
            findings.push(context.warning(fault, ["delprosjekter", id, "status"]));
        }
    }
    findings
}

/// How much more than the budget the forecast may be while the economy is on plan: a twentieth.
const SLACK: i64 = 20;

/// The economy is not on plan while more is expected to be spent than there is.
fn economy_agrees_with_forecast(context: &PeriodContext<'_>) -> Option<Finding> {
    let economy = context.standing.økonomi.as_ref()?;
    let assessed = context.standing.vurdering.iter().find(|row| row.id == "økonomi")?;
    let (budget, forecast) = (economy.sum.budsjett.0, economy.sum.prognose?.0);
    let is_odd = economy.poster.iter().any(|post| is_odd(context, post));
    if assessed.status != Status::EtterPlan || is_odd || forecast - budget <= budget / SLACK {
        return None;
    }
    let fault = PeriodFault::EconomyStatus { over: forecast - budget };
    Some(context.warning(fault, ["vurdering", "økonomi", "status"]))
}

/// From what score on a risk calls for more than the measures that are planned.
const SEVERE: u8 = 20;

/// The risk is not on plan while a risk at the highest level is open that is severe or has no measure, unless a
/// comment says why.
fn risk_agrees_with_risks(context: &PeriodContext<'_>) -> Option<Finding> {
    let assessed = context.standing.vurdering.iter().find(|row| row.id == "risiko")?;
    let mut open =
        context.standing.risikoer.iter().filter(|row| row.åpen && row.nivå == Level::Høy);
    let high = open.find(|row| row.poeng >= SEVERE || row.data.tiltak.is_none())?;
    let is_told = assessed.kommentar.is_some();
    (assessed.status == Status::EtterPlan && !is_told).then(|| {
        let fault = PeriodFault::RiskStatus { name: high.data.risiko.to_string() };
        context.warning(fault, ["vurdering", "risiko", "status"])
    })
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
