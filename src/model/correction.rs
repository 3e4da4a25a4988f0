//! Corrections of a report that has been published.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::one_or_many;
use super::values::{Date, Id, RichText};

/// En rettelse av en rapport som er publisert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "rettelse")]
pub struct Rettelse {
    /// Dagen rapporten ble rettet.
    pub dato: Date,
    /// Id-en til det som er rettet, eller framdrift, økonomi, kvalitet eller risiko. Neste periode sier da «rettet» der den sammenligner.
    #[serde(default, deserialize_with = "one_or_many::list")]
    #[schemars(schema_with = "one_or_many::schema::<Id>")]
    pub gjelder: Vec<Id>,
    /// Hva som var feil, og hva som er riktig.
    pub tekst: RichText,
}
