//! A period compared with the periods before it.

use super::PeriodContext;
use crate::fault::{FileFault, PeriodFault};
use crate::finding::Finding;
use crate::standing::Series;

/// The period before exists, if any earlier one of the same length does.
pub(super) fn series_is_unbroken(context: &PeriodContext<'_>) -> Vec<Finding> {
    let before = context.series.previous().map(Series::id);
    let expected = context.id.predecessor();
    if before.is_none_or(|id| !id.is_like(context.id) || id == expected) {
        return Vec::new();
    }
    let fault = FileFault::MissingPeriod { period: expected.to_string() };
    vec![context.period.warning(fault, &[])]
}

/// A risk or a deviation that was open is mentioned again, if only to say that it is closed.
pub(super) fn concerns_do_not_vanish(context: &PeriodContext<'_>) -> Vec<Finding> {
    let Some(before) = context.series.previous().map(Series::data) else {
        return Vec::new();
    };
    let now = &context.period.value;
    let mut vanished = Vec::new();
    for risk in before.risikoer.iter().flatten().filter(|risk| risk.is_open()) {
        if !now.risikoer.iter().flatten().any(|other| other.id == risk.id) {
            vanished.push(("risikoer", &risk.id, &risk.risiko));
        }
    }
    for deviation in before.avvik.iter().flatten().filter(|avvik| avvik.is_open()) {
        if !now.avvik.iter().flatten().any(|other| other.id == deviation.id) {
            vanished.push(("avvik", &deviation.id, &deviation.avvik));
        }
    }
    let mut findings = Vec::new();
    for (field, id, name) in vanished {
        let fault = PeriodFault::Vanished { id: id.0.clone(), name: name.to_string() };
        let place = context.period.document.locate_name(&[], field);
        findings.push(Finding::warning(fault, place));
    }
    findings
}
