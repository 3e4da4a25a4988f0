//! One period after another.

use super::Told;
use crate::diagnostics::{Code, Finding};
use crate::standing::Series;

/// The period before is there, if any earlier one of the same length is.
pub(super) fn series_is_unbroken(told: &Told<'_>) -> Vec<Finding> {
    let before = told.series.before().map(Series::id);
    let expected = told.id.predecessor();
    let broken = before.is_some_and(|id| id.is_like(told.id) && id != expected);
    let code = Code::MissingPeriod { period: expected.to_string() };
    broken.then(|| told.period.warning(code, &[])).into_iter().collect()
}

/// A risk or a deviation that was open is mentioned again, if only to say that it is closed.
pub(super) fn concerns_do_not_vanish(told: &Told<'_>) -> Vec<Finding> {
    let Some(before) = told.series.before().map(Series::now) else {
        return Vec::new();
    };
    let now = &told.period.value;
    let risks = before.risikoer.iter().flatten().filter(|risk| {
        risk.is_open() && !now.risikoer.iter().flatten().any(|it| it.id == risk.id)
    });
    let deviations = before.avvik.iter().flatten().filter(|deviation| {
        deviation.is_open() && !now.avvik.iter().flatten().any(|it| it.id == deviation.id)
    });
    let risks = risks.map(|it| ("risikoer", &it.id, &it.risiko));
    let deviations = deviations.map(|it| ("avvik", &it.id, &it.avvik));
    risks
        .chain(deviations)
        .map(|(field, id, name)| {
            let code = Code::Vanished { id: id.0.clone(), name: name.to_string() };
            Finding::warning(code, told.period.document.locate_name(&[], field))
        })
        .collect()
}
