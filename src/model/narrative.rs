//! The text of a section: running Markdown, or a list of points.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::short::{HasShort, ShortOrFull};
use super::values::{RichText, Text};

/// Markdown, or a list of points. Numbered points are written as a Markdown list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", try_from = "NarrativeForm")]
pub enum Narrative {
    /// Running text.
    Text {
        /// The text.
        body: RichText,
    },
    /// Points, each plain or with a label.
    Points {
        /// The points.
        points: Vec<ShortOrFull<Point>>,
    },
}

/// Et punkt med et merke foran.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "punkt-med-merke")]
pub struct Point {
    /// Et merke som alle rapporter kjenner, for eksempel hovedmål.
    #[serde(rename = "type")]
    pub kind: Option<PointType>,
    /// Et merke i egne ord, for eksempel Fase 2.
    pub merke: Option<Text>,
    /// Selve teksten.
    pub tekst: RichText,
}

impl HasShort for Point {
    type Short = RichText;

    fn from_short(tekst: RichText) -> Self {
        Self { kind: None, merke: None, tekst }
    }
}

/// Labels that all reports know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "punkttype")]
#[non_exhaustive]
pub enum PointType {
    /// Samfunnsmål: virkningen for samfunnet.
    Samfunnsmål,
    /// Hovedmål.
    Hovedmål,
    /// Effektmål: virkningen for målgruppen.
    Effektmål,
    /// Resultatmål: det prosjektet leverer.
    Resultatmål,
    /// Delmål.
    Delmål,
}

/// What is written: a text or a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum NarrativeForm {
    Text(RichText),
    Points(Vec<ShortOrFull<Point>>),
}

impl TryFrom<NarrativeForm> for Narrative {
    type Error = &'static str;

    fn try_from(written: NarrativeForm) -> Result<Self, Self::Error> {
        match written {
            NarrativeForm::Text(body) => Ok(Self::Text { body }),
            NarrativeForm::Points(points) if points.is_empty() => {
                Err("a list has at least one point")
            }
            NarrativeForm::Points(points) => Ok(Self::Points { points }),
        }
    }
}

impl JsonSchema for Narrative {
    fn schema_name() -> Cow<'static, str> {
        "fortelling".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<RichText>();
        let point = generator.subschema_for::<ShortOrFull<Point>>();
        if generator.contract().is_serialize() {
            return json_schema!({ "oneOf": [
                {
                    "type": "object",
                    "properties": { "kind": { "const": "text" }, "body": text },
                    "required": ["kind", "body"],
                },
                {
                    "type": "object",
                    "properties": {
                        "kind": { "const": "points" },
                        "points": { "type": "array", "items": point },
                    },
                    "required": ["kind", "points"],
                },
            ] });
        }
        json_schema!({
            "description": "Tekst, eller en liste med punkter.",
            "anyOf": [text, { "type": "array", "items": point, "minItems": 1 }],
        })
    }
}
