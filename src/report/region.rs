//! A region's part of a report.

use schemars::JsonSchema;
use serde::Serialize;

use super::genitive;
use super::merge::in_project;
use crate::loaded::LoadedRegion;
use crate::model::{Doc, Periode, Region};
use crate::standing::{Facts, Period, Standing};

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
        Some(Self {
            region: region(&loaded.region.value),
            tall: Facts::of(&loaded.region.value),
            periode: ReportPeriod { period: id.into(), data: period_data(doc) },
            stilling: standing.clone(),
        })
    }
}

/// The region, with its genitive filled in.
pub(super) fn region(region: &Region) -> Region {
    let mut region = region.clone();
    if region.genitiv.is_none() {
        region.genitiv = genitive(region.navn.as_str()).parse().ok();
    }
    region
}

/// The period's data, its pictures with paths from the project's folder.
fn period_data(doc: &Doc<Periode>) -> Periode {
    let mut data = doc.value.clone();
    for picture in data.bilder.iter_mut().flatten() {
        picture.fil = in_project(&doc.document, &picture.fil);
    }
    data
}
