//! The merging of programme, regions and periods into one report.

use chrono::NaiveDate;

use super::amounts::unit_of_amounts;
use super::region::with_links;
use super::{
    Attachment, Body, CONTRACT, Limits, PROGRAM_TEMPLATE, ProgramReport, RegionReport, Report,
    ReportVariant,
};
use crate::loaded::{Loaded, LoadedRegion};
use crate::model::values::{Date, FileName, SectionName, Språk, Url};
use crate::model::{Doc, Overskrifter, Periode, Program, Programperiode, Region};
use crate::tree::Document;

/// Merges the data of a report; none, if its region does not have the period. A report without
/// a date of its own gets the one that is given, else the last day of its period.
pub fn merge(loaded: &Loaded, date: Option<Date>, utkast: bool) -> Option<Report> {
    let program = program(loaded);
    let period = loaded.id.period;
    let body = match loaded.only_region() {
        Some(region) => Body::Region(Box::new(RegionReport::new(region)?)),
        None => Body::Program(Box::new(ProgramReport::new(period, &loaded.regions))),
    };
    let språk = language(loaded);
    let mut overskrifter = Overskrifter::default();
    // The programme's own headings are in its language; a report in another has the usual ones.
    if språk == program.språk.clone().unwrap_or_default() {
        overskrifter.extend(program.overskrifter.as_ref());
    }
    if let Body::Region(report) = &body {
        overskrifter.extend(report.region.overskrifter.as_ref());
        overskrifter.extend(report.periode.data.overskrifter.as_ref());
    }
    Some(Report {
        versjon: CONTRACT,
        id: loaded.id.to_string(),
        språk,
        utkast,
        dato: body.date().or(date).unwrap_or(Date(period.last_day())),
        tid_prosent: elapsed(program.periode, period.last_day()),
        beløp_i: program.beløp_i.unwrap_or_else(|| unit_of_amounts(&loaded.regions)),
        overskrifter,
        seksjoner: sections(&program, &body),
        grenser: Limits::ALL,
        vedlegg: attachments(loaded),
        program,
        body,
    })
}

/// The share of the programme's time that is gone at the end of a day, in per cent.
#[expect(clippy::cast_precision_loss, reason = "days of a programme are few")]
fn elapsed(time: Programperiode, day: NaiveDate) -> f64 {
    let (gone, whole) = time.days_at(day);
    (1000.0 * gone as f64 / whole as f64).round().clamp(0.0, 1000.0) / 10.0
}

/// The language of a report: the region's, else the programme's.
fn language(loaded: &Loaded) -> Språk {
    let own = loaded.only_region().and_then(|region| region.region.value.språk.clone());
    own.or_else(|| loaded.program.value.språk.clone()).unwrap_or_default()
}

/// The report's variant, without merging it; none, if its region does not have the period.
pub fn variant(loaded: &Loaded) -> Option<ReportVariant> {
    let template = match loaded.only_region() {
        Some(region) => region.period()?.1.value.kind.template(),
        None => PROGRAM_TEMPLATE,
    };
    let språk = language(loaded).as_str().to_owned();
    let program = &loaded.program.value;
    let named = match loaded.only_region() {
        Some(region) => region_sections(program, &region.region.value),
        None => program_sections(program),
    };
    let seksjoner = named.into_iter().flatten().map(|name| name.0.clone()).collect();
    Some(ReportVariant { template, språk, regions: loaded.regions.len(), seksjoner })
}

/// The pictures that a report's data names, each by its path in the project with a leading
/// slash.
pub fn pictures(loaded: &Loaded) -> Vec<String> {
    let mut pictures = Vec::new();
    let program = &loaded.program;
    if let Some(logo) = program.value.profil.as_ref().and_then(|profile| profile.logo.as_ref()) {
        pictures.push(in_project(&program.document, &logo.fil).0);
    }
    let periods = loaded.regions.iter().filter_map(LoadedRegion::period);
    pictures.extend(periods.flat_map(|(_, period, _)| pictures_of(period)));
    pictures
}

/// The paths of a period's pictures.
fn pictures_of(period: &Doc<Periode>) -> impl Iterator<Item = String> {
    let pictures = period.value.bilder.iter().flatten();
    pictures.map(|picture| in_project(&period.document, &picture.fil).0)
}

/// The sections after the front, in their order, if the data names them.
fn sections(program: &Program, body: &Body) -> Option<Vec<SectionName>> {
    match body {
        Body::Region(report) => region_sections(program, &report.region),
        Body::Program(_) => program_sections(program),
    }
    .cloned()
}

/// The sections of a region's reports: the region's, else the programme's.
fn region_sections<'a>(program: &'a Program, region: &'a Region) -> Option<&'a Vec<SectionName>> {
    region.rapport.as_ref().or(program.rapport.as_ref())?.seksjoner.as_ref()
}

/// The sections of a programme's own report.
fn program_sections(program: &Program) -> Option<&Vec<SectionName>> {
    program.programrapport.as_ref()?.seksjoner.as_ref()
}

/// The programme, its logo with a path from the project's folder, its contacts with their links.
fn program(loaded: &Loaded) -> Program {
    let mut program = loaded.program.value.clone();
    program.kontakt = with_links(program.kontakt);
    let told = program.tilgjengelighet.as_mut();
    if let Some(address) = told.and_then(|told| told.erklæring.as_mut()) {
        *address = Url(address.uri());
    }
    if let Some(logo) = program.profil.as_mut().and_then(|profile| profile.logo.as_mut()) {
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

/// The data files, if the programme wants them in the PDF: the programme's, the region's and
/// those of its series; and the pictures that they name.
fn attachments(loaded: &Loaded) -> Vec<Attachment> {
    let pdf = loaded.program.value.pdf.as_ref();
    if !pdf.and_then(|pdf| pdf.legg_ved_data).unwrap_or_default().0 {
        return Vec::new();
    }
    let mut files = vec![attachment(None, &loaded.program.document.file.path, YAML)];
    for region in &loaded.regions {
        // The files of several regions have the same names.
        let prefix = loaded.id.region.is_none().then_some(region.name.as_str());
        let periods = region.series.iter().map(|(_, doc)| &doc.document);
        let documents = std::iter::once(&region.region.document).chain(periods);
        files.extend(documents.map(|document| attachment(prefix, &document.file.path, YAML)));
    }
    let mut pictures = pictures(loaded);
    let earlier = loaded.regions.iter().flat_map(|region| &region.series);
    pictures.extend(earlier.flat_map(|(_, doc)| pictures_of(doc)));
    pictures.sort();
    pictures.dedup();
    files.extend(pictures.iter().map(|path| attachment(None, path, picture_type(path))));
    files
}

/// The media type of data.
const YAML: &str = "application/yaml";

/// The media type of a picture, by its name.
fn picture_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "image/jpeg",
    }
}

/// A file to attach by its path, with a prefix before its name if it needs one.
fn attachment(prefix: Option<&str>, path: &str, media_type: &'static str) -> Attachment {
    let path = path.trim_start_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    let navn = prefix.map_or(name.to_owned(), |prefix| format!("{prefix}-{name}"));
    Attachment { fil: format!("/{path}"), media_type, navn }
}
