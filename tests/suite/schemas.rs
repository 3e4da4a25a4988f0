//! The schemas: those in `data/schema/` are those of the program, and the editor, the check
//! and the model accept the same files.

use std::fs;
use std::sync::Arc;

use proptest::prelude::*;
use regionrapport::finding::SourceText;
use regionrapport::model::values::ValueKind;
use regionrapport::model::{Periode, Program, Region};
use regionrapport::schema::{FileKind, check, json};
use regionrapport::tree::Document;
use regionrapport::yaml;
use serde_json::Value;

use crate::project::repository;
use crate::properties::config;

fn document(text: &str) -> Document {
    yaml::parse(&Arc::new(SourceText::new("x", text))).unwrap()
}

/// Whether the editor's rules (the JSON Schema) accept a value.
fn editor_accepts(kind: FileKind, value: &Value) -> bool {
    jsonschema::validator_for(kind.schema()).unwrap().is_valid(value)
}

fn model_accepts(kind: FileKind, document: &Document) -> bool {
    match kind {
        FileKind::Program => document.root.decode::<Program>().is_ok(),
        FileKind::Region => document.root.decode::<Region>().is_ok(),
        FileKind::Period => document.root.decode::<Periode>().is_ok(),
    }
}

#[test]
fn the_schemas_in_data_are_up_to_date() {
    for kind in FileKind::ALL {
        let path = repository().join(format!("data/schema/{}.json", kind.name()));
        let committed = fs::read_to_string(&path).unwrap();
        assert!(committed == json(kind), "run `just schema`: {} is old", path.display());
    }
}

#[test]
fn every_data_file_names_its_schema() {
    let regions = repository().join("data/byregionprogrammet/regioner");
    let mut count = 0;
    for folder in fs::read_dir(regions).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let schema = text.lines().next().unwrap().split("$schema=").nth(1).unwrap();
            assert!(path.parent().unwrap().join(schema).is_file(), "{}", path.display());
            count += 1;
        }
    }
    assert_eq!(count, 21);
}

/// The names of all fields in a schema.
fn fields(schema: &Value, names: &mut std::collections::BTreeSet<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        names.extend(properties.keys().cloned());
        properties.values().for_each(|value| fields(value, names));
    }
    let definitions = schema["definitions"].as_object();
    definitions.into_iter().flatten().for_each(|(_, value)| fields(value, names));
}

#[test]
fn every_field_is_documented() {
    let text = fs::read_to_string(repository().join("docs/data-format.md")).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for kind in FileKind::ALL {
        fields(kind.schema(), &mut names);
    }
    assert!(names.len() > 50);
    for name in names {
        assert!(text.contains(&format!("`{name}`")), "docs/data-format.md lacks `{name}`");
    }
}

/// Scalars that people write, right and wrong, with what they are in JSON.
fn scalar() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[0-9]{1,5}",
        "[0-9]{1,3} [0-9]{3}",
        "[0-9]{1,3}[.,][0-9]{1,4}",
        "[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "[0-9]{1,2}\\. (januar|mai|jan|Mars) [0-9]{4}",
        "#[0-9a-fA-F]{5,7}",
        "[a-zæøå]{1,8}(-[a-z0-9]{1,4})?",
        "(\\.\\./|/|bilder/)?[a-z]{1,5}\\.png",
        "(ja|nei|nb|no|kr|hovedmål|sluttrapport|ua-1|opp|etter-plan|fullført|åpen|80 ?%|[0-6])",
        "kr [0-9]{1,3}(,-)?",
        "[ -~æøå]{0,12}",
    ];
    prop_oneof![
        text.prop_map(Value::String),
        any::<i32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
    ]
}

/// Values of any shape whose keys are fields or nearly so.
fn value() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        "(navn|eier|periode|fra|til|språk|kontakt|profil|farge|logo|fil|alt|pdf|standarder)",
        "(søkerkommune|samarbeidskommuner|fakta|folketall|antall|dato|areal|mål|dokumenter)",
        "(type|ingress|råd|resultater|bilder|seksjoner|tittel|innhold|etter|tekst|merke)",
        "(delprosjekter|milepæler|indikatorer|budsjett|id|frist|beløp|overskrifter|ukjent)",
        "(samlet_status|vurdering|framdrift|økonomi|status|kommentar|verdi|regnskap|prognose)",
        "(risikoer|avvik|sannsynlighet|konsekvens|tiltak|gjelder|nådd|ny_frist|plan|merknad)",
    ];
    scalar().prop_recursive(3, 24, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A value with the fields that a kind of file must have, so that most are nearly right.
fn file(kind: FileKind) -> impl Strategy<Value = Value> {
    let base = match kind {
        FileKind::Program => {
            serde_json::json!({"navn": "N", "eier": "E", "periode": {"fra": 2014, "til": 2018}})
        }
        FileKind::Region => serde_json::json!({"navn": "N", "søkerkommune": "S"}),
        FileKind::Period => serde_json::json!({"type": "sluttrapport"}),
    };
    let fields: Vec<String> =
        kind.schema()["properties"].as_object().unwrap().keys().cloned().collect();
    let entry = (prop::sample::select(fields), value());
    prop::collection::vec(entry, 0..3).prop_map(move |entries| {
        let mut file = base.clone();
        for (key, value) in entries {
            file[key] = value;
        }
        file
    })
}

/// Texts in which the reader sees more than a pattern can: the calendar, the sense of a dot
/// in a number, and Markdown.
fn only_the_reader_sees(document: &Document, kind: FileKind) -> bool {
    let codes = ["no-such-date", "thousands-dot", "markdown", "empty-text", "outside-project"];
    check(kind, document).iter().all(|finding| codes.contains(&finding.code()))
}

fn kinds() -> impl Strategy<Value = (FileKind, Value)> {
    prop::sample::select(FileKind::ALL.to_vec())
        .prop_flat_map(|kind| file(kind).prop_map(move |file| (kind, file)))
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn schema_check_and_model_accept_the_same_files((kind, value) in kinds()) {
        // JSON is YAML, so the same value goes both ways.
        let document = document(&value.to_string());
        let found = check(kind, &document);
        // The other way round does not hold: serde takes a list for a struct.
        let decoded = !found.is_empty() || model_accepts(kind, &document);
        prop_assert!(decoded, "the model refuses {value}");
        let editor = editor_accepts(kind, &value);
        let alike = editor == found.is_empty() || only_the_reader_sees(&document, kind);
        prop_assert!(alike, "editor {editor}: {value}: {found:?}");
    }

    #[test]
    fn a_reader_never_panics(text in any::<String>()) {
        for kind in ValueKind::ALL {
            let _ = kind.faults(&text);
            assert_eq!(kind.name().parse(), Ok(*kind));
        }
    }
}
