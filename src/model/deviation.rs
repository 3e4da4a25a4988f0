//! Deviations from the plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Date, Id, RichText, Text};
use super::{Sakstatus, one_or_many};

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

impl Avvik {
    /// Whether it still calls for attention.
    pub fn is_open(&self) -> bool {
        self.status != Some(Sakstatus::Lukket)
    }
}
