//! How reports are put together: their sections and margins.

use super::Context;
use crate::diagnostics::{Code, Finding, closest};
use crate::model::{Doc, Program, Rapport, Region, Seksjon};
use crate::source::Step::{Field, Item};

/// Margins in mm that leave room for header and footer, and for the text between them.
const MARGIN: (f64, f64) = (15.0, 40.0);

/// Margins are neither too narrow nor too wide.
pub(super) fn margins_leave_room(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    let Some(margins) = doc.value.profil.as_ref().and_then(|it| it.marger.as_ref())
    else {
        return Vec::new();
    };
    let (least, most) = MARGIN;
    let beyond = |(field, margin): (&'static str, Option<f64>)| {
        let value = margin.filter(|mm| !(least..=most).contains(mm))?;
        let code = Code::Margin { value, least, most };
        Some(doc.error(code, &[Field("profil"), Field("marger"), Field(field)]))
    };
    let all = [("sider", margins.sider), ("topp", margins.topp), ("bunn", margins.bunn)];
    all.into_iter().filter_map(|(field, mm)| beyond((field, mm.map(|mm| mm.0)))).collect()
}

/// The sections of a programme's reports exist, each once.
pub(super) fn program_sections_are_known(
    doc: &Doc<Program>,
    context: Context<'_>,
) -> Vec<Finding> {
    sections(doc, doc.value.rapport.as_ref(), context)
}

/// So do those of a region's.
pub(super) fn region_sections_are_known(
    doc: &Doc<Region>,
    context: Context<'_>,
) -> Vec<Finding> {
    sections(doc, doc.value.rapport.as_ref(), context)
}

fn sections<T>(
    doc: &Doc<T>,
    rapport: Option<&Rapport>,
    context: Context<'_>,
) -> Vec<Finding> {
    let names = rapport.and_then(|it| it.seksjoner.as_deref()).unwrap_or_default();
    let own = context.sections.iter().map(String::as_str);
    let known: Vec<&str> = Seksjon::ALL.into_iter().chain(own).collect();
    let fault = |(i, name): (usize, &crate::model::values::SectionName)| {
        let path = [Field("rapport"), Field("seksjoner"), Item(i)];
        let name = name.0.clone();
        if names[..i].iter().any(|before| before.0 == name) {
            return Some(doc.error(Code::SectionTwice { name }, &path));
        }
        let suggestion = closest(&name, known.iter().copied());
        let unknown = !known.contains(&name.as_str());
        unknown.then(|| doc.error(Code::UnknownSection { name, suggestion }, &path))
    };
    names.iter().enumerate().filter_map(fault).collect()
}
