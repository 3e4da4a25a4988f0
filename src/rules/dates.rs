//! Dates in order.

use chrono::NaiveDate;

use super::{Assets, PeriodContext};
use crate::fault::{PeriodFault, PlanFault};
use crate::finding::Finding;
use crate::model::values::Date;
use crate::model::{Doc, PeriodId, Periode, Periodetype, Planned, Program, Region};
use crate::tree::Step::{self, Field, Item};

/// A programme must not end before it begins.
pub(super) fn program_in_order(doc: &Doc<Program>, _: Assets<'_>) -> Vec<Finding> {
    let periode = &doc.value.periode;
    if periode.til.last_day() >= periode.fra.first_day() {
        return Vec::new();
    }
    let fault =
        PlanFault::DateOrder { start: periode.fra.to_string(), end: periode.til.to_string() };
    vec![doc.error(fault, &[Field("periode"), Field("til")])]
}

/// A sub-project must not end before it starts.
pub(super) fn sub_projects_in_order(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, project) in doc.value.delprosjekter.iter().flatten().enumerate() {
        let (Some(start), Some(end)) = (project.start, project.slutt) else { continue };
        if end < start {
            let fault = PlanFault::DateOrder { start: start.into(), end: end.into() };
            let path = [Field("delprosjekter"), Item(i), Field("slutt")];
            findings.push(doc.error(fault, &path));
        }
    }
    findings
}

/// Nothing of the plan leaves before it comes.
pub(super) fn times_in_order(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut check = |item: &dyn Planned, path: &[Step<'_>]| {
        if let [Some(first), Some(last)] = item.times()
            && last.0 < first.0
        {
            let [start, end] = [first, last].map(|period| period.0.to_string());
            findings.push(doc.error(PlanFault::DateOrder { start, end }, path));
        }
    };
    check(&doc.value, &[Field("til")]);
    for (list, index, item) in doc.value.planned() {
        check(item, &[Field(list), Item(index), Field("til")]);
    }
    findings
}

/// The dates of the plan and of the period lie within the programme; a status report's period has its
/// first or its last day in it.
pub(super) fn plan_lies_in_the_programme(context: &PeriodContext<'_>) -> Vec<Finding> {
    let (region, period) = (&context.region.value, &context.period.value);
    let mut planned = Vec::new();
    for (i, project) in region.delprosjekter.iter().flatten().enumerate() {
        for (field, date) in [("start", project.start), ("slutt", project.slutt)] {
            planned.push((date, [Field("delprosjekter"), Item(i), Field(field)]));
        }
    }
    for (i, milestone) in region.milepæler.iter().flatten().enumerate() {
        let path = [Field("milepæler"), Item(i), Field("frist")];
        planned.push((Some(milestone.frist), path));
    }
    let mut reported = Vec::new();
    for (id, milestone) in context.milestones() {
        for (field, date) in [("ny_frist", milestone.ny_frist), ("nådd", milestone.nådd)] {
            reported.push((date, [Field("milepæler"), Field(id), Field(field)]));
        }
    }
    for (id, project) in context.sub_projects() {
        let path = [Field("delprosjekter"), Field(id), Field("ny_slutt")];
        reported.push((project.ny_slutt, path));
    }
    for (i, deviation) in period.avvik.iter().flatten().enumerate() {
        reported.push((deviation.frist, [Field("avvik"), Item(i), Field("frist")]));
    }
    let program = &context.program.value;
    let mut findings = dates_outside(program, context.region, &planned);
    findings.extend(dates_outside(program, context.period, &reported));
    let is_status_report = period.kind == Periodetype::Statusrapport;
    if is_status_report && outside(program, context.id.last_day()).is_some() {
        let fault = outside(program, context.id.first_day());
        findings.extend(fault.map(|fault| context.period.warning(fault, &[])));
    }
    findings
}

/// A warning for each date outside the programme; each date comes with its path.
fn dates_outside<T>(
    program: &Program,
    doc: &Doc<T>,
    dates: &[(Option<Date>, [Step<'_>; 3])],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (date, path) in dates {
        let fault = date.and_then(|date| outside(program, date.0));
        findings.extend(fault.map(|fault| doc.warning(fault, path)));
    }
    findings
}

/// The fault of a date outside the programme.
fn outside(program: &Program, date: NaiveDate) -> Option<PlanFault> {
    let periode = &program.periode;
    let days = periode.fra.first_day()..=periode.til.last_day();
    (!days.contains(&date)).then(|| PlanFault::OutsideProgram {
        date: date.to_string(),
        start: periode.fra.to_string(),
        end: periode.til.to_string(),
    })
}

/// A milestone cannot have been reached after the period that reports it.
pub(super) fn milestones_are_reached_by_the_end(context: &PeriodContext<'_>) -> Vec<Finding> {
    let end = context.id.last_day();
    let mut findings = Vec::new();
    for (id, milestone) in context.milestones() {
        if let Some(date) = milestone.nådd.filter(|date| date.0 > end) {
            let fault = PeriodFault::ReachedLater { date: date.into(), end: end.to_string() };
            let path = [Field("milepæler"), Field(id), Field("nådd")];
            findings.push(context.period.error(fault, &path));
        }
    }
    findings
}

/// How many days after the end of its period a report may be dated.
const DAYS_AFTER: i64 = 366;

/// A report is dated when its period has ended, and not years later.
pub(super) fn report_is_dated_near_its_period(context: &PeriodContext<'_>) -> Vec<Finding> {
    report_date(context.id, context.period).into_iter().collect()
}

/// The finding for the date of a report that is not one for its period.
fn report_date(id: PeriodId, doc: &Doc<Periode>) -> Option<Finding> {
    let (date, end) = (doc.value.dato?, id.last_day());
    let days = (date.0 - end).num_days();
    let fault = || {
        let period = of_another_year(id, &doc.value).map(|period| period.to_string());
        PeriodFault::ReportDate { date: date.into(), end: end.to_string(), period }
    };
    (!(0..=DAYS_AFTER).contains(&days)).then(|| doc.warning(fault(), &[Field("dato")]))
}

/// How many days after the end of its period a report is usually dated.
const USUAL_DAYS_AFTER: i64 = 120;

/// The same part of the year before or after, if the date of a report is one for that and not for the
/// report's own: its file has the wrong name.
pub(super) fn of_another_year(id: PeriodId, period: &Periode) -> Option<PeriodId> {
    let date = period.dato?.0;
    let days = |id: PeriodId| (date - id.last_day()).num_days();
    let others = [-1, 1].map(|years| id.in_year(id.year() + years));
    let fitting = others.into_iter().find(|other| (0..=USUAL_DAYS_AFTER).contains(&days(*other)));
    fitting.filter(|_| !(0..=DAYS_AFTER).contains(&days(id)))
}

/// The finding for the period before one, if its file has the name of another year.
pub(super) fn previous_of_another_year((id, doc): (PeriodId, &Doc<Periode>)) -> Option<Finding> {
    of_another_year(id, &doc.value).and_then(|_| report_date(id, doc))
}

/// A correction is dated after its period, and not years later.
pub(super) fn corrections_follow_the_period(context: &PeriodContext<'_>) -> Vec<Finding> {
    let end = context.id.last_day();
    let mut findings = Vec::new();
    for (index, correction) in context.period.value.rettelser.iter().flatten().enumerate() {
        let days = (correction.dato.0 - end).num_days();
        if !(0..=MAX_DAYS_TO_CORRECT).contains(&days) {
            let (date, end) = (correction.dato.into(), end.to_string());
            let path = [Field("rettelser"), Item(index), Field("dato")];
            findings.push(context.period.warning(PeriodFault::CorrectionDate { date, end }, &path));
        }
    }
    findings
}

/// How many days after the end of its period a report may be corrected.
const MAX_DAYS_TO_CORRECT: i64 = 3660;

/// A new deadline is not before the period, nor is a sub-project's new end.
pub(super) fn new_deadlines_lie_ahead(context: &PeriodContext<'_>) -> Vec<Finding> {
    let (start, end) = (context.id.first_day(), context.id.last_day());
    let milestones = context
        .milestones()
        .filter(|(_, milestone)| milestone.nådd.is_none())
        .map(|(id, milestone)| (["milepæler", id.as_str(), "ny_frist"], milestone.ny_frist));
    let projects = context
        .sub_projects()
        .map(|(id, project)| (["delprosjekter", id.as_str(), "ny_slutt"], project.ny_slutt));
    let mut findings = Vec::new();
    for (path, date) in milestones.chain(projects) {
        if let Some(deadline) = date.filter(|date| date.0 < end) {
            let is_before = deadline.0 < start;
            let start = if is_before { start } else { end }.to_string();
            let fault = PeriodFault::PastDeadline { deadline: deadline.into(), start, is_before };
            findings.push(context.warning(fault, path));
        }
    }
    findings
}

/// A sub-project's new end is not before its start.
pub(super) fn new_ends_follow_starts(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for project in &context.standing.delprosjekter {
        let moved = project.flyttet_nå.as_ref();
        let Some((start, end)) = project.plan.start.zip(moved.map(|moved| moved.til)) else {
            continue;
        };
        if end < start {
            let fault = PlanFault::DateOrder { start: start.into(), end: end.into() };
            let id = &project.plan.id.0;
            let path = [Field("delprosjekter"), Field(id), Field("ny_slutt")];
            findings.push(context.period.error(fault, &path));
        }
    }
    findings
}
