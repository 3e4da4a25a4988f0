//! Yes and no.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// `ja` or `nei`; YAML's own `true` and `false` do as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct YesNo(pub bool);

impl TryFrom<String> for YesNo {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.as_str() {
            "ja" | "true" => Ok(Self(true)),
            "nei" | "false" => Ok(Self(false)),
            _ => Err("neither ja nor nei"),
        }
    }
}

impl JsonSchema for YesNo {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ja-nei".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_serialize() {
            return json_schema!({ "type": "boolean" });
        }
        json_schema!({ "enum": ["ja", "nei", true, false], "description": "ja eller nei" })
    }
}
