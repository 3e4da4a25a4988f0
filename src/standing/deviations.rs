//! The deviations: their subjects and their age.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Period, Series};
use crate::model::values::{Id, Text};
use crate::model::{Avvik, Periode, Region};

/// A deviation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Deviation {
    /// What the period's file says: `id`, `gjelder`, `avvik`, `årsak`, `konsekvens`,
    /// `tiltak`, `frist`, `ansvarlig`, `status`.
    #[serde(flatten)]
    pub data: Avvik,
    /// What `gjelder` means, with names.
    pub angår: Vec<Concerned>,
    /// Whether it still calls for attention.
    pub åpen: bool,
    /// Whether its deadline has passed at the end of the period, and it is open.
    pub forfalt: bool,
    /// The first period of the series that tells of it.
    pub meldt: Period,
    /// Whether the period before did not have it; false if there is no period before.
    pub ny: bool,
}

/// What a deviation concerns.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Concerned {
    /// The id, or `framdrift`, `økonomi`, `kvalitet`, `risiko`.
    pub id: Id,
    /// Its name; none for the four assessments, which templates have words for.
    pub navn: Option<Text>,
}

/// The deviations of the period: open ones first, else in the order of the file.
pub(super) fn rows(series: Series<'_>) -> Vec<Deviation> {
    let mut rows: Vec<Deviation> =
        series.data().avvik.iter().flatten().map(|data| row(series, data)).collect();
    rows.sort_by_key(|deviation| !deviation.åpen);
    rows
}

fn row(series: Series<'_>, data: &Avvik) -> Deviation {
    let first = series.periods().iter().find(|(_, period)| reports(period, &data.id));
    let åpen = data.is_open();
    let is_late = data.frist.is_some_and(|deadline| deadline.0 <= series.id().last_day());
    Deviation {
        angår: distinct(&data.gjelder).map(|id| concerned(series.named, id)).collect(),
        åpen,
        forfalt: åpen && is_late,
        meldt: first.map_or(series.id(), |(id, _)| *id).into(),
        ny: series.previous().is_some_and(|before| !reports(before.data(), &data.id)),
        data: data.clone(),
    }
}

/// Whether a period reports a deviation with an id.
fn reports(period: &Periode, id: &Id) -> bool {
    period.avvik.iter().flatten().any(|deviation| deviation.id == *id)
}

/// Ids, each once.
fn distinct(ids: &[Id]) -> impl Iterator<Item = &Id> {
    ids.iter().enumerate().filter(|(i, id)| !ids[..*i].contains(id)).map(|(_, id)| id)
}

/// The item of the plan or the assessment that an id stands for.
fn concerned(region: &Region, id: &Id) -> Concerned {
    let navn = region.named().find(|(other, _)| *other == id).map(|(_, navn)| navn.clone());
    Concerned { id: id.clone(), navn }
}
