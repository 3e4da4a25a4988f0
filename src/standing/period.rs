//! A period with its place in the calendar.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::PeriodId;
use crate::model::values::Date;

/// A period with its place in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Period {
    /// The period's name, such as `2026-k3`.
    #[schemars(with = "String")]
    pub id: PeriodId,
    /// The calendar year.
    pub år: i32,
    /// `år`, `halvår`, `tertial` or `kvartal`.
    pub del: &'static str,
    /// Which of the year's parts it is, from 1.
    pub nummer: u32,
    /// The first day.
    pub fra: Date,
    /// The last day.
    pub til: Date,
}

impl From<PeriodId> for Period {
    fn from(id: PeriodId) -> Self {
        Self {
            id,
            år: id.year(),
            del: id.part().word(),
            nummer: id.part().number(),
            fra: Date(id.first_day()),
            til: Date(id.last_day()),
        }
    }
}
