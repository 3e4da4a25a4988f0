//! Municipalities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::short::HasShort;
use super::values::{Count, Decimal, MunicipalityNumber, PeriodName, Text};

/// En kommune med tall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "kommune-med-tall")]
pub struct Kommune {
    /// Navnet på kommunen.
    pub navn: Text,
    /// Kommunenummeret.
    pub nummer: Option<MunicipalityNumber>,
    /// Antall innbyggere.
    pub folketall: Option<Count>,
    /// Areal i km².
    pub areal: Option<Decimal>,
    /// Den første perioden kommunen er med i, hvis den kom til senere.
    pub fra: Option<PeriodName>,
    /// Den siste perioden kommunen er med i, hvis den er gått ut.
    pub til: Option<PeriodName>,
}

impl HasShort for Kommune {
    type Short = Text;

    fn from_short(navn: Text) -> Self {
        Self { navn, nummer: None, folketall: None, areal: None, fra: None, til: None }
    }
}
