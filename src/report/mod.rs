//! The merged report: what templates read.

mod amounts;
mod genitive;
mod limits;
mod merge;
mod program;
mod region;
mod schema;

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::values::{Date, SectionName, Språk};
use crate::model::{Beløpsenhet, Overskrifter, Program};

pub use genitive::genitive;
pub use limits::{Limits, RiskLimits};
pub use merge::{merge, pictures, variant};
pub use program::{ProgramReport, ProgramSum, RegionEntry};
pub use region::{RegionReport, ReportPeriod};
pub use schema::schema;

/// The version of what templates read; it grows when a key goes or changes its meaning.
pub const CONTRACT: u32 = 1;

/// What has changed in what templates read, in Markdown, the newest version first.
pub const CONTRACT_CHANGES: &str = include_str!("contract.md");

/// The name of the template for a programme's report.
pub const PROGRAM_TEMPLATE: &str = "programrapport";

/// A report's data, as `/rapport.json` has it. `docs/report.md` lists the keys.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this contract.
    pub versjon: u32,
    /// The report's name: `byregionprogrammet/rana/2018`.
    pub id: String,
    /// The language of the report.
    pub språk: Språk,
    /// Whether it is a draft, and says so on every page.
    pub utkast: bool,
    /// The date of the report: the one given, else that of `SOURCE_DATE_EPOCH`, if that is set,
    /// else the last day of the period.
    pub dato: Date,
    /// How much of the programme's time is gone at the end of the period, in per cent with one
    /// decimal, 0 to 100.
    pub tid_prosent: f64,
    /// The unit in which tables and charts write amounts: the programme's own choice, else one that
    /// follows from the budgets alone, so that it is the same in all reports of a region.
    pub beløp_i: Beløpsenhet,
    /// The programme.
    pub program: Program,
    /// Headings in the report's own words: the period's before the region's before the
    /// programme's, as far as those are in the report's language.
    pub overskrifter: Overskrifter,
    /// The sections after the front, in order: the region's, else the programme's.
    pub seksjoner: Option<Vec<SectionName>>,
    /// Limits and colours that templates draw by and the rules check by.
    pub grenser: Limits,
    /// Files to attach to the PDF.
    pub vedlegg: Vec<Attachment>,
    /// The region's part, or that of all regions.
    #[serde(flatten)]
    pub body: Body,
}

/// The properties of a report that decide how it is rendered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportVariant {
    /// The template that is made for it.
    pub template: &'static str,
    /// Its language.
    pub språk: String,
    /// The number of its regions.
    pub regions: usize,
    /// The sections that it names.
    pub seksjoner: Vec<String>,
}

/// What a report is about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Body {
    /// One region in one period.
    Region(Box<RegionReport>),
    /// All regions of a programme in one period.
    Program(Box<ProgramReport>),
}

impl Report {
    /// The paths of the pictures that go into it as they are, below the project's folder.
    pub fn originals(&self) -> HashSet<String> {
        let Body::Region(report) = &self.body else { return HashSet::new() };
        let pictures = report.periode.data.bilder.iter().flatten();
        let wanted = pictures.filter(|picture| picture.original.is_some_and(|it| it.0));
        wanted.map(|picture| picture.fil.0.trim_start_matches('/').to_owned()).collect()
    }

    /// Whether its date stands in its data.
    pub fn is_dated(&self) -> bool {
        self.body.date().is_some()
    }
}

impl Body {
    /// The date that stands in its data.
    fn date(&self) -> Option<Date> {
        match self {
            Self::Region(report) => report.periode.data.dato,
            Self::Program(_) => None,
        }
    }

    /// The name of the template that is made for it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Region(report) => report.periode.data.kind.template(),
            Self::Program(_) => PROGRAM_TEMPLATE,
        }
    }
}

/// A file to attach to the PDF.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Attachment {
    /// Its path in the project, with a leading slash; in the PDF its name without that.
    pub fil: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// What readers see of its name.
    pub navn: String,
}
