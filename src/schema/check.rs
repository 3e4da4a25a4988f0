//! The check of a tree of nodes against a schema.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::FileKind;
use crate::diagnostics::{Code, Finding, Kind, closest};
use crate::model::values::{Fault, ValueKind};
use crate::source::{Document, Entry, Node, Scalar, Value};

/// Everything in a file that does not follow its schema.
#[must_use]
pub fn check(kind: FileKind, document: &Document) -> Vec<Finding> {
    let schema = kind.schema();
    let mut check = Check { schema, document, findings: Vec::new() };
    let root = &document.root;
    check.node(schema, root, &root.span);
    check.findings
}

struct Check<'a> {
    schema: &'a Json,
    document: &'a Document,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    /// Checks a node; `anchor` is where a fault of the node as a whole is shown.
    fn node(&mut self, schema: &'a Json, node: &Node, anchor: &Range<usize>) {
        let mut leaves = Vec::new();
        self.leaves(schema, &mut leaves);
        if let Value::Scalar(scalar) = &node.value
            && self.word(&leaves, scalar, node)
        {
            return;
        }
        let Some(leaf) = leaves.iter().find(|leaf| accepts(leaf, node.kind())) else {
            let expected = expected(&leaves);
            let written = self.document.file.text.get(node.span.clone());
            let dash = written.is_some_and(|text| text.starts_with('-'));
            if dash && node.kind() == Kind::Text && expected.contains(&Kind::List) {
                let span = node.span.start..node.span.start + 1;
                return self.report(Code::MissingSpace { after: '-' }, &span);
            }
            let code = Code::WrongType { expected, found: node.kind() };
            self.report(code, if node.is_null() { anchor } else { &node.span });
            return;
        };
        if let Some(colon) = self.colon_in_text(&leaves, leaf, node) {
            return self.report(Code::ColonInText, &colon);
        }
        match &node.value {
            Value::Scalar(scalar) => self.scalar(leaf, scalar, node),
            Value::List(items) => self.list(leaf, items, anchor),
            Value::Fields(entries) => self.fields(leaf, entries, anchor),
        }
    }

    /// The colon of a single field that does not exist, where a text might stand as well:
    /// `- Viktig: flere arbeidsplasser`.
    fn colon_in_text(
        &self,
        leaves: &[&Json],
        leaf: &Json,
        node: &Node,
    ) -> Option<Range<usize>> {
        let [entry] = node.fields() else { return None };
        let text = leaves.iter().any(|leaf| leaf["x-value"] == "rich-text");
        let known = leaf["properties"].as_object()?;
        let near = closest(&entry.key, known.keys().map(String::as_str)).is_some();
        let colon = entry.key_span.end;
        let is_colon = self.document.file.text[colon..].starts_with(':');
        (text && !near && is_colon).then_some(colon..colon + 1)
    }

    /// The schemas that a schema chooses between, with references followed.
    fn leaves(&self, schema: &'a Json, out: &mut Vec<&'a Json>) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.strip_prefix("#/definitions/").unwrap_or(name);
            return self.leaves(&self.schema["definitions"][name], out);
        }
        let choices =
            ["anyOf", "oneOf", "allOf"].iter().find_map(|k| schema[k].as_array());
        match choices {
            Some(choices) => choices.iter().for_each(|choice| self.leaves(choice, out)),
            None => out.push(schema),
        }
    }

    /// Checks a value against the words of an enumeration; gives whether that settles it.
    fn word(&mut self, leaves: &[&Json], scalar: &Scalar, node: &Node) -> bool {
        let words: Vec<String> = leaves.iter().flat_map(|leaf| words(leaf)).collect();
        if words.is_empty() || scalar.kind == Kind::Null {
            return false;
        }
        let written = scalar.text.trim();
        if !words.iter().any(|word| word == written) {
            let allowed: Vec<String> =
                words.into_iter().filter(|w| !is_bool(w)).collect();
            let suggestion = closest(written, allowed.iter().map(String::as_str));
            let value = written.to_owned();
            self.report(Code::UnknownWord { value, suggestion, allowed }, &node.span);
        }
        true
    }

    fn scalar(&mut self, leaf: &Json, scalar: &Scalar, node: &Node) {
        let Some(kind) = leaf["x-value"].as_str().and_then(ValueKind::from_name) else {
            return;
        };
        let faults = kind.faults(&scalar.text);
        if faults.is_empty() && !types(leaf).any(|t| matches(t, scalar.kind)) {
            let code =
                Code::WrongType { expected: expected(&[leaf]), found: scalar.kind };
            self.report(code, &node.span);
        }
        for fault in faults {
            let span = self.excerpt(&fault, node);
            self.report(fault.code, &span);
        }
    }

    /// The bytes of a fault: its excerpt, looked up in the node as it is written.
    fn excerpt(&self, fault: &Fault, node: &Node) -> Range<usize> {
        let written = self.document.file.text.get(node.span.clone()).unwrap_or_default();
        let found =
            fault.excerpt.as_ref().and_then(|e| Some((written.find(e)?, e.len())));
        found.map_or(node.span.clone(), |(at, length)| {
            let start = node.span.start + at;
            start..start + length
        })
    }

    fn list(&mut self, leaf: &'a Json, items: &[Node], anchor: &Range<usize>) {
        if items.is_empty() && leaf["minItems"].as_u64() > Some(0) {
            self.report(Code::EmptyList, anchor);
        }
        for item in items {
            self.node(&leaf["items"], item, &item.span);
        }
    }

    fn fields(&mut self, leaf: &'a Json, entries: &[Entry], anchor: &Range<usize>) {
        let empty = Map::new();
        let properties = leaf["properties"].as_object().unwrap_or(&empty);
        let required: Vec<&str> = leaf["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let mut meant = Vec::new();
        for entry in entries {
            let name = entry.key.as_str();
            match properties.get(name) {
                // Names that only the rules know, such as ids.
                None if leaf["additionalProperties"].is_object() => {
                    if !entry.value.is_null() {
                        let schema = &leaf["additionalProperties"];
                        self.node(schema, &entry.value, &entry.key_span);
                    }
                }
                None => meant.extend(self.unknown(entry, properties)),
                Some(_) if entry.value.is_null() => {
                    if required.contains(&name) {
                        let code = absent(name, |field| Code::EmptyField { field });
                        self.report(code, &entry.key_span);
                    }
                }
                Some(_) => {
                    let schema = &leaf["properties"][name];
                    self.node(schema, &entry.value, &entry.key_span);
                }
            }
        }
        for name in required {
            // A field whose name is mistyped is not missing as well.
            let mistyped = meant.iter().any(|m| m == name);
            if !mistyped && !entries.iter().any(|entry| entry.key == name) {
                self.report(absent(name, |field| Code::MissingField { field }), anchor);
            }
        }
    }

    /// Reports a field that does not exist, and gives the one that was probably meant.
    fn unknown(
        &mut self,
        entry: &Entry,
        properties: &Map<String, Json>,
    ) -> Option<String> {
        // `{ areal: 12,5 }`, `{ tekst: Ja, men }`: to YAML what follows is a field of its own.
        if entry.value.is_null() && self.follows_comma(entry) {
            self.report(Code::CommaInBraces, &entry.key_span);
            return None;
        }
        let allowed: Vec<String> = properties.keys().cloned().collect();
        let suggestion = closest(&entry.key, allowed.iter().map(String::as_str));
        let meant = suggestion.clone();
        let root = properties
            .keys()
            .eq(self.schema["properties"].as_object().into_iter().flat_map(Map::keys));
        let elsewhere = FileKind::ALL
            .into_iter()
            .filter(|_| root)
            .find(|kind| kind.schema()["properties"].get(&entry.key).is_some())
            .map(FileKind::name);
        let code = Code::UnknownField {
            field: entry.key.clone(),
            suggestion: suggestion.filter(|_| elsewhere.is_none()),
            allowed,
            elsewhere,
        };
        self.report(code, &entry.key_span);
        meant
    }

    /// Whether a field without a value stands right behind a comma: in braces, the comma of a
    /// number or a text parts fields.
    fn follows_comma(&self, entry: &Entry) -> bool {
        let before = self.document.file.text.get(..entry.key_span.start);
        before.is_some_and(|text| text.trim_end().ends_with(','))
    }

    fn report(&mut self, code: Code, span: &Range<usize>) {
        self.findings.push(Finding::error(code, self.document.place(span.clone())));
    }
}

/// The finding for a field that is not there or has no value; a picture's `alt` has its own.
fn absent(name: &str, code: impl Fn(String) -> Code) -> Code {
    match name {
        "alt" => Code::MissingAlt,
        _ => code(name.to_owned()),
    }
}

/// The words that a schema allows, if it is an enumeration.
fn words(leaf: &Json) -> Vec<String> {
    let one = leaf.get("const").into_iter();
    let many = leaf["enum"].as_array().into_iter().flatten();
    let text = |value: &Json| match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(value) => Some(value.to_string()),
        _ => None,
    };
    one.chain(many).filter_map(text).collect()
}

fn is_bool(word: &str) -> bool {
    matches!(word, "true" | "false")
}

/// The JSON types that a schema allows.
fn types(leaf: &Json) -> impl Iterator<Item = &str> {
    let one = leaf["type"].as_str().into_iter();
    one.chain(leaf["type"].as_array().into_iter().flatten().filter_map(Json::as_str))
}

/// Whether a node of a kind is checked against this schema. A value with a reader of its
/// own is: the reader has more to say than its type.
fn accepts(leaf: &Json, kind: Kind) -> bool {
    let scalar = matches!(kind, Kind::Text | Kind::Number | Kind::Bool);
    scalar && leaf["x-value"].is_string() || types(leaf).any(|t| matches(t, kind))
}

fn matches(json_type: &str, kind: Kind) -> bool {
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
fn expected(leaves: &[&Json]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for leaf in leaves {
        let numeric = matches!(
            leaf["x-value"].as_str(),
            Some("count" | "decimal" | "amount" | "percent" | "score")
        );
        let kind = match leaf["x-value"].as_str() {
            Some(_) if numeric => Some(Kind::Number),
            Some(_) => Some(Kind::Text),
            None if !words(leaf).is_empty() => Some(Kind::Text),
            None => types(leaf).find_map(kind_of).filter(|k| *k != Kind::Null),
        };
        kinds.extend(kind.filter(|k| !kinds.contains(k)));
    }
    kinds
}
