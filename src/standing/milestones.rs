//! The milestones: reached, due, overdue, moved.

use schemars::JsonSchema;
use serde::Serialize;

use super::moves::Moved;
use super::{Move, Series};
use crate::model::values::{Date, RichText, Text};
use crate::model::{Milepæl, PeriodId, PlanList, Status};

/// A milestone with its status and its moves.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Milestone {
    /// What the region's file says: `id`, `navn`, `frist` (the first plan), `delprosjekt`.
    #[serde(flatten)]
    pub plan: Milepæl,
    /// The name of the sub-project that it belongs to.
    pub delprosjekt_navn: Option<Text>,
    /// The deadline that holds now: the last new one, else the planned one.
    pub gjeldende_frist: Date,
    /// The day it was reached.
    pub nådd: Option<Date>,
    /// The status; none if nothing is reported.
    pub status: Option<Status>,
    /// What the reader should know.
    pub kommentar: Option<RichText>,
    /// Where it stands at the end of the period.
    pub tilstand: MilestoneState,
    /// Its moves, the first one first.
    pub flyttinger: Vec<Move>,
    /// How many days the deadline has been moved in all; negative if it is earlier.
    pub flyttet_dager: i64,
    /// The move of this period.
    pub flyttet_nå: Option<Move>,
}

/// Where a milestone stands at the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MilestoneState {
    /// It is reached.
    Nådd,
    /// Its deadline is still to come.
    Gjenstår,
    /// Its deadline has passed, and it is not reached.
    Forfalt,
    /// It has been given up.
    Avbrutt,
}

/// The milestones of the region, in its order.
pub(super) fn rows(series: Series<'_>) -> Vec<Milestone> {
    series.region.milepæler.iter().flatten().map(|plan| row(series, plan)).collect()
}

fn row(series: Series<'_>, plan: &Milepæl) -> Milestone {
    let id = &plan.id.0;
    let now = series.latest(
        |data| data.milepæler.as_ref()?.get(id),
        |earlier| earlier.nådd.is_some() || earlier.status.is_some_and(Status::is_final),
    );
    let now = now.map(|(_, now)| now);
    // A milestone with a day on which it was reached is finished.
    let reached = now.and_then(|now| now.nådd).map(|_| Status::Fullført);
    let status = now.and_then(|now| now.status).or(reached);
    let moved =
        Moved::new(series, Some(plan.frist), |data| data.milepæler.as_ref()?.get(id)?.ny_frist);
    let deadline = moved.date.unwrap_or(plan.frist);
    Milestone {
        delprosjekt_navn: sub_project_name(series, plan),
        gjeldende_frist: deadline,
        nådd: now.and_then(|now| now.nådd),
        status,
        kommentar: now.and_then(|now| now.kommentar.clone()),
        tilstand: state(status, deadline, series.id()),
        flyttet_dager: moved.days,
        flyttet_nå: moved.now,
        flyttinger: moved.moves,
        plan: plan.clone(),
    }
}

/// The name of the sub-project that a milestone belongs to.
fn sub_project_name(series: Series<'_>, plan: &Milepæl) -> Option<Text> {
    let id = plan.delprosjekt.as_ref()?;
    let projects = series.region.items(PlanList::Delprosjekter);
    projects.into_iter().find(|(other, _)| *other == id).map(|(_, name)| name.clone())
}

/// The state at the end of a period; a deadline on its last day has passed.
fn state(status: Option<Status>, deadline: Date, period: PeriodId) -> MilestoneState {
    match status {
        Some(Status::Fullført) => MilestoneState::Nådd,
        Some(Status::Avbrutt) => MilestoneState::Avbrutt,
        _ if deadline.0 <= period.last_day() => MilestoneState::Forfalt,
        _ => MilestoneState::Gjenstår,
    }
}
