//! What a status report still has to say.

use super::Told;
use crate::diagnostics::{Code, Finding};
use crate::model::Periodetype;
use crate::source::Step::{self, Field};

/// A status report has an overall status, the status of every sub-project that is not settled,
/// a value or a comment for every indicator, accounts and forecast for every post, and no
/// field that was left empty.
pub(super) fn nothing_is_left_open(told: &Told<'_>) -> Vec<Finding> {
    if told.period.value.kind != Periodetype::Statusrapport {
        return Vec::new();
    }
    let mut findings = empty_fields(told);
    let standing = &told.standing;
    // Where an id is not known, it may be the one that is missing.
    let unsure = |field: &str| {
        let written = told.period.document.root.field(field);
        let mut ids = written.into_iter().flat_map(|written| written.value.fields());
        ids.any(|entry| !told.region.value.named().any(|(id, _)| id.0 == entry.key))
    };
    if standing.samlet_status.is_none()
        && told.period.document.root.field("samlet_status").is_none()
    {
        findings.push(finding(told, None, &["samlet_status"], &[]));
    }
    for row in standing
        .delprosjekter
        .iter()
        .filter(|row| row.status.is_none() && !unsure("delprosjekter"))
    {
        findings.push(item(
            told,
            "delprosjekter",
            &row.plan.id.0,
            row.plan.navn.as_str(),
            &["status"],
        ));
    }
    for row in &standing.indikatorer {
        if row.verdi.is_none() && row.kommentar.is_none() && !unsure("indikatorer") {
            findings.push(item(
                told,
                "indikatorer",
                &row.plan.id.0,
                row.plan.navn.as_str(),
                &["verdi"],
            ));
        }
    }
    for post in standing.økonomi.iter().flat_map(|economy| &economy.poster) {
        let figures =
            [("regnskap", post.tall.regnskap), ("prognose", post.tall.prognose)];
        let missing: Vec<&str> = figures
            .iter()
            .filter(|(_, sum)| sum.is_none())
            .map(|(name, _)| *name)
            .collect();
        if !missing.is_empty() && !unsure("økonomi") {
            findings.push(item(
                told,
                "økonomi",
                &post.id.0,
                post.navn.as_str(),
                &missing,
            ));
        }
    }
    findings
}

/// Fields of the file that have a name and no value, and those of the assessments.
fn empty_fields(told: &Told<'_>) -> Vec<Finding> {
    let document = &told.period.document;
    let assessments = document.root.field("vurdering");
    let inner = assessments.into_iter().flat_map(|field| field.value.fields());
    let empty = document.root.fields().iter().chain(inner).filter(|e| e.value.is_null());
    empty
        .map(|entry| {
            let code = Code::NotFilled { name: None, fields: vec![entry.key.clone()] };
            Finding::warning(code, document.place(entry.key_span.clone()))
        })
        .collect()
}

/// What is missing of an item; shown at the item, else at its field.
fn item(told: &Told<'_>, field: &str, id: &str, name: &str, missing: &[&str]) -> Finding {
    finding(told, Some(name), missing, &[Field(field), Field(id)])
}

fn finding(
    told: &Told<'_>,
    name: Option<&str>,
    missing: &[&str],
    path: &[Step<'_>],
) -> Finding {
    let fields = missing.iter().map(|field| (*field).to_owned()).collect();
    let code = Code::NotFilled { name: name.map(str::to_owned), fields };
    let document = &told.period.document;
    let place = match path {
        // An item that is not there is missing in its list.
        [Field(field), _] if document.node(path).is_none() => {
            document.locate_name(&[], field)
        }
        [above @ .., Field(last)] => document.locate_name(above, last),
        _ => document.locate(path),
    };
    Finding::warning(code, place)
}
