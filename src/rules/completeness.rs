//! Values that a status report must have.

use super::PeriodContext;
use crate::fault::PeriodFault;
use crate::finding::{Finding, Place};
use crate::model::PlanList::{Budsjett, Delprosjekter, Indikatorer};
use crate::model::values::{Id, Text};
use crate::model::{EgenSeksjon, Periodetype, PlanList};
use crate::tree::Step::{Field, Item};
use crate::tree::{Node, Value};

/// A status report has an overall status, the status of every sub-project that is not settled, a
/// value or a comment for every indicator, accounts and forecast for every post, and no field that
/// was left empty.
pub(super) fn required_values(context: &PeriodContext<'_>) -> Vec<Finding> {
    if context.period.value.kind != Periodetype::Statusrapport {
        return Vec::new();
    }
    let (standing, document) = (&context.standing, &context.period.document);
    let mut findings = empty_fields(context);
    if standing.samlet_status.is_none() && document.root.field("samlet_status").is_none() {
        findings.push(not_filled(None, &["samlet_status"], document.locate(&[]), false));
    }
    if !has_unknown_ids(context, Delprosjekter) {
        let asked = standing.delprosjekter.iter().filter(|row| row.status.is_none() && !row.kommer);
        for row in asked {
            let (id, name) = (&row.plan.id, &row.plan.navn);
            findings.push(missing(context, Delprosjekter, id, name, &["status"]));
        }
    }
    if !has_unknown_ids(context, Indikatorer) {
        for row in &standing.indikatorer {
            if row.verdi.is_none() && row.kommentar.is_none() {
                let (id, name) = (&row.plan.id, &row.plan.navn);
                findings.push(missing(context, Indikatorer, id, name, &["verdi"]));
            }
        }
    }
    if !has_unknown_ids(context, Budsjett) {
        for post in context.standing.poster() {
            let sums = [("regnskap", post.tall.regnskap), ("prognose", post.tall.prognose)];
            let unknown: Vec<&str> =
                sums.into_iter().filter(|(_, sum)| sum.is_none()).map(|(name, _)| name).collect();
            if !unknown.is_empty() {
                findings.push(missing(context, Budsjett, &post.id, &post.navn, &unknown));
            }
        }
    }
    findings
}

/// The finding for a file that ends within a line, and has nothing of a whole list of the plan, as if the rest
/// of it were lost. All else that is missing may follow from that.
pub(super) fn ends_early(context: &PeriodContext<'_>) -> Option<Finding> {
    let (region, document) = (&context.region.value, &context.period.document);
    let text = &document.file.text;
    let is_status = context.period.value.kind == Periodetype::Statusrapport;
    let lacks = |list: &PlanList| {
        !region.items(*list).is_empty() && document.root.field(list.period_field()).is_none()
    };
    let lists = [Delprosjekter, Indikatorer, Budsjett].into_iter().filter(lacks);
    let fields: Vec<String> = lists.map(|list| list.period_field().to_owned()).collect();
    if !is_status || text.ends_with('\n') || fields.is_empty() {
        return None;
    }
    let last = text.lines().next_back()?.trim_start();
    let fault = PeriodFault::EndsEarly { last: last.to_owned(), fields };
    Some(Finding::warning(fault, document.place(text.len() - last.len()..text.len())))
}

/// Every section of the period's own has its content.
pub(super) fn sections_have_content(context: &PeriodContext<'_>) -> Vec<Finding> {
    let sections = context.period.value.seksjoner.iter().flatten().enumerate();
    let empty = sections.filter(|(_, section)| section.innhold.is_none());
    let finding = |(index, section): (usize, &EgenSeksjon)| {
        let place = context.period.document.locate(&[Field("seksjoner"), Item(index)]);
        not_filled(Some(&section.tittel), &["innhold"], place, true)
    };
    empty.map(finding).collect()
}

/// Whether the period reports on ids that the plan does not have: one of them may stand for an item
/// that seems to be missing.
pub(super) fn has_unknown_ids(context: &PeriodContext<'_>, list: PlanList) -> bool {
    let written = context.period.document.root.field(list.period_field());
    let mut entries = written.into_iter().flat_map(|written| written.value.fields());
    entries.any(|entry| !context.region.value.named().any(|(id, _)| id.0 == entry.key))
}

/// The findings for outermost fields and assessments that have a name and no value.
fn empty_fields(context: &PeriodContext<'_>) -> Vec<Finding> {
    let document = &context.period.document;
    let assessments = document.root.field("vurdering");
    let inner = assessments.into_iter().flat_map(|field| field.value.fields());
    let entries = document.root.fields().iter().chain(inner);
    entries
        .filter(|entry| is_empty(&entry.value))
        .map(|entry| {
            let place = document.place(entry.key_span.clone());
            let may_go = !MUST_BE_THERE.contains(&entry.key.as_str());
            not_filled(None, &[&entry.key], place, may_go)
        })
        .collect()
}

/// The finding for fields that the report on an item lacks: at its id, else at its list.
fn missing(
    context: &PeriodContext<'_>,
    list: PlanList,
    id: &Id,
    name: &Text,
    fields: &[&str],
) -> Finding {
    let document = &context.period.document;
    let field = list.period_field();
    let place = match document.node(&[Field(field), Field(&id.0)]) {
        Some(_) => document.locate_name(&[Field(field)], &id.0),
        None => document.locate_name(&[], field),
    };
    not_filled(Some(name), fields, place, false)
}

/// The outermost fields that a status report is asked for when they are left out.
const MUST_BE_THERE: [&str; 1] = ["samlet_status"];

/// Whether a value is not written; of a word that means nothing to YAML another rule tells.
fn is_empty(value: &Node) -> bool {
    matches!(&value.value, Value::Scalar(scalar) if value.is_null() && scalar.text.is_empty())
}

fn not_filled(name: Option<&Text>, fields: &[&str], place: Place, may_go: bool) -> Finding {
    let name = name.map(|name| name.as_str().to_owned());
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    Finding::warning(PeriodFault::NotFilled { name, fields, may_go }, place)
}
