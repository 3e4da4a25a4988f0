//! The JSON Schema of a report, as templates read it.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::Report;

/// The JSON Schema (draft 7) of `/rapport.json`, generated from the types: a report on a region,
/// or one on a programme. No key is there but those it names.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Report>().to_value();
    let bodies = schema["anyOf"].take();
    let bodies: Vec<Value> =
        bodies.as_array().into_iter().flatten().map(|body| whole(&schema, body)).collect();
    // The two bodies are parts of the reports, so they need no definitions.
    let mut definitions = schema["definitions"].take();
    if let Some(definitions) = definitions.as_object_mut() {
        definitions.retain(|name, _| !matches!(name.as_str(), "RegionReport" | "ProgramReport"));
    }
    let mut schema = json!({
        "$schema": schema["$schema"],
        "title": "Report",
        "description": "What templates read as /rapport.json.",
        "oneOf": bodies,
        "definitions": definitions,
    });
    close(&mut schema);
    schema
}

/// The schema of a whole report: what all reports have, the keys of its body, and the labels.
fn whole(schema: &Value, body: &Value) -> Value {
    // A description beside a reference keeps the two apart.
    let reference = body["allOf"][0]["$ref"].as_str().unwrap_or_default();
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mut properties = serde_json::Map::new();
    let mut required = Vec::new();
    for part in [schema, &schema["definitions"][name]] {
        properties.extend(part["properties"].as_object().cloned().unwrap_or_default());
        required.extend(part["required"].as_array().cloned().unwrap_or_default());
    }
    properties.insert("ord".into(), words());
    required.push("ord".into());
    json!({
        "title": name,
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

/// The labels, whose tree is that of `lang/nb.yaml`.
fn words() -> Value {
    json!({
        "type": "object",
        "description": "Every heading and label in the report's language, as in lang/*.yaml.",
    })
}

/// Forbids other properties in every object that has properties.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let open = fields.contains_key("additionalProperties");
            if fields.get("properties").is_some_and(Value::is_object)
                && fields.get("type").is_some()
                && !open
            {
                fields.insert("additionalProperties".into(), false.into());
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
