//! A period's reports on the items of the region's plan: sub-projects, milestones, indicators, money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Status;
use super::short::HasShort;
use super::values::{Date, Decimal, Kroner, Percent, RichText};

/// Hvordan det går med et delprosjekt.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "delprosjektstatus")]
pub struct Delprosjektstatus {
    /// Statusen.
    pub status: Option<Status>,
    /// Hvor mye som er gjort, i hele prosent.
    pub framdrift: Option<Percent>,
    /// Hva leseren bør vite.
    pub kommentar: Option<RichText>,
}

impl HasShort for Delprosjektstatus {
    type Short = Status;

    fn from_short(status: Status) -> Self {
        Self { status: Some(status), ..Self::default() }
    }
}

/// Hvordan det går med en milepæl.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "milepaelstatus")]
pub struct Milepælstatus {
    /// Statusen.
    pub status: Option<Status>,
    /// Dagen milepælen ble nådd.
    pub nådd: Option<Date>,
    /// Den nye fristen, hvis milepælen er flyttet i denne perioden.
    pub ny_frist: Option<Date>,
    /// Hva leseren bør vite.
    pub kommentar: Option<RichText>,
}

impl HasShort for Milepælstatus {
    type Short = Status;

    fn from_short(status: Status) -> Self {
        Self { status: Some(status), ..Self::default() }
    }
}

/// En indikator, målt.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "maling")]
pub struct Måling {
    /// Verdien ved periodens slutt.
    pub verdi: Option<Decimal>,
    /// Hva leseren bør vite, eller hvorfor det ikke er målt.
    pub kommentar: Option<RichText>,
}

impl HasShort for Måling {
    type Short = Decimal;

    fn from_short(verdi: Decimal) -> Self {
        Self { verdi: Some(verdi), kommentar: None }
    }
}

/// Regnskap og prognose for en post i budsjettet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "regnskapspost")]
pub struct Regnskapspost {
    /// Brukt til og med perioden, i kroner.
    pub regnskap: Option<Kroner>,
    /// Hva posten ventes å ende på, i kroner.
    pub prognose: Option<Kroner>,
    /// Hva leseren bør vite; må med når prognosen er over budsjettet.
    pub kommentar: Option<RichText>,
}

impl HasShort for Regnskapspost {
    type Short = Kroner;

    fn from_short(regnskap: Kroner) -> Self {
        Self { regnskap: Some(regnskap), ..Self::default() }
    }
}
