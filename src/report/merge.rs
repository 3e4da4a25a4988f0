//! Program, regions and periods as one.

use super::{
    Attachment, Body, CONTRACT, Kind, PROGRAM_TEMPLATE, ProgramReport, RegionReport,
    Report,
};
use crate::model::values::{Date, FileName, SectionName, Språk};
use crate::model::{Overskrifter, Program};
use crate::project::{Loaded, LoadedRegion};
use crate::source::Document;

/// Merges the data of a report; none, if its region does not have the period. A report without
/// a date of its own gets the one that is given, else the last day of its period.
#[must_use]
pub fn merge(loaded: &Loaded, date: Option<Date>) -> Option<Report> {
    let program = program(loaded);
    let period = loaded.id.period;
    let usual = program.språk.clone().unwrap_or_default();
    let body = match (&loaded.id.region, loaded.regions.as_slice()) {
        (Some(_), [region]) => Body::Region(Box::new(RegionReport::new(region)?)),
        _ => Body::Program(Box::new(ProgramReport::new(period, &loaded.regions))),
    };
    let språk = language(loaded);
    let own = match &body {
        Body::Region(report) => {
            [&report.region.overskrifter, &report.periode.data.overskrifter]
        }
        Body::Program(_) => [&None, &None],
    };
    // The programme's own headings are in its language; a report in another has the usual ones.
    let shared = if språk == usual { &program.overskrifter } else { &None };
    Some(Report {
        versjon: CONTRACT,
        id: loaded.id.to_string(),
        språk,
        dato: body.date().or(date).unwrap_or(Date(period.last_day())),
        overskrifter: headings([shared, own[0], own[1]]),
        seksjoner: sections(&program, &body),
        vedlegg: attachments(loaded),
        program,
        body,
    })
}

/// The language of a report: the region's, else the programme's.
fn language(loaded: &Loaded) -> Språk {
    let own = match (&loaded.id.region, loaded.regions.as_slice()) {
        (Some(_), [region]) => region.region.value.språk.clone(),
        _ => None,
    };
    own.or_else(|| loaded.program.value.språk.clone()).unwrap_or_default()
}

/// What kind of report it is, without merging it; none, if its region does not have the period.
#[must_use]
pub fn kind(loaded: &Loaded) -> Option<Kind> {
    let template = match (&loaded.id.region, loaded.regions.as_slice()) {
        (Some(_), [region]) => region.period()?.1.value.kind.template(),
        _ => PROGRAM_TEMPLATE,
    };
    let språk = language(loaded).as_str().to_owned();
    Some(Kind { template, språk, regions: loaded.regions.len() })
}

/// The pictures that a report's data names, each by its path in the project with a leading
/// slash.
#[must_use]
pub fn pictures(loaded: &Loaded) -> Vec<String> {
    let program = &loaded.program;
    let logo = program.value.profil.as_ref().and_then(|profile| profile.logo.as_ref());
    let logo = logo.map(|logo| (&program.document, &logo.fil)).into_iter();
    let periods = loaded.regions.iter().filter_map(LoadedRegion::period);
    let of_periods = periods.flat_map(|(_, doc)| {
        let pictures = doc.value.bilder.iter().flatten();
        pictures.map(|picture| (&doc.document, &picture.fil))
    });
    logo.chain(of_periods).map(|(document, file)| in_project(document, file).0).collect()
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
