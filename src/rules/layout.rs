//! The layout of reports: their sections and margins.

use super::Assets;
use crate::fault::ProfileFault;
use crate::finding::Finding;
use crate::model::values::SectionName;
use crate::model::{Doc, Program, Programrapport, Rapport, Seksjon};
use crate::suggest::closest;
use crate::tree::Step::{Field, Item};

/// The least and the greatest margin, in mm: room for header and footer, and for the text
/// between them.
const LEAST_MARGIN: f64 = 15.0;
const GREATEST_MARGIN: f64 = 40.0;

/// Margins are neither too narrow nor too wide.
pub(super) fn margins_leave_room(doc: &Doc<Program>, _: Assets<'_>) -> Vec<Finding> {
    let Some(margins) = doc.value.profil.as_ref().and_then(|profil| profil.marger.as_ref()) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (field, margin) in
        [("sider", margins.sider), ("topp", margins.topp), ("bunn", margins.bunn)]
    {
        let (least, most) = (LEAST_MARGIN, GREATEST_MARGIN);
        if let Some(value) = margin.map(|mm| mm.0)
            && !(least..=most).contains(&value)
        {
            let fault = ProfileFault::Margin { value, least, most };
            let path = [Field("profil"), Field("marger"), Field(field)];
            findings.push(doc.error(fault, &path));
        }
    }
    findings
}

/// The sections of the reports of a programme's regions, or of a region, exist, each once.
pub(super) fn sections_are_known<T>(
    doc: &Doc<T>,
    rapport: Option<&Rapport>,
    assets: Assets<'_>,
) -> Vec<Finding> {
    let names = rapport.and_then(|rapport| rapport.seksjoner.as_deref());
    unknown_sections(doc, "rapport", names, Seksjon::ALL, assets)
}

/// The sections of a programme's own report exist, each once.
pub(super) fn program_sections_are_known(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    let names = doc.value.programrapport.as_ref().and_then(|rapport| rapport.seksjoner.as_deref());
    unknown_sections(doc, "programrapport", names, &Programrapport::SECTIONS, assets)
}

/// The findings for sections that are neither built in nor the project's own, or there twice.
fn unknown_sections<T>(
    doc: &Doc<T>,
    field: &str,
    names: Option<&[SectionName]>,
    built_in: &[&str],
    assets: Assets<'_>,
) -> Vec<Finding> {
    let names = names.unwrap_or_default();
    let own = assets.sections.iter().map(String::as_str);
    let known: Vec<&str> = built_in.iter().copied().chain(own).collect();
    let mut findings = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let is_repeated = names[..i].iter().any(|before| before.0 == name.0);
        let name = name.0.clone();
        let fault = if is_repeated {
            ProfileFault::SectionTwice { name }
        } else if known.contains(&name.as_str()) {
            continue;
        } else {
            let suggestion = closest(&name, known.iter().copied());
            let is_same = |own: &&String| own.to_lowercase() == name.to_lowercase();
            let file = assets.sections.iter().find(is_same).cloned();
            ProfileFault::UnknownSection { name, suggestion, file }
        };
        let path = [Field(field), Field("seksjoner"), Item(i)];
        findings.push(doc.error(fault, &path));
    }
    findings
}
