//! The sub-projects.

use schemars::JsonSchema;
use serde::Serialize;

use super::moves::Moved;
use super::{Move, Period, Series, Trend};
use crate::model::values::{Date, Percent, RichText};
use crate::model::{Delprosjekt, Delprosjektstatus, PeriodId, Status};

/// A sub-project with its status.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SubProject {
    /// What the region's file says: `id`, `navn`, `ansvarlig`, `start`, `slutt`.
    #[serde(flatten)]
    pub plan: Delprosjekt,
    /// The status; none if nothing is reported.
    pub status: Option<Status>,
    /// Whether it starts after the period and nothing is reported of it.
    pub kommer: bool,
    /// How much is done, in per cent; 100 for one that is finished.
    pub framdrift: Option<Percent>,
    /// What the reader should know.
    pub kommentar: Option<RichText>,
    /// The end that holds now: the last new one, else the planned one.
    pub gjeldende_slutt: Option<Date>,
    /// Its moves, the first one first.
    pub flyttinger: Vec<Move>,
    /// How many days the end has been moved in all; negative if it is earlier.
    pub flyttet_dager: i64,
    /// The move of this period.
    pub flyttet_nå: Option<Move>,
    /// The earlier period that the status comes from, for one that was settled then.
    pub meldt: Option<Period>,
    /// The status in the period before.
    pub forrige_status: Option<Status>,
    /// The progress in the period before, in per cent.
    pub forrige_framdrift: Option<Percent>,
    /// What the change of the status means; none without one to compare with.
    pub retning: Option<Trend>,
}

/// The sub-projects of the region, in its order.
pub(super) fn rows(series: Series<'_>) -> Vec<SubProject> {
    series.region.delprosjekter.iter().flatten().map(|plan| row(series, plan)).collect()
}

fn row(series: Series<'_>, plan: &Delprosjekt) -> SubProject {
    let latest = report(series, &plan.id.0);
    let before = series.previous().and_then(|before| report(before, &plan.id.0));
    let before = before.map(|(_, before)| before);
    let now = latest.map(|(_, now)| now);
    let status = now.and_then(|now| now.status);
    let forrige_status = before.and_then(|before| before.status);
    let moved = Moved::new(series, plan.slutt, |data| {
        data.delprosjekter.as_ref()?.get(&plan.id.0)?.ny_slutt
    });
    SubProject {
        plan: plan.clone(),
        kommer: now.is_none() && plan.start.is_some_and(|start| start.0 > series.id().last_day()),
        gjeldende_slutt: moved.date,
        flyttinger: moved.moves,
        flyttet_dager: moved.days,
        flyttet_nå: moved.now,
        status,
        framdrift: now.and_then(progress),
        kommentar: now.and_then(|now| now.kommentar.clone()),
        meldt: latest.filter(|(id, _)| *id != series.id()).map(|(id, _)| id.into()),
        forrige_status,
        forrige_framdrift: before.and_then(progress),
        retning: forrige_status.zip(status).map(|(before, now)| Trend::of_status(before, now)),
    }
}

/// The report on a sub-project that holds at the end of a series, and its period.
fn report<'a>(series: Series<'a>, id: &str) -> Option<(PeriodId, &'a Delprosjektstatus)> {
    series.latest(
        |data| data.delprosjekter.as_ref()?.get(id),
        |earlier| earlier.status.is_some_and(Status::is_final),
    )
}

/// The progress that is reported; else, of a finished sub-project, 100 per cent.
fn progress(report: &Delprosjektstatus) -> Option<Percent> {
    let is_finished = report.status == Some(Status::Fullført);
    report.framdrift.or(is_finished.then_some(Percent(100)))
}
