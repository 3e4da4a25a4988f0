//! The JSON Schema of a report, as templates read it.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::Report;

/// The JSON Schema (draft 7) of `/rapport.json`, generated from the types: a report on a region,
/// or one on a programme. No key is there but those it names.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema =
        settings.into_generator().into_root_schema_for::<Report>().to_value();
    let shared = ["properties", "required"].map(|key| schema[key].take());
    let bodies = schema["anyOf"].take();
    let whole = |body: &Value| {
        // A description beside a reference keeps the two apart.
        let reference = body["allOf"][0]["$ref"].as_str().unwrap_or_default();
        let name = reference.rsplit('/').next().unwrap_or_default();
        let body = &schema["definitions"][name];
        let mut properties = shared[0].as_object().cloned().unwrap_or_default();
        properties.extend(body["properties"].as_object().cloned().unwrap_or_default());
        properties.insert("ord".into(), words());
        let lists = [&shared[1], &body["required"]];
        let mut required: Vec<Value> =
            lists.iter().filter_map(|list| list.as_array()).flatten().cloned().collect();
        required.push("ord".into());
        json!({
            "title": name,
            "type": "object",
            "properties": properties,
            "required": required,
        })
    };
    let bodies: Vec<Value> = bodies.as_array().into_iter().flatten().map(whole).collect();
    // What the two kinds are made of stands in them as a whole.
    let mut definitions = schema["definitions"].clone();
    if let Some(all) = definitions.as_object_mut() {
        all.retain(|name, _| !matches!(name.as_str(), "RegionReport" | "ProgramReport"));
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

/// The labels, whose tree is that of `lang/nb.yaml`.
fn words() -> Value {
    json!({
        "type": "object",
        "description": "Every heading and label in the report's language, as in lang/*.yaml.",
    })
}

/// Says of every object with properties that it has no others.
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
