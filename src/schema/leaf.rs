//! What a schema says of one place: the alternatives, their kinds, words and fields.

use serde_json::Value as Json;

use crate::diagnostics::Kind;
use crate::model::values::ValueKind;

/// The schemas that a schema chooses between, with references followed.
pub(super) fn leaves<'a>(root: &'a Json, schema: &'a Json) -> Vec<&'a Json> {
    let mut found = Vec::with_capacity(4);
    gather(root, schema, &mut found);
    found
}

fn gather<'a>(root: &'a Json, schema: &'a Json, found: &mut Vec<&'a Json>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/definitions/").unwrap_or(name);
        return gather(root, &root["definitions"][name], found);
    }
    match ["anyOf", "oneOf", "allOf"].iter().find_map(|k| schema[k].as_array()) {
        Some(choices) => choices.iter().for_each(|choice| gather(root, choice, found)),
        None => found.push(schema),
    }
}

/// The schema of a field in one of some alternatives.
pub(super) fn property<'a>(leaves: &[&'a Json], name: &str) -> Option<&'a Json> {
    leaves.iter().find_map(|leaf| leaf["properties"].get(name))
}

/// The names of the fields of some alternatives.
pub(super) fn names<'a>(leaves: &[&'a Json]) -> impl Iterator<Item = &'a String> {
    let properties = leaves.iter().map(|leaf| leaf["properties"].as_object());
    properties.flatten().flat_map(serde_json::Map::keys)
}

/// The names of the fields that some alternatives must have.
pub(super) fn required<'a>(leaves: &[&'a Json]) -> Vec<&'a str> {
    let lists = leaves.iter().filter_map(|leaf| leaf["required"].as_array());
    lists.flatten().filter_map(Json::as_str).collect()
}

/// The fields to write: those that must be there, or all if that is only one; of the items, if
/// it is a list.
pub(super) fn members(root: &Json, choices: &[&Json]) -> Vec<String> {
    let items = || choices.iter().find_map(|leaf| leaf.get("items"));
    let choices = match items() {
        Some(items) if required(choices).is_empty() => leaves(root, items),
        _ => choices.to_vec(),
    };
    match required(&choices).as_slice() {
        [] | [_] => names(&choices).cloned().collect(),
        required => required.iter().map(|&name| name.to_owned()).collect(),
    }
}

/// The fields of some alternatives that hold numbers.
pub(super) fn numeric(root: &Json, choices: &[&Json]) -> Vec<(String, ValueKind)> {
    let kind = |name: &String| {
        let of_field = leaves(root, property(choices, name)?);
        let kind = of_field.iter().find_map(|leaf| leaf["x-value"].as_str())?;
        ValueKind::from_name(kind).filter(|kind| kind.is_numeric())
    };
    names(choices).filter_map(|name| Some((name.clone(), kind(name)?))).collect()
}

/// The words that a schema allows, if it is an enumeration.
pub(super) fn words(leaf: &Json) -> Vec<String> {
    let one = leaf.get("const").into_iter();
    let many = leaf["enum"].as_array().into_iter().flatten();
    let text = |value: &Json| match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(value) => Some(value.to_string()),
        _ => None,
    };
    one.chain(many).filter_map(text).collect()
}

/// The JSON types that a schema allows.
pub(super) fn types(leaf: &Json) -> impl Iterator<Item = &str> {
    let one = leaf["type"].as_str().into_iter();
    one.chain(leaf["type"].as_array().into_iter().flatten().filter_map(Json::as_str))
}

/// Whether a node of a kind is checked against this schema. A value with a reader of its
/// own is: the reader has more to say than its type.
pub(super) fn accepts(leaf: &Json, kind: Kind) -> bool {
    let scalar = matches!(kind, Kind::Text | Kind::Number | Kind::Bool);
    scalar && leaf["x-value"].is_string() || types(leaf).any(|t| matches(t, kind))
}

pub(super) fn matches(json_type: &str, kind: Kind) -> bool {
    kind_of(json_type) == Some(kind)
}

fn kind_of(json_type: &str) -> Option<Kind> {
    match json_type {
        "string" => Some(Kind::Text),
        "integer" | "number" => Some(Kind::Number),
        "boolean" => Some(Kind::Bool),
        "array" => Some(Kind::List),
        "object" => Some(Kind::Fields),
        "null" => Some(Kind::Null),
        _ => None,
    }
}

/// The kinds that a coordinator would be told to write.
pub(super) fn expected(leaves: &[&Json]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for leaf in leaves {
        let kind = match leaf["x-value"].as_str().and_then(ValueKind::from_name) {
            Some(kind) if kind.is_numeric() => Some(Kind::Number),
            Some(_) => Some(Kind::Text),
            None if !words(leaf).is_empty() => Some(Kind::Text),
            None => types(leaf).find_map(kind_of).filter(|k| *k != Kind::Null),
        };
        kinds.extend(kind.filter(|k| !kinds.contains(k)));
    }
    kinds
}
