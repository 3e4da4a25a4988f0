//! A period compared with the periods before it.

use serde_json::Value as Json;

use super::PeriodContext;
use crate::fault::{FileFault, PeriodFault};
use crate::finding::Finding;
use crate::model::{PeriodId, Periode, Vurderinger};
use crate::standing::Series;
use crate::tree::Step;

/// The period before exists, if any earlier one of the same length does.
pub(super) fn series_is_unbroken(context: &PeriodContext<'_>) -> Vec<Finding> {
    let before = context.series.previous().map(Series::id);
    let expected = context.id.predecessor();
    let is_there = |id: PeriodId| {
        context.siblings.get(context.name).is_some_and(|folder| folder.periods.contains_key(&id))
    };
    if before.is_none_or(|id| !id.is_like(context.id) || id == expected) || is_there(expected) {
        return Vec::new();
    }
    let fault = FileFault::MissingPeriod { period: expected.to_string() };
    vec![context.period.warning(fault, &[])]
}

/// The least characters of a text that nobody writes twice.
const LEAST_TEXT: usize = 40;
/// The least figures that nobody reports twice.
const LEAST_FIGURES: usize = 3;

/// The texts of a period are written for it, and its figures are not all those of the period before.
pub(super) fn period_is_not_the_last_one_again(context: &PeriodContext<'_>) -> Vec<Finding> {
    let Some(before) = context.series.previous() else { return Vec::new() };
    let json = |period: &Periode| serde_json::to_value(period).unwrap_or_default();
    let (then, now) = (json(before.data()), json(&context.period.value));
    let mut texts = vec![vec!["ingress"], vec!["sammendrag"], vec!["neste_periode"]];
    texts.push(vec!["samlet_status", "kommentar"]);
    texts.extend(Vurderinger::NAMES.map(|id| vec!["vurdering", id, "kommentar"]));
    let mut fields: Vec<Vec<&str>> =
        texts.into_iter().filter(|path| is_same_text(at(&then, path), at(&now, path))).collect();
    // Some figures may be as they were, but not all.
    let (old, new) = (figures(&then), figures(&now));
    if old == new && new.iter().flatten().count() >= LEAST_FIGURES {
        let lists = LISTS.into_iter().zip(&new).filter(|(_, figures)| !figures.is_empty());
        fields.extend(lists.map(|(list, _)| vec![list]));
    }
    let Some(first) = fields.first().cloned() else { return Vec::new() };
    let fields = fields.iter().map(|path| path.join(".")).collect();
    let fault = PeriodFault::UnchangedSince { fields, period: before.id().to_string() };
    let path: Vec<Step<'_>> = first.iter().map(|name| Step::Field(name)).collect();
    vec![context.period.warning(fault, &path)]
}

/// The lists whose figures are compared.
const LISTS: [&str; 3] = ["økonomi", "indikatorer", "delprosjekter"];

/// The value at a path of fields.
fn at<'a>(json: &'a Json, path: &[&str]) -> &'a Json {
    path.iter().fold(json, |json, field| &json[*field])
}

/// Whether two values are the same, and a text that nobody writes twice.
fn is_same_text(then: &Json, now: &Json) -> bool {
    let mut length = 0;
    characters(now, &mut length);
    then == now && length >= LEAST_TEXT
}

/// Adds up the characters of the texts in a value.
fn characters(json: &Json, length: &mut usize) {
    match json {
        Json::String(text) => *length += text.chars().count(),
        Json::Array(items) => items.iter().for_each(|item| characters(item, length)),
        Json::Object(fields) => fields.values().for_each(|value| characters(value, length)),
        _ => {}
    }
}

/// The numbers in each of the lists.
fn figures(json: &Json) -> [Vec<&serde_json::Number>; 3] {
    LISTS.map(|list| numbers(&json[list]))
}

/// The numbers in a value.
fn numbers(json: &Json) -> Vec<&serde_json::Number> {
    match json {
        Json::Number(number) => vec![number],
        Json::Array(items) => items.iter().flat_map(numbers).collect(),
        Json::Object(fields) => fields.values().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
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
