//! Municipalities.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::values::{Count, Decimal, MunicipalityNumber, Text};

/// A municipality; written as a name, or with its facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Kommune {
    /// The name.
    pub navn: Text,
    /// The four-digit number, as text (`0301`).
    pub nummer: Option<MunicipalityNumber>,
    /// Inhabitants.
    pub folketall: Option<Count>,
    /// Area in km².
    pub areal: Option<Decimal>,
}

/// Navnet på en kommune, eller kommunen med tall.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "kommune")]
enum Written {
    Navn(Text),
    MedTall(MedTall),
}

/// En kommune med tall.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "kommune-med-tall")]
struct MedTall {
    /// Navnet på kommunen.
    navn: Text,
    /// Kommunenummeret.
    nummer: Option<MunicipalityNumber>,
    /// Antall innbyggere.
    folketall: Option<Count>,
    /// Areal i km².
    areal: Option<Decimal>,
}

impl From<Written> for Kommune {
    fn from(written: Written) -> Self {
        match written {
            Written::Navn(navn) => {
                Self { navn, nummer: None, folketall: None, areal: None }
            }
            Written::MedTall(MedTall { navn, nummer, folketall, areal }) => {
                Self { navn, nummer, folketall, areal }
            }
        }
    }
}

impl JsonSchema for Kommune {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_serialize() {
            return MedTall::json_schema(generator);
        }
        Written::json_schema(generator)
    }
}
