//! Dates that were moved.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Period, Series};
use crate::model::Periode;
use crate::model::values::Date;

/// A date that was moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Move {
    /// The period in which it was moved.
    pub periode: Period,
    /// The date before.
    pub fra: Date,
    /// The date after.
    pub til: Date,
    /// By how many days; negative if it is earlier.
    pub dager: i64,
}

/// A planned date with its moves.
pub(super) struct Moved {
    /// The date that holds now: the last new one, else the planned one.
    pub(super) date: Option<Date>,
    /// The moves, the first one first.
    pub(super) moves: Vec<Move>,
    /// How many days it has been moved in all; negative if it is earlier.
    pub(super) days: i64,
    /// The move of the series' last period.
    pub(super) now: Option<Move>,
}

impl Moved {
    /// A planned date with the moves that `new` finds in the periods of a series. A date that was not
    /// planned is not moved when it is told first.
    pub(super) fn new(
        series: Series<'_>,
        planned: Option<Date>,
        new: impl Fn(&Periode) -> Option<Date>,
    ) -> Self {
        let changes = series.changes(planned, new);
        let date = changes.last().map_or(planned, |(.., til)| Some(*til));
        let moves = changes.into_iter().filter_map(|(periode, fra, til)| {
            fra.map(|fra| Move { periode, fra, til, dager: days(fra, til) })
        });
        let moves: Vec<Move> = moves.collect();
        let now = moves.last().filter(|last| last.periode.id == series.id()).cloned();
        let all = planned.zip(date).map_or(0, |(planned, date)| days(planned, date));
        Self { date, moves, days: all, now }
    }
}

/// The days from a date to another.
fn days(from: Date, to: Date) -> i64 {
    (to.0 - from.0).num_days()
}
