//! A region's plan: sub-projects, milestones, indicators, money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Date, Decimal, Id, Kroner, PeriodName, Text};
use super::{Kommune, PeriodId, Region, ShortOrFull};

/// The lists of a region's plan whose items have ids that periods refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanList {
    /// The sub-projects.
    Delprosjekter,
    /// The milestones.
    Milepæler,
    /// The indicators.
    Indikatorer,
    /// The posts of the budget.
    Budsjett,
    /// The sources of funding, as far as they have ids.
    Finansiering,
}

impl PlanList {
    /// All lists, in the order of the region's file.
    pub const ALL: [Self; 5] = [
        Self::Delprosjekter,
        Self::Milepæler,
        Self::Indikatorer,
        Self::Budsjett,
        Self::Finansiering,
    ];

    /// The name of the list in the region's file.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Delprosjekter => "delprosjekter",
            Self::Milepæler => "milepæler",
            Self::Indikatorer => "indikatorer",
            Self::Budsjett => "budsjett",
            Self::Finansiering => "finansiering",
        }
    }

    /// The name of the field in a period's file that holds what is reported of the items.
    pub const fn period_field(self) -> &'static str {
        match self {
            Self::Budsjett => "økonomi",
            other => other.field(),
        }
    }
}

/// Something of the plan that may come later than the plan, or leave it.
pub trait Planned {
    /// The first and the last period in which it is there, where the file says so.
    fn times(&self) -> [Option<PeriodName>; 2];

    /// Whether it is there in a period.
    fn is_in(&self, period: PeriodId) -> bool {
        let [first, last] = self.times();
        first.is_none_or(|first| first.0.first_day() <= period.last_day())
            && last.is_none_or(|last| period.first_day() <= last.0.last_day())
    }
}

/// Et delprosjekt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "delprosjekt")]
pub struct Delprosjekt {
    /// Id-en som periodene viser til.
    pub id: Id,
    /// Navnet på delprosjektet.
    pub navn: Text,
    /// Hvem som har ansvaret.
    pub ansvarlig: Option<Text>,
    /// Første dag.
    pub start: Option<Date>,
    /// Siste dag.
    pub slutt: Option<Date>,
    /// Den første perioden dette er med i, hvis det kom til senere.
    pub fra: Option<PeriodName>,
    /// Den siste perioden dette er med i, hvis det er tatt ut.
    pub til: Option<PeriodName>,
}

/// En milepæl.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "milepael")]
pub struct Milepæl {
    /// Id-en som periodene viser til.
    pub id: Id,
    /// Hva som skal være nådd.
    pub navn: Text,
    /// Fristen.
    pub frist: Date,
    /// Id-en til delprosjektet som milepælen hører til.
    pub delprosjekt: Option<Id>,
    /// Den første perioden dette er med i, hvis det kom til senere.
    pub fra: Option<PeriodName>,
    /// Den siste perioden dette er med i, hvis det er tatt ut.
    pub til: Option<PeriodName>,
}

/// En indikator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "indikator")]
pub struct Indikator {
    /// Id-en som periodene viser til.
    pub id: Id,
    /// Hva som måles.
    pub navn: Text,
    /// Enheten, for eksempel antall eller prosent.
    pub enhet: Option<Text>,
    /// Verdien da programmet startet.
    pub utgangsverdi: Option<Decimal>,
    /// Verdien som skal nås.
    pub måltall: Option<Decimal>,
    /// Om verdien skal opp eller ned.
    pub retning: Option<Retning>,
    /// Hvor tallene kommer fra.
    pub kilde: Option<Text>,
    /// Den første perioden dette er med i, hvis det kom til senere.
    pub fra: Option<PeriodName>,
    /// Den siste perioden dette er med i, hvis det er tatt ut.
    pub til: Option<PeriodName>,
}

/// Which way an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "retning")]
pub enum Retning {
    /// Verdien skal opp.
    Opp,
    /// Verdien skal ned.
    Ned,
}

/// En post i budsjettet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "budsjettpost")]
pub struct Budsjettpost {
    /// Id-en som periodene viser til.
    pub id: Id,
    /// Navnet på posten.
    pub navn: Text,
    /// Beløpet i kroner.
    pub beløp: Kroner,
    /// Den første perioden dette er med i, hvis det kom til senere.
    pub fra: Option<PeriodName>,
    /// Den siste perioden dette er med i, hvis det er tatt ut.
    pub til: Option<PeriodName>,
}

/// En kilde til finansiering.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "finansiering")]
pub struct Finansiering {
    /// Id-en som periodene viser til; trengs bare når noe ved kilden endrer seg.
    pub id: Option<Id>,
    /// Hvem pengene kommer fra, for eksempel tilskudd eller egeninnsats.
    pub navn: Text,
    /// Beløpet i kroner.
    pub beløp: Kroner,
    /// Den første perioden dette er med i, hvis det kom til senere.
    pub fra: Option<PeriodName>,
    /// Den siste perioden dette er med i, hvis det er tatt ut.
    pub til: Option<PeriodName>,
}

impl<T: Planned> Planned for ShortOrFull<T> {
    fn times(&self) -> [Option<PeriodName>; 2] {
        self.0.times()
    }
}

/// Items whose file says when they come and when they leave.
macro_rules! items_with_times {
    ($($item:ty),*) => { $(
        impl Planned for $item {
            fn times(&self) -> [Option<PeriodName>; 2] {
                [self.fra, self.til]
            }
        }
    )* };
}

items_with_times!(Region, Delprosjekt, Milepæl, Indikator, Budsjettpost, Finansiering, Kommune);
