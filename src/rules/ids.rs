//! Ids that tie periods to their region.

use super::{Context, Told};
use crate::diagnostics::{Code, Finding, Note, Place, closest};
use crate::model::values::Id;
use crate::model::{Doc, Periode, Region, Vurderinger};
use crate::source::Step::{Field, Item};
use crate::source::{Node, Value};

/// Within a list of the region's file, every id is there once.
pub(super) fn plan_ids_are_unique(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let region = &doc.value;
    let mut findings = Vec::new();
    let projects = region.delprosjekter.iter().flatten().map(|it| &it.id);
    findings.extend(repeated(doc, "delprosjekter", projects));
    let milestones = region.milepæler.iter().flatten().map(|it| &it.id);
    findings.extend(repeated(doc, "milepæler", milestones));
    let indicators = region.indikatorer.iter().flatten().map(|it| &it.id);
    findings.extend(repeated(doc, "indikatorer", indicators));
    let posts = region.budsjett.iter().flatten().map(|it| &it.id);
    findings.extend(repeated(doc, "budsjett", posts));
    findings
}

/// What a deviation concerns is told apart by id, so no id is the name of an assessment.
pub(super) fn plan_ids_are_no_assessments(
    doc: &Doc<Region>,
    _: Context<'_>,
) -> Vec<Finding> {
    let lists = ["delprosjekter", "milepæler", "indikatorer", "budsjett"];
    let fields = lists.iter().filter_map(|list| doc.document.root.field(list));
    let items = fields.flat_map(|field| match &field.value.value {
        Value::List(items) => items.as_slice(),
        _ => &[],
    });
    items
        .filter_map(|item| match &item.field("id")?.value {
            Node { value: Value::Scalar(id), span } => Some((id.text.clone(), span)),
            _ => None,
        })
        .filter(|(id, _)| Vurderinger::NAMES.contains(&id.as_str()))
        .map(|(id, span)| {
            Finding::error(Code::ReservedId { id }, doc.document.place(span.clone()))
        })
        .collect()
}

/// Within a period, every risk and every deviation has an id of its own.
pub(super) fn concern_ids_are_unique(doc: &Doc<Periode>, _: Context<'_>) -> Vec<Finding> {
    let risks = doc.value.risikoer.iter().flatten().map(|it| &it.id);
    let mut findings = repeated(doc, "risikoer", risks);
    let deviations = doc.value.avvik.iter().flatten().map(|it| &it.id);
    findings.extend(repeated(doc, "avvik", deviations));
    findings
}

/// Every id of a list that stood in it before, with the place of the first.
fn repeated<'a, T>(
    doc: &Doc<T>,
    list: &str,
    ids: impl Iterator<Item = &'a Id>,
) -> Vec<Finding> {
    let ids: Vec<&Id> = ids.collect();
    let path = |at| [Field(list), Item(at), Field("id")];
    let pairs = ids.iter().enumerate().filter_map(|(at, id)| {
        let first = ids.iter().position(|other| other == id)?;
        (first < at).then_some((at, first))
    });
    pairs
        .map(|(at, first)| {
            let code = Code::DuplicateId { id: ids[at].0.clone() };
            doc.error(code, &path(at))
                .related_to(Note::First, doc.document.locate(&path(first)))
        })
        .collect()
}

/// A milestone's sub-project is one of the region's.
pub(super) fn milestones_belong_to_sub_projects(
    doc: &Doc<Region>,
    _: Context<'_>,
) -> Vec<Finding> {
    let known: Vec<&Id> =
        doc.value.delprosjekter.iter().flatten().map(|project| &project.id).collect();
    let milestones = doc.value.milepæler.iter().flatten().enumerate();
    milestones
        .filter_map(|(at, milestone)| {
            let id = milestone.delprosjekt.as_ref()?;
            let path = [Field("milepæler"), Item(at), Field("delprosjekt")];
            unknown(&doc.value, &id.0, &known, doc.document.locate(&path))
        })
        .collect()
}

/// The ids of a period are those of its region.
pub(super) fn ids_are_known(told: &Told<'_>) -> Vec<Finding> {
    let (period, region) = (&told.period.value, &told.region.value);
    let mut findings = Vec::new();
    let projects = region.delprosjekter.iter().flatten().map(|it| &it.id);
    findings.extend(unknown_keys(told, "delprosjekter", "delprosjekter", projects));
    let milestones = region.milepæler.iter().flatten().map(|it| &it.id);
    findings.extend(unknown_keys(told, "milepæler", "milepæler", milestones));
    let indicators = region.indikatorer.iter().flatten().map(|it| &it.id);
    findings.extend(unknown_keys(told, "indikatorer", "indikatorer", indicators));
    let posts = region.budsjett.iter().flatten().map(|it| &it.id);
    findings.extend(unknown_keys(told, "økonomi", "budsjett", posts));

    let areas = Vurderinger::NAMES.map(|name| Id(name.to_owned()));
    let known: Vec<&Id> = region.named().map(|(id, _)| id).chain(&areas).collect();
    for (at, deviation) in period.avvik.iter().flatten().enumerate() {
        for (i, id) in deviation.gjelder.iter().enumerate() {
            let path = [Field("avvik"), Item(at), Field("gjelder"), Item(i)];
            let place = told.period.document.locate(&path);
            findings.extend(unknown(region, &id.0, &known, place));
        }
    }
    findings
}

/// The keys of a field of the period that are not among the ids of a list of the region.
fn unknown_keys<'a>(
    told: &Told<'_>,
    field: &str,
    list: &str,
    known: impl Iterator<Item = &'a Id>,
) -> Vec<Finding> {
    let known: Vec<&Id> = known.collect();
    let document = &told.period.document;
    let entries = document.root.field(field).into_iter().flat_map(|f| f.value.fields());
    entries
        .filter_map(|entry| {
            let place = document.place(entry.key_span.clone());
            let finding = unknown(&told.region.value, &entry.key, &known, place)?;
            let defined = told.region.document.locate_name(&[], list);
            Some(match known.as_slice() {
                [] => finding,
                _ => finding.related_to(Note::Defined, defined),
            })
        })
        .collect()
}

/// The finding for an id that is not known, with the nearest of those that are, or the id of the
/// item that has it for a name.
fn unknown(region: &Region, id: &str, known: &[&Id], place: Place) -> Option<Finding> {
    if known.iter().any(|other| other.0 == id) {
        return None;
    }
    let allowed: Vec<String> = known.iter().map(|id| id.0.clone()).collect();
    let named = || region.named().filter(|(id, _)| known.contains(id));
    let of_name = || {
        let near = closest(id, named().map(|(_, name)| name.as_str()))?;
        named().find(|(_, name)| name.as_str() == near).map(|(id, _)| id.0.clone())
    };
    let suggestion = closest(id, allowed.iter().map(String::as_str)).or_else(of_name);
    let code = Code::UnknownId { id: id.to_owned(), suggestion, allowed };
    Some(Finding::error(code, place))
}
