//! The overall status and the four assessments.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Series, Trend};
use crate::model::values::RichText;
use crate::model::{Status, Vurdering, Vurderinger};

/// A status of the whole, with the one before.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assessment {
    /// `samlet_status`, or what is assessed: `framdrift`, `økonomi`, `kvalitet`, `risiko`.
    pub id: &'static str,
    /// The status.
    pub status: Status,
    /// Why.
    pub kommentar: Option<RichText>,
    /// The status in the period before.
    pub forrige: Option<Status>,
    /// What the change means; none without a period before.
    pub retning: Option<Trend>,
}

impl Assessment {
    fn new(id: &'static str, now: &Vurdering, before: Option<&Vurdering>) -> Self {
        let forrige = before.map(|before| before.status);
        Self {
            id,
            status: now.status,
            kommentar: now.kommentar.clone(),
            forrige,
            retning: forrige.map(|before| Trend::of_status(before, now.status)),
        }
    }
}

/// The overall status.
pub(super) fn overall(series: Series<'_>) -> Option<Assessment> {
    let before = series.previous().and_then(|before| before.data().samlet_status.as_ref());
    let now = series.data().samlet_status.as_ref()?;
    Some(Assessment::new("samlet_status", now, before))
}

/// The assessments of the period, in their order.
pub(super) fn rows(series: Series<'_>) -> Vec<Assessment> {
    let now = assessments(Some(series));
    let before = assessments(series.previous());
    let pairs = now.all().into_iter().zip(before.all());
    pairs.filter_map(|((id, now), (_, before))| Some(Assessment::new(id, now?, before))).collect()
}

/// The assessments of a series' last period; none of them without a series.
fn assessments(series: Option<Series<'_>>) -> Vurderinger {
    series.and_then(|series| series.data().vurdering.clone()).unwrap_or_default()
}
