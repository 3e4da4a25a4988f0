//! Milestones, sub-projects and measures beside their deadlines and what was said of them before.

use super::PeriodContext;
use crate::fault::PeriodFault;
use crate::finding::Finding;
use crate::model::Status;
use crate::standing::{MilestoneState, Series};
use crate::tree::Step::{Field, Item};

/// What is past its deadline is not said to be on plan. A milestone that is under way or has not been begun
/// may be late with a comment.
pub(super) fn passed_deadlines_are_no_plan(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut late = Vec::new();
    for row in &context.standing.milepæler {
        let is_told = row.kommentar.is_some();
        // Of a day that is told other rules tell.
        let reported = context.milestone(&row.plan.id.0);
        if reported.is_some_and(|report| report.nådd.is_some() || report.ny_frist.is_some()) {
            continue;
        }
        let Some(status) = row.status.filter(|_| row.tilstand == MilestoneState::Forfalt) else {
            continue;
        };
        let is_odd = status == Status::EtterPlan
            || !is_told && matches!(status, Status::IGang | Status::IkkeStartet);
        if is_odd {
            late.push(("milepæler", &row.plan.id, &row.plan.navn, row.gjeldende_frist, status));
        }
    }
    let end = context.id.last_day();
    for row in context.standing.delprosjekter.iter().filter(|row| row.meldt.is_none()) {
        let is_told = row.kommentar.is_some();
        let is_odd = |status: &Status| {
            *status == Status::EtterPlan
                || !is_told && matches!(status, Status::IGang | Status::IkkeStartet)
        };
        if let (Some(last), Some(status)) = (row.gjeldende_slutt, row.status.filter(is_odd))
            && last.0 < end
        {
            late.push(("delprosjekter", &row.plan.id, &row.plan.navn, last, status));
        }
    }
    let mut findings = Vec::new();
    for (list, id, name, deadline, status) in late {
        let fault = PeriodFault::OverdueStatus {
            list: list.to_owned(),
            name: name.to_string(),
            deadline: deadline.into(),
            status: status.word().into(),
        };
        findings.push(context.warning(fault, [list, &id.0, "status"]));
    }
    findings
}

/// A deviation that is open has a deadline that is still to come.
pub(super) fn measures_have_time(context: &PeriodContext<'_>) -> Vec<Finding> {
    let written = context.period.value.avvik.iter().flatten().enumerate();
    let mut findings = Vec::new();
    for (i, deviation) in written {
        let row = context.standing.avvik.iter().find(|row| row.data.id == deviation.id);
        if let (Some(deadline), Some(true)) = (deviation.frist, row.map(|row| row.forfalt)) {
            let fault = PeriodFault::OverdueMeasure {
                name: deviation.avvik.to_string(),
                deadline: deadline.into(),
            };
            let path = [Field("avvik"), Item(i), Field("frist")];
            findings.push(context.period.warning(fault, &path));
        }
    }
    findings
}

/// How many days before its period a milestone may have been reached, and be told of only now; a first period
/// tells of all that was before.
const DAYS_BEFORE: i64 = 183;

/// The day on which a milestone was reached agrees with its new deadline, with the period, and with what the
/// period before said.
pub(super) fn reached_agrees(context: &PeriodContext<'_>) -> Vec<Finding> {
    let before = context.series.previous();
    let start = context.id.first_day();
    let mut findings = Vec::new();
    for (id, milestone) in context.milestones() {
        let Some(reached) = milestone.nådd else { continue };
        let warn = |fault| context.warning(fault, ["milepæler", id, "nådd"]);
        if milestone.ny_frist.is_some() {
            findings.push(warn(PeriodFault::ReachedAndMoved));
            continue;
        }
        let told = before.and_then(|before| before.data().milepæler.as_ref()?.get(id));
        let told_day = told.and_then(|report| report.nådd);
        if let Some(day) = told_day.filter(|day| *day != reached) {
            let fault = PeriodFault::ReachedTwice { date: reached.into(), before: day.into() };
            findings.push(warn(fault));
        } else if before.is_some()
            && told_day.is_none()
            && (start - reached.0).num_days() > DAYS_BEFORE
        {
            let fault =
                PeriodFault::ReachedEarly { date: reached.into(), start: start.to_string() };
            findings.push(warn(fault));
        } else if let (Some(before), Some(status)) =
            (before.map(Series::id), told.and_then(|report| report.status))
            && status != Status::Fullført
            && reached.0 <= before.last_day()
        {
            let (period, status) = (before.to_string(), status.word().into());
            findings.push(warn(PeriodFault::ReachedUntold {
                date: reached.into(),
                period,
                status,
            }));
        }
    }
    findings
}

/// A new deadline is another than the old one and later, unless a comment says why; and not after the end of
/// the sub-project that the milestone belongs to.
pub(super) fn new_deadlines_are_new(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &context.standing.milepæler {
        let id = &row.plan.id.0;
        let Some(new) = context.milestone(id).and_then(|report| report.ny_frist) else { continue };
        // Of a deadline before the period or after the programme other rules tell.
        let last = context.program.value.periode.til.last_day();
        if new.0 < context.id.first_day() || new.0 > last {
            continue;
        }
        let before = row.flyttet_nå.as_ref().map_or(row.gjeldende_frist, |moved| moved.fra);
        let path = ["milepæler", id, "ny_frist"];
        if new.0 <= before.0 && (new == before || row.kommentar.is_none()) {
            let fault = PeriodFault::NewDeadline {
                deadline: new.into(),
                before: before.into(),
                is_same: new == before,
            };
            findings.push(context.warning(fault, path));
        }
        let mut projects = context.standing.delprosjekter.iter();
        let project =
            projects.find(|project| row.plan.delprosjekt.as_ref() == Some(&project.plan.id));
        if let Some(project) = project
            && let Some(end) = project.gjeldende_slutt
            && new.0 > end.0
        {
            let name = project.plan.navn.to_string();
            let fault =
                PeriodFault::DeadlineAfterEnd { deadline: new.into(), name, end: end.into() };
            findings.push(context.warning(fault, path));
        }
    }
    findings
}
