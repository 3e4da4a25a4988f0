//! Where a region stands at the end of a period: the period's reports beside the region's plan, the
//! figures that follow, and the changes since the period before.
//!
//! Formulas and their sources are in `docs/figures.md`.

mod assessments;
mod changes;
mod counts;
mod deviations;
mod economy;
mod facts;
mod indicators;
mod milestones;
mod moves;
mod period;
mod region_at;
mod risks;
mod rounding;
mod series;
mod sub_projects;
mod trend;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::values::{Date, Id, Text};

pub use assessments::Assessment;
pub use changes::{Change, ChangeValue, Field, Subject, changes};
pub use counts::Counts;
pub(crate) use counts::by_status;
pub use deviations::{Concerned, Deviation};
pub use economy::{AmountChange, Economy, Funding, Money, MoneyPoint, Post};
pub use facts::{Facts, area, population};
pub(crate) use facts::{density, total_area, total_population};
pub use indicators::{Indicator, Measured, TargetChange};
pub use milestones::{Milestone, MilestoneState};
pub use moves::Move;
pub use period::Period;
pub(crate) use region_at::replaced;
pub use region_at::{keep_present, region_at, region_named};
pub use risks::{Level, Risk};
pub(crate) use rounding::rounded;
pub use series::Series;
pub use sub_projects::SubProject;
pub use trend::Trend;

/// Where a region stands at the end of a period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Standing {
    /// The period before in the series, if there is one.
    pub forrige: Option<Period>,
    /// The day on which the report of the period before was corrected last, if it was.
    pub forrige_rettet: Option<Date>,
    /// The overall status.
    pub samlet_status: Option<Assessment>,
    /// Progress, finances, quality and risk, as far as they are assessed, in this order.
    pub vurdering: Vec<Assessment>,
    /// The sub-projects, in the order of the region's file; likewise below.
    pub delprosjekter: Vec<SubProject>,
    /// The milestones.
    pub milepæler: Vec<Milestone>,
    /// The indicators.
    pub indikatorer: Vec<Indicator>,
    /// The id of the indicator on the first page: the region's own choice, else the first.
    pub nøkkelindikator: Option<Id>,
    /// Budget, accounts, forecast and funding; none without a budget and funding.
    pub økonomi: Option<Economy>,
    /// The risks: open ones by score, the highest first, then those that are closed.
    pub risikoer: Vec<Risk>,
    /// The deviations: open ones first.
    pub avvik: Vec<Deviation>,
    /// How many there are of each.
    pub antall: Counts,
    /// The name of the region, to tell when it is another.
    #[serde(skip)]
    navn: Text,
    /// The names of the municipalities, to tell who has joined or left.
    #[serde(skip)]
    kommuner: Vec<Text>,
    /// The ids of what was corrected in the period.
    #[serde(skip)]
    rettede: Vec<Id>,
    /// What has changed since the period before.
    pub endringer: Vec<Change>,
}

impl Standing {
    /// The posts of the budget with their accounts and forecasts.
    pub(crate) fn poster(&self) -> impl Iterator<Item = &Post> {
        self.økonomi.iter().flat_map(|economy| &economy.poster)
    }

    /// The sources of funding.
    pub(crate) fn finansiering(&self) -> impl Iterator<Item = &Funding> {
        self.økonomi.iter().flat_map(|economy| &economy.finansiering)
    }
}

/// Where a region stands at the end of the last period of a series.
pub fn standing(series: Series<'_>) -> Standing {
    let mut now = state(series);
    if let Some(before) = series.previous() {
        now.endringer = changes(&state(before), &now);
    }
    now
}

/// The standing without the changes.
fn state(series: Series<'_>) -> Standing {
    let named = region_named(series.whole, series.periods());
    let mut region = Cow::Borrowed(&*named);
    keep_present(&mut region, series.id());
    let series = series.with(&named, &region);
    let delprosjekter = sub_projects::rows(series);
    let milepæler = milestones::rows(series);
    let risikoer = risks::rows(series);
    let avvik = deviations::rows(series);
    let corrections = series.data().rettelser.iter().flatten();
    Standing {
        forrige: series.previous().map(|before| Period::from(before.id())),
        forrige_rettet: series.previous().and_then(|before| before.data().corrected()),
        samlet_status: assessments::overall(series),
        vurdering: assessments::rows(series),
        antall: Counts::of(&delprosjekter, &milepæler, &risikoer, &avvik),
        delprosjekter,
        milepæler,
        nøkkelindikator: indicators::key_indicator(series.region),
        indikatorer: indicators::rows(series),
        økonomi: economy::economy(series),
        risikoer,
        avvik,
        navn: series.region.navn.clone(),
        rettede: corrections.flat_map(|correction| correction.gjelder.clone()).collect(),
        kommuner: series.region.kommuner().map(|kommune| kommune.navn.clone()).collect(),
        endringer: Vec::new(),
    }
}
