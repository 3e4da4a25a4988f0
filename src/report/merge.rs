//! Program, regions and periods as one.

use super::{Attachment, Body, CONTRACT, ProgramReport, RegionReport, Report};
use crate::model::values::{Date, FileName, SectionName};
use crate::model::{Overskrifter, Program};
use crate::project::Loaded;
use crate::source::Document;

/// Merges the data of a report; none, if its region does not have the period.
#[must_use]
pub fn merge(loaded: &Loaded) -> Option<Report> {
    let program = program(loaded);
    let period = loaded.id.period;
    let usual = program.språk.clone().unwrap_or_default();
    let body = match (&loaded.id.region, loaded.regions.as_slice()) {
        (Some(_), [region]) => Body::Region(Box::new(RegionReport::new(region)?)),
        _ => Body::Program(Box::new(ProgramReport::new(period, &loaded.regions))),
    };
    let (språk, own) = match &body {
        Body::Region(report) => (
            report.region.språk.clone().unwrap_or_else(|| usual.clone()),
            [&report.region.overskrifter, &report.periode.data.overskrifter],
        ),
        Body::Program(_) => (usual.clone(), [&None, &None]),
    };
    // The programme's own headings are in its language; a report in another has the usual ones.
    let shared = if språk == usual { &program.overskrifter } else { &None };
    let given = match &body {
        Body::Region(report) => report.periode.data.dato,
        Body::Program(_) => None,
    };
    Some(Report {
        versjon: CONTRACT,
        id: loaded.id.to_string(),
        språk,
        dato: given.unwrap_or(Date(period.last_day())),
        overskrifter: headings([shared, own[0], own[1]]),
        seksjoner: sections(&program, &body),
        vedlegg: attachments(loaded),
        program,
        body,
    })
}

/// The sections that the region wants, else those that the programme wants.
fn sections(program: &Program, body: &Body) -> Option<Vec<SectionName>> {
    let Body::Region(report) = body else { return None };
    let rapport = report.region.rapport.as_ref().or(program.rapport.as_ref())?;
    rapport.seksjoner.clone()
}

/// The programme, its logo with a path from the project's folder.
fn program(loaded: &Loaded) -> Program {
    let mut program = loaded.program.value.clone();
    if let Some(logo) = program.profil.as_mut().and_then(|p| p.logo.as_mut()) {
        logo.fil = in_project(&loaded.program.document, &logo.fil);
    }
    program
}

/// A file's path in the project, with a leading slash, as templates name files.
pub(super) fn in_project(document: &Document, file: &FileName) -> FileName {
    let folder = document.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = file.0.split('/').filter(|part| !matches!(*part, "" | "."));
    FileName(format!("/{folder}/{}", parts.collect::<Vec<_>>().join("/")))
}

/// The headings of several files; later ones win.
fn headings<const N: usize>(files: [&Option<Overskrifter>; N]) -> Overskrifter {
    let entries = files.into_iter().flatten().flat_map(|headings| headings.0.clone());
    Overskrifter(entries.collect())
}

/// The data files, if the programme wants them in the PDF: the programme's, the region's and
/// those of its series.
fn attachments(loaded: &Loaded) -> Vec<Attachment> {
    let pdf = loaded.program.value.pdf.as_ref();
    if !pdf.and_then(|p| p.legg_ved_data).unwrap_or_default().0 {
        return Vec::new();
    }
    let mut documents = vec![(None, &loaded.program.document)];
    for region in &loaded.regions {
        // The files of several regions have the same names.
        let prefix = loaded.id.region.is_none().then_some(region.name.as_str());
        documents.push((prefix, &region.region.document));
        documents.extend(region.series.iter().map(|(_, doc)| (prefix, &doc.document)));
    }
    let attachment = |(prefix, document): (Option<&str>, &Document)| {
        let path = &document.file.path;
        let name = path.rsplit('/').next().unwrap_or(path);
        let navn = prefix.map_or(name.to_owned(), |prefix| format!("{prefix}-{name}"));
        Attachment { fil: format!("/{path}"), navn }
    };
    documents.into_iter().map(attachment).collect()
}
