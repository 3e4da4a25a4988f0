//! A period's reports on the items of the region's plan: sub-projects, milestones, indicators, money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Status;
use super::short::HasShort;
use super::values::{Date, Decimal, Kroner, Percent, RichText, Text};

/// Hvordan det går med et delprosjekt.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "delprosjektstatus")]
pub struct Delprosjektstatus {
    /// Statusen.
    pub status: Option<Status>,
    /// Hvor mye som er gjort, i hele prosent.
    pub framdrift: Option<Percent>,
    /// Den nye sluttdatoen, hvis slutten er flyttet i denne perioden. Den gjelder til den blir flyttet igjen.
    pub ny_slutt: Option<Date>,
    /// Det nye navnet, hvis delprosjektet har skiftet navn.
    pub nytt_navn: Option<Text>,
    /// Hvem som har ansvaret fra nå av, hvis det er en annen enn før.
    pub ny_ansvarlig: Option<Text>,
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
    /// Det nye navnet, hvis milepælen har skiftet navn.
    pub nytt_navn: Option<Text>,
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
    /// Det nye måltallet, hvis det er endret i denne perioden. Det gjelder til det blir endret igjen.
    pub nytt_måltall: Option<Decimal>,
    /// Det nye navnet, hvis indikatoren har skiftet navn.
    pub nytt_navn: Option<Text>,
    /// Hva leseren bør vite, eller hvorfor det ikke er målt.
    pub kommentar: Option<RichText>,
}

impl HasShort for Måling {
    type Short = Decimal;

    fn from_short(verdi: Decimal) -> Self {
        Self { verdi: Some(verdi), ..Self::default() }
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
    /// Det nye budsjettet, hvis posten er revidert i denne perioden. Det gjelder til den blir revidert igjen.
    pub revidert_budsjett: Option<Kroner>,
    /// Det nye navnet, hvis posten har skiftet navn.
    pub nytt_navn: Option<Text>,
    /// Hva leseren bør vite; må med når prognosen er over budsjettet.
    pub kommentar: Option<RichText>,
}

impl HasShort for Regnskapspost {
    type Short = Kroner;

    fn from_short(regnskap: Kroner) -> Self {
        Self { regnskap: Some(regnskap), ..Self::default() }
    }
}

/// Det som er endret ved en kilde til finansiering.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "finansieringsendring")]
pub struct Finansieringsendring {
    /// Det nye beløpet i kroner, hvis det er endret i denne perioden. Det gjelder til det blir endret igjen.
    pub nytt_beløp: Option<Kroner>,
    /// Det nye navnet, hvis pengene kommer fra noen andre eller kilden har skiftet navn.
    pub nytt_navn: Option<Text>,
    /// Hva leseren bør vite.
    pub kommentar: Option<RichText>,
}

impl HasShort for Finansieringsendring {
    type Short = Kroner;

    fn from_short(beløp: Kroner) -> Self {
        Self { nytt_beløp: Some(beløp), ..Self::default() }
    }
}
