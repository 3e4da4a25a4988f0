//! The sections of a report, and headings that replace the usual ones.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use strum::VariantNames;

use super::values::{SectionName, Text};

/// A section that every report knows, by its heading's key.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "seksjon")]
#[expect(missing_docs, reason = "each is the section of the field with the same name")]
#[non_exhaustive]
pub enum Seksjon {
    Sammendrag,
    Vurdering,
    Endringer,
    Delprosjekter,
    Milepæler,
    Indikatorer,
    #[serde(rename = "økonomi")]
    Økonomi,
    Risikoer,
    Avvik,
    Mål,
    Resultater,
    Råd,
    VidereArbeid,
    NestePeriode,
    Bilder,
    Søknad,
    Dokumenter,
    Fakta,
    Kontakt,
    Program,
}

impl Seksjon {
    /// The keys of all sections.
    pub const ALL: &[&str] = Self::VARIANTS;
}

/// Headings that replace the usual ones. `{region}`, `{genitiv}` and `{program}` in a
/// heading are replaced by the names.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Seksjon, Option<Text>>")]
pub struct Overskrifter(pub BTreeMap<Seksjon, Text>);

impl Overskrifter {
    /// Adds headings, which replace those of the same sections.
    pub fn extend(&mut self, headings: Option<&Self>) {
        self.0.extend(headings.into_iter().flat_map(|headings| headings.0.clone()));
    }
}

impl From<BTreeMap<Seksjon, Option<Text>>> for Overskrifter {
    /// A heading that is left empty is the usual one.
    fn from(written: BTreeMap<Seksjon, Option<Text>>) -> Self {
        Self(written.into_iter().filter_map(|(key, text)| Some((key, text?))).collect())
    }
}

impl JsonSchema for Overskrifter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "overskrifter".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Option<Text>>();
        let fields: serde_json::Map<String, serde_json::Value> =
            Seksjon::ALL.iter().map(|name| ((*name).to_owned(), text.clone().into())).collect();
        json_schema!({
            "type": "object",
            "description": "Overskrifter som skal stå i stedet for de vanlige. {region}, \
                {genitiv} og {program} blir til navnene, og {forrige} i «endringer» til \
                perioden før.",
            "properties": fields,
            "additionalProperties": false,
        })
    }
}

/// Hvordan rapportene er satt sammen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "rapport")]
pub struct Rapport {
    /// Delene av rapporten etter forsiden, i den rekkefølgen de skal stå. De som ikke er med, blir
    /// ikke vist.
    #[schemars(length(min = 1))]
    pub seksjoner: Option<Vec<SectionName>>,
}

/// Hvordan programmets egen rapport er satt sammen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "programrapport")]
pub struct Programrapport {
    /// Delene etter den første siden, i den rekkefølgen de skal stå: status, økonomi, milepæler,
    /// indikatorer, fakta, kontakt, regioner, og egne. De som ikke er med, blir ikke vist.
    #[schemars(length(min = 1))]
    pub seksjoner: Option<Vec<SectionName>>,
}

impl Programrapport {
    /// The keys of the built-in sections after the front.
    pub const SECTIONS: [&str; 7] =
        ["status", "økonomi", "milepæler", "indikatorer", "fakta", "kontakt", "regioner"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_can_have_a_heading() {
        let schema = SchemaGenerator::default().into_root_schema_for::<Seksjon>();
        let schema = serde_json::to_value(schema).unwrap();
        assert_eq!(schema["enum"], serde_json::json!(Seksjon::ALL));
    }
}
