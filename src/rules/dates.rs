//! Dates in order.

use chrono::NaiveDate;

use super::{Context, Told};
use crate::diagnostics::{Code, Finding};
use crate::model::values::Date;
use crate::model::{Doc, Periodetype, Program, Region};
use crate::source::Step::{self, Field, Item};

/// A programme must not end before it begins.
pub(super) fn program_in_order(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    let periode = &doc.value.periode;
    if periode.til.last_day() >= periode.fra.first_day() {
        return Vec::new();
    }
    let code =
        Code::DateOrder { start: periode.fra.to_string(), end: periode.til.to_string() };
    vec![doc.error(code, &[Field("periode"), Field("til")])]
}

/// A sub-project must not end before it starts.
pub(super) fn sub_projects_in_order(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let projects = doc.value.delprosjekter.iter().flatten().enumerate();
    projects
        .filter_map(|(i, project)| {
            let (start, slutt) = (project.start?, project.slutt?);
            let code = Code::DateOrder { start: start.into(), end: slutt.into() };
            let path = [Field("delprosjekter"), Item(i), Field("slutt")];
            (slutt < start).then(|| doc.error(code, &path))
        })
        .collect()
}

/// What is planned, and the period itself, lie within the programme.
pub(super) fn plan_lies_in_the_programme(told: &Told<'_>) -> Vec<Finding> {
    let periode = &told.program.value.periode;
    let days = periode.fra.first_day()..=periode.til.last_day();
    let outside = |date: NaiveDate| {
        (!days.contains(&date)).then(|| Code::OutsideProgram {
            date: date.to_string(),
            start: periode.fra.to_string(),
            end: periode.til.to_string(),
        })
    };
    let mut findings = Vec::new();
    let mut planned = |date: Date, path: &[Step<'_>]| {
        findings.extend(outside(date.0).map(|code| told.region.warning(code, path)));
    };
    let region = &told.region.value;
    for (i, project) in region.delprosjekter.iter().flatten().enumerate() {
        for (name, date) in [("start", project.start), ("slutt", project.slutt)] {
            let path = [Field("delprosjekter"), Item(i), Field(name)];
            if let Some(date) = date {
                planned(date, &path);
            }
        }
    }
    for (i, milestone) in region.milepæler.iter().flatten().enumerate() {
        planned(milestone.frist, &[Field("milepæler"), Item(i), Field("frist")]);
    }
    for (id, milestone) in told.period.value.milepæler.iter().flat_map(|all| &all.0) {
        let path = [Field("milepæler"), Field(id), Field("ny_frist")];
        let code = milestone.ny_frist.and_then(|date| outside(date.0));
        findings.extend(code.map(|code| told.period.warning(code, &path)));
        let path = [Field("milepæler"), Field(id), Field("nådd")];
        let code = milestone.nådd.and_then(|date| outside(date.0));
        findings.extend(code.map(|code| told.period.warning(code, &path)));
    }
    for (i, deviation) in told.period.value.avvik.iter().flatten().enumerate() {
        let path = [Field("avvik"), Item(i), Field("frist")];
        let code = deviation.frist.and_then(|date| outside(date.0));
        findings.extend(code.map(|code| told.period.warning(code, &path)));
    }
    if told.period.value.kind == Periodetype::Statusrapport {
        let code = outside(told.id.last_day()).and_then(|_| outside(told.id.first_day()));
        findings.extend(code.map(|code| told.period.warning(code, &[])));
    }
    findings
}

/// A milestone cannot have been reached after the period that tells of it.
pub(super) fn milestones_are_reached_in_time_told(told: &Told<'_>) -> Vec<Finding> {
    let end = told.id.last_day();
    let milestones = told.period.value.milepæler.iter().flat_map(|all| &all.0);
    milestones
        .filter_map(|(id, milestone)| {
            let date = milestone.nådd.filter(|date| date.0 > end)?;
            let code = Code::ReachedLater { date: date.into(), end: end.to_string() };
            let path = [Field("milepæler"), Field(id), Field("nådd")];
            Some(told.period.error(code, &path))
        })
        .collect()
}

/// How many days before the end of its period, and after it, a report is dated.
const DATED: (i64, i64) = (60, 366);

/// A report is dated about when its period ends.
pub(super) fn report_is_dated_near_its_period(told: &Told<'_>) -> Vec<Finding> {
    let (date, end) = (told.period.value.dato, told.id.last_day());
    let off = |date: &Date| {
        let days = (date.0 - end).num_days();
        days < -DATED.0.min((end - told.id.first_day()).num_days()) || days > DATED.1
    };
    let code = date
        .filter(off)
        .map(|date| Code::ReportDate { date: date.into(), end: end.to_string() });
    code.map(|code| told.period.warning(code, &[Field("dato")])).into_iter().collect()
}

/// A deadline is moved to a day that is not over when the period begins.
pub(super) fn new_deadlines_lie_ahead(told: &Told<'_>) -> Vec<Finding> {
    let start = told.id.first_day();
    let milestones = told.period.value.milepæler.iter().flat_map(|all| &all.0);
    let past = milestones.filter_map(|(id, milestone)| {
        let deadline = milestone.ny_frist.filter(|date| date.0 < start)?;
        let code =
            Code::PastDeadline { deadline: deadline.into(), start: start.to_string() };
        Some(
            told.period
                .warning(code, &[Field("milepæler"), Field(id), Field("ny_frist")]),
        )
    });
    past.collect()
}
