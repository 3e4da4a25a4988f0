//! The contract with templates: the schema of `/rapport.json`, real reports that follow it, and
//! the page that lists its keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::invalid::blessing;
use crate::project::{Project, repository, run_in};
use crate::structure::everything;

fn schema() -> Value {
    let output = Project::new().run(&["schema", "report"]);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The data of reports that have all there can be.
fn reports() -> Vec<Value> {
    let root = repository().display().to_string();
    let data = |report: &str| {
        let output = run_in(repository(), &["data", report, "--root", &root]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let everything = everything().run(&["data", "nord"]).stdout;
    vec![
        data("nord/2026-k3"),
        data("eksempelprogrammet/2026-k3"),
        data("fjord/2026-k4"),
        data("rana/2018"),
        data("byregionprogrammet/2018"),
        serde_json::from_slice(&everything).unwrap(),
    ]
}

#[test]
fn reports_follow_the_schema() {
    let schema = schema();
    for report in reports() {
        let kind = usize::from(report["region"].is_null());
        let mut one = schema["oneOf"][kind].clone();
        one["definitions"] = schema["definitions"].clone();
        let validator = jsonschema::validator_for(&one).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error:.100}", error.instance_path()))
            .map(|error| error.chars().take(200).collect())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", report["id"]);
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    // A key too many or too few is seen.
    let mut report = reports().remove(0);
    report["tall"]["ukjent"] = 1.into();
    assert!(!validator.is_valid(&report));
    report["tall"].as_object_mut().unwrap().remove("ukjent");
    assert!(validator.is_valid(&report));
    report["tall"].as_object_mut().unwrap().remove("areal");
    assert!(!validator.is_valid(&report));
}

/// The parts of a report: of each object of the schema its name and its schema.
struct Parts<'a> {
    root: &'a Value,
    /// Values of a real report, by the part and the key.
    examples: BTreeMap<(String, String), Value>,
}

impl<'a> Parts<'a> {
    fn resolve(&self, schema: &'a Value) -> (&'a Value, Option<&'a str>) {
        let schema = unwrapped(schema);
        match schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/definitions/")) {
            Some(name) => (&self.root["definitions"][name], Some(name)),
            None => (schema, None),
        }
    }

    /// Gathers the values of a report that have examples to give, with the schema beside them.
    fn gather(&mut self, part: &str, schema: &'a Value, value: &Value) {
        let (schema, name) = self.resolve(schema);
        let part = name.unwrap_or(part).to_owned();
        for choice in ["anyOf", "oneOf"].iter().filter_map(|key| schema[key].as_array()) {
            for choice in choice {
                self.gather(&part, choice, value);
            }
        }
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    if let Some(inner) = schema["properties"].get(key) {
                        if is_example(value) {
                            let place = (part.clone(), key.clone());
                            self.examples.entry(place).or_insert_with(|| value.clone());
                        }
                        self.gather(&format!("{part}.{key}"), inner, value);
                    } else if schema["additionalProperties"].is_object() {
                        self.gather(&part, &schema["additionalProperties"], value);
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.gather(&part, &schema["items"], item);
                }
            }
            _ => {}
        }
    }

    /// The type of a value in words, and whether it can be null.
    fn kind(&self, schema: &'a Value) -> (String, bool) {
        let schema = unwrapped(schema);
        if let Some(unit) = schema["x-unit"].as_str() {
            return (unit.to_owned(), false);
        }
        if let Some(path) = schema["$ref"].as_str() {
            let (inner, name) = self.resolve(schema);
            let is_object = inner["properties"].is_object() || inner["oneOf"].is_array();
            let words = words(inner);
            return match (words.as_slice(), is_object) {
                ([], true) => {
                    let name = name.unwrap_or(path);
                    (format!("[{name}](#{})", name.to_lowercase()), false)
                }
                ([], false) => self.kind(inner),
                (words, _) => (words.join(", "), false),
            };
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(choices) = schema[key].as_array() {
                let null = |choice: &&Value| choice["type"] == "null";
                let kinds: BTreeSet<String> = choices
                    .iter()
                    .filter(|choice| !null(choice))
                    .map(|choice| self.kind(choice).0)
                    .collect();
                let kinds: Vec<_> = kinds.into_iter().collect();
                return (kinds.join(" or "), choices.iter().any(|choice| null(&choice)));
            }
        }
        let words = words(schema);
        if !words.is_empty() {
            return (words.join(", "), false);
        }
        if let Some(word) = schema["const"].as_str() {
            return (format!("`{word}`"), false);
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let null = types.contains(&"null");
        let kind = types.iter().find(|name| **name != "null").copied().unwrap_or("any");
        let kind = match kind {
            "array" => format!("array of {}", self.kind(&schema["items"]).0),
            "object" if schema["additionalProperties"].is_object() => {
                format!("dictionary of {}", self.kind(&schema["additionalProperties"]).0)
            }
            "object" => "dictionary".into(),
            "integer" => "whole number".into(),
            "string" if schema["format"] == "date" => "date".into(),
            other => other.to_owned(),
        };
        (kind, null)
    }

    /// The table of an object's keys.
    fn table(&self, part: &str, schema: &'a Value) -> String {
        let mut text =
            String::from("| key | type | null | what | example |\n|---|---|---|---|---|\n");
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            let (kind, null) = self.kind(value);
            let what = value["description"].as_str().unwrap_or_default().replace('\n', " ");
            let example = self.examples.get(&(part.to_owned(), key.clone()));
            let example =
                example.filter(|_| value["const"].is_null() && kind != "string" || key != "kind");
            let example = example.map_or(String::new(), example_of);
            let null = if null { "yes" } else { "" };
            let _ = writeln!(text, "| `{key}` | {kind} | {null} | {what} | {example} |");
        }
        text
    }
}

/// A schema without the wrap that keeps its description apart from a reference.
fn unwrapped(schema: &Value) -> &Value {
    let all = schema["allOf"].as_array().filter(|all| all.len() == 1);
    all.map_or(schema, |all| &all[0])
}

/// The words of an enumeration.
fn words(schema: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().map(|word| format!("`{word}`"));
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(word).collect();
    }
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    choices.filter_map(|choice| word(&choice["const"])).collect()
}

/// Whether a value says something.
fn is_example(value: &Value) -> bool {
    let empty = value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(serde_json::Map::is_empty);
    !value.is_null() && !empty
}

/// A value as an example: as it stands in the data, its beginning if it is long.
fn example_of(value: &Value) -> String {
    const MOST: usize = 50;
    let text = value.to_string();
    let long = text.chars().count() > MOST;
    let start: String = text.chars().take(MOST).collect();
    let text = if long { format!("{start}…") } else { text };
    format!("`{}`", text.replace('|', "\\|").replace('`', "'"))
}

/// `docs/report.md`, made from the schema and from real reports.
fn page(schema: &Value) -> String {
    let mut parts = Parts { root: schema, examples: BTreeMap::new() };
    for (i, kind) in schema["oneOf"].as_array().unwrap().iter().enumerate() {
        let reports = reports();
        let fitting = reports.iter().filter(|report| report["region"].is_null() == (i == 1));
        for report in fitting {
            parts.gather(kind["title"].as_str().unwrap(), kind, report);
        }
    }
    let mut text = String::from(include_str!("../source/report-head.md"));
    for kind in schema["oneOf"].as_array().unwrap() {
        let title = kind["title"].as_str().unwrap();
        let _ = write!(text, "\n## {title}\n\n{}", parts.table(title, kind));
    }
    for (name, part) in schema["definitions"].as_object().unwrap() {
        let choices = part["oneOf"].as_array().or(part["anyOf"].as_array());
        let objects: Vec<&Value> = match choices {
            Some(choices) => {
                choices.iter().filter(|choice| choice["properties"].is_object()).collect()
            }
            None if part["properties"].is_object() => vec![part],
            None => Vec::new(),
        };
        if objects.is_empty() {
            continue;
        }
        let what = part["description"].as_str().map_or(String::new(), |text| format!("{text}\n\n"));
        let tables: Vec<String> = objects.iter().map(|object| parts.table(name, object)).collect();
        let _ = write!(text, "\n## {name}\n\n{what}{}", tables.join("\nor\n\n"));
    }
    text
}

#[test]
fn the_page_lists_every_key() {
    let path = repository().join("docs/report.md");
    let page = page(&schema());
    if blessing() {
        fs::write(&path, &page).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap();
    assert!(stored == page, "docs/report.md is old: REGIONRAPPORT_BLESS=1 cargo test");
}
