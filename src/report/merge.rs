//! Program, region and period as one.

use serde::Serialize;

use crate::model::values::{Date, FileName};
use crate::model::{Overskrifter, PeriodId, Periode, Program, Region, Språk};
use crate::project::Loaded;
use crate::source::Document;

use super::genitive;

/// The version of what templates read; it grows when a key goes or changes its meaning.
pub const CONTRACT: u32 = 1;

/// A report's data, as `/rapport.json` has it. `docs/templates.md` lists the keys.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The version of this contract.
    pub versjon: u32,
    /// The report's name: `byregionprogrammet/rana/2018`.
    pub id: String,
    /// The language of the report.
    pub språk: Språk,
    /// The date of the report: the one given, else the last day of the period.
    pub dato: Date,
    /// The programme.
    pub program: Program,
    /// The region, with its genitive filled in.
    pub region: Region,
    /// The period.
    pub periode: ReportPeriod,
    /// Headings in the report's own words: the period's before the region's before the
    /// programme's, as far as those are in the report's language.
    pub overskrifter: Overskrifter,
    /// Files to attach to the PDF.
    pub vedlegg: Vec<Attachment>,
}

/// A period with its place in the calendar.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPeriod {
    /// The period's name, such as `2026-k3`.
    pub id: PeriodId,
    /// The calendar year.
    pub år: i32,
    /// `år`, `halvår`, `tertial` or `kvartal`.
    pub del: &'static str,
    /// Which of the year's parts it is, from 1.
    pub nummer: u32,
    /// The first day.
    pub fra: Date,
    /// The last day.
    pub til: Date,
    /// What the period's file says.
    #[serde(flatten)]
    pub data: Periode,
}

/// A file to attach to the PDF.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment {
    /// Its path in the project, with a leading slash.
    pub fil: String,
    /// Its name in the PDF.
    pub navn: String,
}

/// Merges the data of a report.
#[must_use]
pub fn merge(loaded: &Loaded) -> Report {
    let mut program = loaded.program.value.clone();
    let mut region = loaded.region.value.clone();
    let mut data = loaded.period.value.clone();
    let id = loaded.id.period;

    if let Some(logo) = program.profil.as_mut().and_then(|p| p.logo.as_mut()) {
        logo.fil = in_project(&loaded.program.document, &logo.fil);
    }
    for picture in data.bilder.iter_mut().flatten() {
        picture.fil = in_project(&loaded.period.document, &picture.fil);
    }
    if region.genitiv.is_none() {
        region.genitiv = genitive(region.navn.as_str()).parse().ok();
    }
    let språk = region.språk.or(program.språk).unwrap_or_default();
    // The programme's own headings are in its language; a report in another has the usual ones.
    let same = språk == program.språk.unwrap_or_default();
    let shared = if same { &program.overskrifter } else { &None };
    Report {
        versjon: CONTRACT,
        id: loaded.id.to_string(),
        språk,
        dato: data.dato.unwrap_or(Date(id.last_day())),
        overskrifter: headings([shared, &region.overskrifter, &data.overskrifter]),
        vedlegg: attachments(loaded),
        periode: ReportPeriod {
            id,
            år: id.year(),
            del: id.part().word(),
            nummer: id.part().number(),
            fra: Date(id.first_day()),
            til: Date(id.last_day()),
            data,
        },
        program,
        region,
    }
}

/// A file's path in the project, with a leading slash, as templates name files.
fn in_project(document: &Document, file: &FileName) -> FileName {
    let folder = document.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = file.0.split('/').filter(|part| !matches!(*part, "" | "."));
    FileName(format!("/{folder}/{}", parts.collect::<Vec<_>>().join("/")))
}

/// The headings of several files; later ones win.
fn headings<const N: usize>(files: [&Option<Overskrifter>; N]) -> Overskrifter {
    let entries = files.into_iter().flatten().flat_map(|headings| headings.0.clone());
    Overskrifter(entries.collect())
}

/// The data files, if the programme wants them in the PDF.
fn attachments(loaded: &Loaded) -> Vec<Attachment> {
    let pdf = loaded.program.value.pdf.as_ref();
    if !pdf.and_then(|p| p.legg_ved_data).unwrap_or_default().0 {
        return Vec::new();
    }
    let files =
        [&loaded.program.document, &loaded.region.document, &loaded.period.document];
    let attachment = |document: &Document| {
        let path = &document.file.path;
        let navn = path.rsplit('/').next().unwrap_or(path).to_owned();
        Attachment { fil: format!("/{path}"), navn }
    };
    files.map(attachment).into()
}
