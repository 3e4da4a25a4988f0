//! The text of a section: running Markdown, or a list of points.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::values::{RichText, Text};

/// Markdown, or a list of points. Numbered points are written as a Markdown list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Narrative {
    /// Running text.
    Text {
        /// The text.
        body: RichText,
    },
    /// Points, each plain or with a label.
    Points {
        /// The points.
        points: Vec<Point>,
    },
}

/// One point of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// A label that all reports know, translated by the template.
    #[serde(rename = "type")]
    pub kind: Option<PointType>,
    /// A label in the region's own words.
    pub merke: Option<Text>,
    /// The text.
    pub tekst: RichText,
}

/// Labels that all reports know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "punkttype")]
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

/// A point as it is written: text alone, or text with a label.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "punkt")]
enum WrittenPoint {
    Plain(RichText),
    Labelled(LabelledPoint),
}

/// Et punkt med et merke foran.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "punkt-med-merke")]
struct LabelledPoint {
    /// Et merke som alle rapporter kjenner, for eksempel hovedmål.
    #[serde(rename = "type")]
    kind: Option<PointType>,
    /// Et merke i egne ord, for eksempel Fase 2.
    merke: Option<Text>,
    /// Selve teksten.
    tekst: RichText,
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match WrittenPoint::deserialize(deserializer)? {
            WrittenPoint::Plain(tekst) => Self { kind: None, merke: None, tekst },
            WrittenPoint::Labelled(LabelledPoint { kind, merke, tekst }) => {
                Self { kind, merke, tekst }
            }
        })
    }
}

impl JsonSchema for Point {
    fn schema_name() -> Cow<'static, str> {
        WrittenPoint::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_serialize() {
            return LabelledPoint::json_schema(generator);
        }
        WrittenPoint::json_schema(generator)
    }
}

impl<'de> Deserialize<'de> for Narrative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NarrativeVisitor)
    }
}

impl JsonSchema for Narrative {
    fn schema_name() -> Cow<'static, str> {
        "fortelling".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<RichText>();
        let point = generator.subschema_for::<Point>();
        if generator.contract().is_serialize() {
            let kind = |name: &str| serde_json::json!({ "const": name });
            return json_schema!({ "oneOf": [
                {
                    "type": "object",
                    "properties": { "kind": kind("text"), "body": text },
                    "required": ["kind", "body"],
                },
                {
                    "type": "object",
                    "properties": {
                        "kind": kind("points"),
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

struct NarrativeVisitor;

impl<'de> Visitor<'de> for NarrativeVisitor {
    type Value = Narrative;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a list of points")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Narrative, E> {
        text.parse().map(|body| Narrative::Text { body }).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Narrative, A::Error> {
        let mut points = Vec::new();
        while let Some(point) = seq.next_element()? {
            points.push(point);
        }
        if points.is_empty() {
            return Err(de::Error::invalid_length(0, &"at least one point"));
        }
        Ok(Narrative::Points { points })
    }
}
