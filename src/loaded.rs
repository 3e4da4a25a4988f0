//! The data of one report as it was read, with where its regions stand.

use std::sync::Arc;

use crate::digest::Digest;
use crate::model::{Doc, PeriodId, Periode, Program, Region};
use crate::project::ReportId;
use crate::standing::{Series, Standing, standing};
use crate::tree::Document;

/// The data of one report.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The report's name.
    pub id: ReportId,
    /// The programme.
    pub program: Arc<Doc<Program>>,
    /// The region, or all regions of the programme, in the order of their folders.
    pub regions: Vec<LoadedRegion>,
    /// The digests of the files that were read, by their paths below the project's folder.
    pub files: Vec<(Arc<str>, Digest)>,
}

/// The data of one region.
#[derive(Debug, Clone)]
pub struct LoadedRegion {
    /// The name of its folder.
    pub name: String,
    /// The region.
    pub region: Arc<Doc<Region>>,
    /// Its periods up to that of the report, in order.
    pub series: Vec<(PeriodId, Arc<Doc<Periode>>)>,
    /// Where it stands at the end of the report's period; `None` if it lacks that period.
    pub standing: Option<Standing>,
}

impl Loaded {
    /// The region, if the report is on one.
    pub fn only_region(&self) -> Option<&LoadedRegion> {
        match (&self.id.region, self.regions.as_slice()) {
            (Some(_), [region]) => Some(region),
            _ => None,
        }
    }

    /// Every document that was read: the programme's, then each region's with its periods.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let regions = self.regions.iter().flat_map(|region| {
            let periods = region.series.iter().map(|(_, doc)| &doc.document);
            std::iter::once(&region.region.document).chain(periods)
        });
        std::iter::once(&self.program.document).chain(regions)
    }
}

impl LoadedRegion {
    /// A region with its periods up to `period`.
    pub fn new(
        name: String,
        region: Arc<Doc<Region>>,
        series: Vec<(PeriodId, Arc<Doc<Periode>>)>,
        period: PeriodId,
    ) -> Self {
        let mut loaded = Self { name, region, series, standing: None };
        if loaded.series.last().is_some_and(|(last, _)| *last == period) {
            let periods = loaded.periods();
            loaded.standing = Series::new(&loaded.region.value, &periods).map(standing);
        }
        loaded
    }

    /// The report's own period with where the region stands at its end, if the region has it.
    pub fn period(&self) -> Option<(PeriodId, &Doc<Periode>, &Standing)> {
        let standing = self.standing.as_ref()?;
        self.series.last().map(|(id, doc)| (*id, doc.as_ref(), standing))
    }

    /// The data of the series, in order.
    pub fn periods(&self) -> Vec<(PeriodId, &Periode)> {
        self.series.iter().map(|(id, doc)| (*id, &doc.value)).collect()
    }
}
