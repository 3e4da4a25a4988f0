//! Values that may be written in short: one plain value instead of several fields.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// Something whose usual content is a single value.
pub trait HasShort: From<Self::Short> {
    /// The single value, such as a status word.
    type Short;
}

/// What is written: the single value, or all fields.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written<S, T> {
    Short(S),
    Full(T),
}

/// For `#[serde(deserialize_with)]`: a value in either form, or nothing.
pub(super) fn option<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: HasShort + Deserialize<'de>,
    T::Short: Deserialize<'de>,
{
    let written: Option<Written<T::Short, T>> = Option::deserialize(deserializer)?;
    Ok(written.map(value))
}

/// For `#[schemars(schema_with)]`: the schema that goes with [`option`].
pub(super) fn option_schema<T>(generator: &mut SchemaGenerator) -> Schema
where
    T: HasShort + JsonSchema,
    T::Short: JsonSchema,
{
    let full = generator.subschema_for::<T>();
    if generator.contract().is_serialize() {
        return json_schema!({ "anyOf": [full, { "type": "null" }] });
    }
    let short = generator.subschema_for::<T::Short>();
    json_schema!({ "anyOf": [short, full, { "type": "null" }] })
}

fn value<T: HasShort>(written: Written<T::Short, T>) -> T {
    match written {
        Written::Short(short) => short.into(),
        Written::Full(full) => full,
    }
}

/// What a period says of the items that the region's file lists, by their ids. An id without
/// a value is not there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PerId<T>(pub BTreeMap<String, T>);

impl<T> Default for PerId<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> PerId<T> {
    /// What is said of an item.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.get(id)
    }
}

impl<'de, T> Deserialize<'de> for PerId<T>
where
    T: HasShort + Deserialize<'de>,
    T::Short: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written: BTreeMap<String, Option<Written<T::Short, T>>> =
            BTreeMap::deserialize(deserializer)?;
        let items = written.into_iter().filter_map(|(id, item)| Some((id, value(item?))));
        Ok(Self(items.collect()))
    }
}

impl<T> JsonSchema for PerId<T>
where
    T: HasShort + JsonSchema,
    T::Short: JsonSchema,
{
    fn schema_name() -> Cow<'static, str> {
        format!("per-id-{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = if generator.contract().is_serialize() {
            generator.subschema_for::<T>()
        } else {
            option_schema::<T>(generator)
        };
        json_schema!({ "type": "object", "additionalProperties": item })
    }
}
