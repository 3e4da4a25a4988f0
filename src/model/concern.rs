//! What calls for attention: risks and deviations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Date, Id, RichText, Score, Text};
use super::{Sakstatus, one_or_many};

/// En risiko: noe som kan hende.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "risiko")]
pub struct Risiko {
    /// Id-en, den samme fra periode til periode.
    pub id: Id,
    /// Hva som kan hende, på én linje.
    pub risiko: Text,
    /// Hvor sannsynlig det er: 1 (svært lite) til 5 (svært).
    pub sannsynlighet: Score,
    /// Hvor alvorlig det blir: 1 (ubetydelig) til 5 (svært alvorlig).
    pub konsekvens: Score,
    /// Hva som gjøres med det.
    pub tiltak: Option<RichText>,
    /// Hvem som følger det opp.
    pub eier: Option<Text>,
    /// åpen eller lukket; åpen hvis feltet ikke er der.
    pub status: Option<Sakstatus>,
}

/// Et avvik: noe som ikke er som planlagt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "avvik")]
pub struct Avvik {
    /// Id-en, den samme fra periode til periode.
    pub id: Id,
    /// Id-en til det som avviker, eller framdrift, økonomi, kvalitet eller risiko.
    #[serde(default, deserialize_with = "one_or_many::list")]
    #[schemars(schema_with = "one_or_many::schema::<Id>")]
    pub gjelder: Vec<Id>,
    /// Hva som avviker, på én linje.
    pub avvik: Text,
    /// Hvorfor det ble slik.
    pub årsak: Option<RichText>,
    /// Hva det fører til.
    pub konsekvens: Option<RichText>,
    /// Hva som gjøres med det.
    pub tiltak: Option<RichText>,
    /// Når tiltaket skal være gjort.
    pub frist: Option<Date>,
    /// Hvem som har ansvaret for tiltaket.
    pub ansvarlig: Option<Text>,
    /// åpen eller lukket; åpen hvis feltet ikke er der.
    pub status: Option<Sakstatus>,
}

impl Risiko {
    /// Whether it still calls for attention.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.unwrap_or_default() == Sakstatus::Åpen
    }

    /// Probability times consequence, from 1 to 25.
    #[must_use]
    pub fn score(&self) -> u8 {
        self.sannsynlighet.0 * self.konsekvens.0
    }
}

impl Avvik {
    /// Whether it still calls for attention.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.unwrap_or_default() == Sakstatus::Åpen
    }
}
