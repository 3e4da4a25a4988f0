//! A list that may be written as a single value.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

/// What is written: one value or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

/// For `#[serde(deserialize_with)]`: one value, a list or nothing, as a list.
pub(super) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(match Option::deserialize(deserializer)? {
        Some(OneOrMany::Many(items)) => items,
        Some(OneOrMany::One(item)) => vec![item],
        None => Vec::new(),
    })
}

/// For `#[schemars(schema_with)]`: the schema that goes with [`list`]; may be left empty.
pub(super) fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let item = generator.subschema_for::<T>();
    if generator.contract().is_serialize() {
        return json_schema!({ "type": "array", "items": item });
    }
    json_schema!({
        "anyOf": [item, { "type": "array", "items": item }, { "type": "null" }],
    })
}
