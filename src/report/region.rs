//! A region's part of a report.

use schemars::JsonSchema;
use serde::Serialize;

use super::genitive;
use super::merge::in_project;
use crate::loaded::LoadedRegion;
use crate::model::values::Url;
use crate::model::{Doc, Kontakt, Periode, Region, ShortOrFull};
use crate::standing::{Facts, Period, Standing, region_at};

/// A region's report for a period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RegionReport {
    /// The region, with its genitive filled in.
    pub region: Region,
    /// The region in figures.
    pub tall: Facts,
    /// The period.
    pub periode: ReportPeriod,
    /// Where the region stands at its end.
    pub stilling: Standing,
}

/// A period with its place in the calendar.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportPeriod {
    /// The period's name and days.
    #[serde(flatten)]
    pub period: Period,
    /// What the period's file says.
    #[serde(flatten)]
    pub data: Periode,
}

impl RegionReport {
    /// The report of a region on the last period that is loaded of it.
    pub(super) fn new(loaded: &LoadedRegion) -> Option<Self> {
        let (id, doc, standing) = loaded.period()?;
        let now = region_at(&loaded.region.value, &loaded.periods());
        Some(Self {
            region: region(&now),
            tall: Facts::of(&now),
            periode: ReportPeriod { period: id.into(), data: period_data(doc) },
            stilling: standing.clone(),
        })
    }
}

/// The region, with its genitive filled in, and with addresses as links have them.
pub(super) fn region(region: &Region) -> Region {
    let mut region = region.clone();
    region.kontakt = with_links(region.kontakt);
    for ShortOrFull(document) in region.dokumenter.iter_mut().flatten() {
        document.url = document.url.as_ref().map(|url| Url(url.uri()));
    }
    if region.genitiv.is_none() {
        region.genitiv = genitive(region.navn.as_str()).parse().ok();
    }
    region
}

/// Contacts with their links.
pub(super) fn with_links(contacts: Vec<Kontakt>) -> Vec<Kontakt> {
    contacts.into_iter().map(Kontakt::with_links).collect()
}

/// The period's data, its pictures with paths from the project's folder, without sections that are still to
/// be filled in.
fn period_data(doc: &Doc<Periode>) -> Periode {
    let mut data = doc.value.clone();
    if let Some(sections) = &mut data.seksjoner {
        sections.retain(|section| section.innhold.is_some());
    }
    for picture in data.bilder.iter_mut().flatten() {
        picture.fil = in_project(&doc.document, &picture.fil);
    }
    data
}
