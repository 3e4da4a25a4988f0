//! Values that may be written in short: one plain value in place of several fields.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

/// A type whose usual content is a single value.
pub trait HasShort: DeserializeOwned + JsonSchema {
    /// The single value, such as a status word.
    type Short: DeserializeOwned + JsonSchema;

    /// The type with the single value alone.
    fn from_short(short: Self::Short) -> Self;
}

/// The two forms of a value: the single value, or all fields.
#[derive(Deserialize)]
#[serde(untagged)]
enum ValueForm<S, T> {
    Short(S),
    Full(T),
}

impl<T: HasShort> ValueForm<T::Short, T> {
    fn into_full(self) -> T {
        match self {
            Self::Short(short) => T::from_short(short),
            Self::Full(full) => full,
        }
    }
}

/// A value that is read in either form. In JSON it has all fields.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShortOrFull<T>(pub T);

impl<T> Deref for ShortOrFull<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: HasShort> Deserialize<'de> for ShortOrFull<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(ValueForm::deserialize(deserializer)?.into_full()))
    }
}

impl<T: HasShort> JsonSchema for ShortOrFull<T> {
    /// The name of the full form up to «-med-»: that of `kommune-med-tall` is `kommune`.
    fn schema_name() -> Cow<'static, str> {
        let full = T::schema_name();
        full.split_once("-med-").map_or(full.clone(), |(name, _)| name.to_owned().into())
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_serialize() {
            return T::json_schema(generator);
        }
        let short = generator.subschema_for::<T::Short>();
        let full = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [short, full] })
    }
}

/// For `#[serde(deserialize_with)]`: a value in either form, or nothing.
pub(super) fn option<'de, D: Deserializer<'de>, T: HasShort>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let written: Option<ValueForm<T::Short, T>> = Option::deserialize(deserializer)?;
    Ok(written.map(ValueForm::into_full))
}

/// For `#[schemars(schema_with)]`: the schema that goes with [`option`].
pub(super) fn option_schema<T: HasShort>(generator: &mut SchemaGenerator) -> Schema {
    let full = generator.subschema_for::<T>();
    if generator.contract().is_serialize() {
        return json_schema!({ "anyOf": [full, { "type": "null" }] });
    }
    let short = generator.subschema_for::<T::Short>();
    json_schema!({ "anyOf": [short, full, { "type": "null" }] })
}

/// The reports of a period on the items of a list of the region's plan, by their ids. An id that is
/// written without a value is left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PerId<T>(pub BTreeMap<String, T>);

impl<T> PerId<T> {
    /// The report on an item.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.get(id)
    }
}

impl<'de, T: HasShort> Deserialize<'de> for PerId<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written: BTreeMap<String, Option<ValueForm<T::Short, T>>> =
            BTreeMap::deserialize(deserializer)?;
        let reports =
            written.into_iter().filter_map(|(id, report)| Some((id, report?.into_full())));
        Ok(Self(reports.collect()))
    }
}

impl<T: HasShort> JsonSchema for PerId<T> {
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
