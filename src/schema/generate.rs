//! The schemas, generated from the model types.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::Value;
use strum::IntoStaticStr;

use super::shape::Shape;
use crate::model::{Periode, Program, Region};

/// The kinds of data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum FileKind {
    /// `program.yaml`
    Program,
    /// `region.yaml`
    Region,
    /// `2018.yaml` and the like.
    Period,
}

/// The schema of a kind of file: as JSON, and as the check reads it.
struct FileSchema {
    json: Value,
    shape: Shape,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Program, Self::Region, Self::Period];

    /// The name of the kind.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The JSON Schema (draft 7) of this kind of file.
    pub fn schema(self) -> &'static Value {
        &self.file_schema().json
    }

    /// The shape of the whole file.
    pub(super) fn shape(self) -> &'static Shape {
        &self.file_schema().shape
    }

    fn file_schema(self) -> &'static FileSchema {
        static SCHEMAS: [LazyLock<FileSchema>; 3] = [
            LazyLock::new(|| generate::<Program>(FileKind::Program)),
            LazyLock::new(|| generate::<Region>(FileKind::Region)),
            LazyLock::new(|| generate::<Periode>(FileKind::Period)),
        ];
        &SCHEMAS[self as usize]
    }
}

/// The schema of a kind as indented JSON with a final line end.
pub fn json(kind: FileKind) -> String {
    format!("{:#}\n", kind.schema())
}

/// The version of the schemas; it grows when a field goes or takes less.
const VERSION: u32 = 1;

fn generate<T: schemars::JsonSchema>(kind: FileKind) -> FileSchema {
    let generator = SchemaSettings::draft07().into_generator();
    let mut json = generator.into_root_schema_for::<T>().to_value();
    describe_fields(&mut json);
    json["$id"] = format!("urn:regionrapport:schema:{}:{VERSION}", kind.name()).into();
    FileSchema { shape: Shape::new(&json, &json), json }
}

/// Removes the descriptions of shared definitions, which editors would show in place of the field's
/// own; appends those of values («En dato.») to those of the fields.
fn describe_fields(schema: &mut Value) {
    let mut descriptions = BTreeMap::new();
    let definitions = schema["definitions"].as_object_mut();
    for (name, definition) in definitions.into_iter().flatten() {
        let is_value = definition.get("x-value").is_some();
        let text = definition.as_object_mut().and_then(|d| d.remove("description"));
        if let Some(Value::String(text)) = text.filter(|_| is_value) {
            descriptions.insert(name.clone(), text);
        }
    }
    // A text is a short one, unless its field says otherwise.
    descriptions.remove("tekst");
    add_to_fields(schema, &descriptions);
}

/// Appends the descriptions of values to those of the fields, at every depth.
fn add_to_fields(schema: &mut Value, descriptions: &BTreeMap<String, String>) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for field in properties.into_iter().flatten().map(|(_, field)| field) {
        let of_value = value_of(field).and_then(|name| descriptions.get(name));
        if let Some((own, of_value)) = field["description"].as_str().zip(of_value) {
            field["description"] = format!("{own} {of_value}").into();
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
fn value_of(field: &Value) -> Option<&str> {
    let own = field.get("$ref").and_then(Value::as_str);
    let choices = ["allOf", "anyOf"].iter().find_map(|key| field[*key].as_array());
    let reference = own.or_else(|| choices?.iter().find_map(|choice| choice["$ref"].as_str()))?;
    reference.rsplit('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlanList;

    #[test]
    fn lists_of_the_plan_are_fields_of_both_files() {
        for list in PlanList::ALL {
            assert!(FileKind::Region.shape().field(list.field()).is_some());
            assert!(FileKind::Period.shape().field(list.period_field()).is_some());
        }
    }
}
