//! Ids that tie periods to their region.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Assets, PeriodContext};
use crate::fault::{PeriodFault, PlanFault};
use crate::finding::{Finding, Note, Place};
use crate::model::values::{Id, Text};
use crate::model::{Doc, Periode, PlanList, Planned, Region, Vurderinger};
use crate::standing::keep_present;
use crate::suggest::{closest, listed};
use crate::tree::Step::{Field, Item};
use crate::tree::{Node, Value};

/// Within a list of the region's file, every id is there once.
pub(super) fn plan_ids_are_unique(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    PlanList::ALL
        .into_iter()
        .flat_map(|list| repeated(doc, list.field(), &ids(&doc.value, list)))
        .collect()
}

/// Deviations name an item of the plan or an assessment, so no id is the name of an assessment.
pub(super) fn plan_ids_are_no_assessments(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let fields = PlanList::ALL.iter().filter_map(|list| doc.document.root.field(list.field()));
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
            Finding::error(PlanFault::ReservedId { id }, doc.document.place(span.clone()))
        })
        .collect()
}

/// Within a period, every risk and every deviation has an id of its own.
pub(super) fn concern_ids_are_unique(doc: &Doc<Periode>, _: Assets<'_>) -> Vec<Finding> {
    let risks: Vec<&Id> = doc.value.risikoer.iter().flatten().map(|risk| &risk.id).collect();
    let deviations: Vec<&Id> =
        doc.value.avvik.iter().flatten().map(|deviation| &deviation.id).collect();
    let mut findings = repeated(doc, "risikoer", &risks);
    findings.extend(repeated(doc, "avvik", &deviations));
    findings
}

/// The findings for ids that stand in a list a second time, with the place of the first.
fn repeated<T>(doc: &Doc<T>, list: &str, ids: &[&Id]) -> Vec<Finding> {
    let path = |index| [Field(list), Item(index), Field("id")];
    let mut findings = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, id) in ids.iter().enumerate() {
        let first = *seen.entry(&id.0).or_insert(index);
        if first < index {
            let fault = PlanFault::DuplicateId { id: id.0.clone() };
            let first = doc.document.locate(&path(first));
            findings.push(doc.error(fault, &path(index)).related_to(Note::First, first));
        }
    }
    findings
}

/// A milestone's sub-project is one of the region's.
pub(super) fn milestones_belong_to_sub_projects(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let mut known = KnownIds::new(&doc.value, ids(&doc.value, PlanList::Delprosjekter)).in_plan();
    let milestones = doc.value.milepæler.iter().flatten().enumerate();
    milestones
        .filter_map(|(index, milestone)| {
            let id = milestone.delprosjekt.as_ref()?;
            let list = PlanList::Milepæler.field();
            let path = [Field(list), Item(index), Field("delprosjekt")];
            known.check(&id.0, || doc.document.locate(&path))
        })
        .collect()
}

/// No two sub-projects, posts or indicators of one unit have the same name. Milestones may: a meeting is
/// held again.
pub(super) fn names_are_told_apart(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let Region { delprosjekter, indikatorer, budsjett, .. } = &doc.value;
    let projects = delprosjekter.iter().flatten().map(|project| (&project.navn, None));
    let indicators = indikatorer.iter().flatten();
    let indicators = indicators.map(|indicator| (&indicator.navn, indicator.enhet.as_ref()));
    let posts = budsjett.iter().flatten().map(|post| (&post.navn, None));
    let repeated = [
        ("delprosjekter", names_again(projects)),
        ("indikatorer", names_again(indicators)),
        ("budsjett", names_again(posts)),
    ];
    let mut findings = Vec::new();
    for (list, names) in repeated {
        for (i, name) in names {
            let fault = PlanFault::SameItemName { name };
            findings.push(doc.warning(fault, &[Field(list), Item(i), Field("navn")]));
        }
    }
    findings
}

/// The items whose name and unit an earlier one has: the number of each, and its name.
fn names_again<'a>(
    names: impl Iterator<Item = (&'a Text, Option<&'a Text>)>,
) -> Vec<(usize, String)> {
    let mut seen = HashSet::new();
    let again = names.enumerate().filter(|(_, name)| !seen.insert(*name));
    again.map(|(i, (name, _))| (i, name.to_string())).collect()
}

/// No risk and no deviation of a period reads like another of the same file.
pub(super) fn concerns_are_told_apart(doc: &Doc<Periode>, _: Assets<'_>) -> Vec<Finding> {
    let Periode { risikoer, avvik, .. } = &doc.value;
    let risks = names_again(risikoer.iter().flatten().map(|item| (&item.risiko, None)));
    let deviations = names_again(avvik.iter().flatten().map(|item| (&item.avvik, None)));
    let mut findings = Vec::new();
    for (list, field, names) in [("risikoer", "risiko", risks), ("avvik", "avvik", deviations)] {
        for (i, name) in names {
            let fault = PlanFault::SameItemName { name };
            findings.push(doc.warning(fault, &[Field(list), Item(i), Field(field)]));
        }
    }
    findings
}

/// The key indicator is one of the region's indicators.
pub(super) fn key_indicator_is_known(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let Some(id) = &doc.value.nøkkelindikator else { return Vec::new() };
    let mut known = KnownIds::new(&doc.value, ids(&doc.value, PlanList::Indikatorer)).in_plan();
    let finding = known.check(&id.0, || doc.document.locate(&[Field("nøkkelindikator")]));
    finding.into_iter().collect()
}

/// A region does not report for periods before its first or after its last.
pub(super) fn region_has_not_ended(context: &PeriodContext<'_>) -> Vec<Finding> {
    let region = &context.region.value;
    let is_before = region.fra.is_some_and(|first| context.id.last_day() < first.0.first_day());
    let (limit, field) = if is_before { (region.fra, "fra") } else { (region.til, "til") };
    let limit = limit.filter(|_| !region.is_in(context.id));
    let finding = limit.map(|limit| {
        let fault = PeriodFault::RegionEnded { limit: limit.0.to_string(), is_before };
        let place = context.period.document.locate(&[Field("type")]);
        let said = context.region.document.locate(&[Field(field)]);
        Finding::warning(fault, place).related_to(Note::Defined, said)
    });
    finding.into_iter().collect()
}

/// What a period reports on is in the plan then.
pub(super) fn reports_are_on_what_is_there(context: &PeriodContext<'_>) -> Vec<Finding> {
    let region = &context.region.value;
    let mut there = Cow::Borrowed(region);
    keep_present(&mut there, context.id);
    let mut findings = Vec::new();
    for list in PlanList::ALL {
        let field = list.period_field();
        let written = context.period.document.root.field(field);
        for entry in written.into_iter().flat_map(|written| written.value.fields()) {
            let has = |region: &Region| region.items(list).iter().any(|(id, _)| id.0 == entry.key);
            if has(region) && !has(&there) {
                let fault = PeriodFault::NotPlanned { id: entry.key.clone() };
                let place = context.period.document.place(entry.key_span.clone());
                findings.push(Finding::warning(fault, place));
            }
        }
    }
    findings
}

/// The ids of a period are those of its region.
pub(super) fn ids_are_known(context: &PeriodContext<'_>) -> Vec<Finding> {
    let region = &context.region.value;
    let mut findings: Vec<Finding> =
        PlanList::ALL.into_iter().flat_map(|list| unknown_keys(context, list)).collect();
    let areas = Vurderinger::NAMES.map(|name| Id(name.to_owned()));
    let known = region.named().map(|(id, _)| id).chain(&areas).collect();
    let mut known = KnownIds::new(region, known);
    let period = &context.period.value;
    let deviations = period.avvik.iter().flatten().enumerate();
    let deviations = deviations.map(|(index, item)| ("avvik", index, &item.gjelder));
    let corrections = period.rettelser.iter().flatten().enumerate();
    let corrections = corrections.map(|(index, item)| ("rettelser", index, &item.gjelder));
    for (list, index, ids) in deviations.chain(corrections) {
        for (i, id) in ids.iter().enumerate() {
            let path = [Field(list), Item(index), Field("gjelder"), Item(i)];
            findings.extend(known.check(&id.0, || context.period.document.locate(&path)));
        }
    }
    findings
}

/// The findings for ids that the period reports on and a list of the region's plan does not have.
fn unknown_keys(context: &PeriodContext<'_>, list: PlanList) -> Vec<Finding> {
    let known = ids(&context.region.value, list);
    let is_empty = known.is_empty();
    let mut known = KnownIds::new(&context.region.value, known);
    let document = &context.period.document;
    let written = document.root.field(list.period_field());
    let entries = written.into_iter().flat_map(|written| written.value.fields());
    entries
        .filter_map(|entry| {
            let finding = known.check(&entry.key, || document.place(entry.key_span.clone()))?;
            if is_empty {
                return Some(finding);
            }
            let defined = context.region.document.locate_name(&[], list.field());
            Some(finding.related_to(Note::Defined, defined))
        })
        .collect()
}

/// The ids of a list of the plan.
fn ids(region: &Region, list: PlanList) -> Vec<&Id> {
    region.items(list).into_iter().map(|(id, _)| id).collect()
}

/// For how many ids that are not known the nearest of those that are is searched.
const MAX_SUGGESTED: usize = 100;

/// The ids that may be used in a place.
struct KnownIds<'a> {
    region: &'a Region,
    ids: HashSet<&'a str>,
    in_order: Vec<&'a Id>,
    /// How many ids were not known.
    unknown: usize,
    /// Whether the ids are used in the file that has them.
    in_plan: bool,
}

impl<'a> KnownIds<'a> {
    fn new(region: &'a Region, ids: Vec<&'a Id>) -> Self {
        Self {
            region,
            ids: ids.iter().map(|id| id.0.as_str()).collect(),
            in_order: ids,
            unknown: 0,
            in_plan: false,
        }
    }

    /// The same for ids that are used in the file that has them.
    fn in_plan(self) -> Self {
        Self { in_plan: true, ..self }
    }

    /// The finding for an id that is not known, with the nearest of those that are, or the id of the
    /// item that has it for a name.
    fn check(&mut self, id: &str, place: impl FnOnce() -> Place) -> Option<Finding> {
        if self.ids.contains(id) {
            return None;
        }
        self.unknown += 1;
        let in_plan = self.in_plan;
        let names = || self.in_order.iter().map(|id| id.0.as_str());
        let suggestion = (self.unknown <= MAX_SUGGESTED)
            .then(|| closest(id, names()).or_else(|| self.id_of_name(id)))
            .flatten();
        let fault = PlanFault::UnknownId {
            id: id.to_owned(),
            suggestion,
            allowed: listed(names()),
            in_plan,
        };
        Some(Finding::error(fault, place()))
    }

    /// The known id of the item whose name is nearest to a text.
    fn id_of_name(&self, text: &str) -> Option<String> {
        let items = self.region.named().filter(|(id, _)| self.ids.contains(id.0.as_str()));
        let items: Vec<(&Id, &str)> = items.map(|(id, name)| (id, name.as_str())).collect();
        let nearest = closest(text, items.iter().map(|(_, name)| *name))?;
        items.iter().find(|(_, name)| *name == nearest).map(|(id, _)| id.0.clone())
    }
}
