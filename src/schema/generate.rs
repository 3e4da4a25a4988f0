//! The schemas, generated from the model types.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::model::{Periode, Program, Region};

/// The kinds of data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `program.yaml`
    Program,
    /// `region.yaml`
    Region,
    /// `2018.yaml` and the like.
    Period,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Program, Self::Region, Self::Period];

    /// The name of the kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Region => "region",
            Self::Period => "period",
        }
    }

    /// The JSON Schema (draft 7) of this kind of file.
    #[must_use]
    pub fn schema(self) -> &'static Value {
        static SCHEMAS: [LazyLock<Value>; 3] = [
            LazyLock::new(generate::<Program>),
            LazyLock::new(generate::<Region>),
            LazyLock::new(generate::<Periode>),
        ];
        &SCHEMAS[self as usize]
    }
}

impl FromStr for FileKind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}

/// The schema of a kind as indented JSON with a final line end.
#[must_use]
pub fn json(kind: FileKind) -> String {
    format!("{:#}\n", kind.schema())
}

fn generate<T: schemars::JsonSchema>() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    describe_fields(&mut schema);
    schema
}

/// Takes the descriptions of shared definitions away, for an editor would show them instead of
/// the field's own; those of values («En dato.») go behind those of the fields.
fn describe_fields(schema: &mut Value) {
    let mut descriptions = BTreeMap::new();
    let definitions = schema["definitions"].as_object_mut();
    for (name, definition) in definitions.into_iter().flatten() {
        let value = definition.get("x-value").is_some();
        let text = definition.as_object_mut().and_then(|d| d.remove("description"));
        if let Some(text) = text.filter(|_| value) {
            descriptions
                .insert(name.clone(), text.as_str().unwrap_or_default().to_owned());
        }
    }
    // Every text is a short one unless it says otherwise.
    descriptions.remove("tekst");
    add_to_fields(schema, &descriptions);
}

fn add_to_fields(schema: &mut Value, descriptions: &BTreeMap<String, String>) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for field in properties.into_iter().flatten().map(|(_, field)| field) {
        let found = value_of(field).and_then(|name| descriptions.get(&name).cloned());
        if let Some((own, more)) = field["description"].as_str().zip(found) {
            field["description"] = format!("{own} {more}").into();
        }
    }
    match schema {
        Value::Object(fields) => {
            for value in fields.values_mut() {
                add_to_fields(value, descriptions);
            }
        }
        Value::Array(items) => {
            for value in items {
                add_to_fields(value, descriptions);
            }
        }
        _ => {}
    }
}

/// The name of the definition that a field refers to, the first if it has a choice.
fn value_of(field: &Value) -> Option<String> {
    let one = field.get("$ref").and_then(Value::as_str);
    let choices = ["allOf", "anyOf"].iter().find_map(|key| field[*key].as_array());
    let reference = one.or_else(|| choices?.iter().find_map(|it| it["$ref"].as_str()))?;
    reference.rsplit('/').next().map(str::to_owned)
}
