//! Risks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Sakstatus;
use super::values::{Id, RichText, Score, Text};

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

impl Risiko {
    /// Whether it still calls for attention.
    pub fn is_open(&self) -> bool {
        self.status != Some(Sakstatus::Lukket)
    }

    /// Probability times consequence, from 1 to 25.
    pub fn score(&self) -> u8 {
        self.sannsynlighet.0 * self.konsekvens.0
    }
}
