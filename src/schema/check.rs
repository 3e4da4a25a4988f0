//! The check of a tree of nodes against a schema.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::FileKind;
use super::leaf::{
    accepts, expected, leaves, matches, members, numeric, required, types, words,
};
use super::structure;
use crate::diagnostics::{Code, Finding, Home, Kind, closest};
use crate::model::values::{Fault, ValueKind};
use crate::source::{Document, Entry, Node, Scalar, Value};

/// Everything in a file that does not follow its schema.
#[must_use]
pub fn check(kind: FileKind, document: &Document) -> Vec<Finding> {
    let schema = kind.schema();
    let mut check = Check { schema, document, way: Vec::new(), findings: Vec::new() };
    let root = &document.root;
    check.node(schema, root, &root.span);
    check.findings
}

struct Check<'a> {
    schema: &'a Json,
    document: &'a Document,
    /// The names of the fields that lead to the node at hand.
    way: Vec<String>,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    /// Checks a node; `anchor` is where a fault of the node as a whole is shown.
    fn node(&mut self, schema: &'a Json, node: &Node, anchor: &Range<usize>) {
        let leaves = leaves(self.schema, schema);
        if let Value::Scalar(scalar) = &node.value
            && self.word(&leaves, scalar, node)
        {
            return;
        }
        let Some(leaf) = leaves.iter().find(|leaf| accepts(leaf, node.kind())) else {
            return self.wrong_type(&leaves, node, anchor);
        };
        if let Some(colon) = self.colon_in_text(&leaves, leaf, node) {
            return self.report(Code::ColonInText { field: None }, &colon);
        }
        match &node.value {
            Value::Scalar(scalar) => self.scalar(&leaves, leaf, scalar, node),
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
        // `Merk: …` is no `merke`; fields have small letters.
        let small = entry.key.to_lowercase();
        let is_word = small != entry.key && !known.contains_key(&small);
        let near =
            !is_word && closest(&entry.key, known.keys().map(String::as_str)).is_some();
        let colon = entry.key_span.end;
        let is_colon = self.document.file.text[colon..].starts_with(':');
        (text && !near && is_colon).then_some(colon..colon + 1)
    }

    /// Whether a node stands behind the dash of an item.
    fn is_item(&self, node: &Node) -> bool {
        let before = self.document.file.text.get(..node.span.start).unwrap_or_default();
        before.trim_end_matches(' ').ends_with('-')
    }

    /// Reports a node of a kind that does not belong here.
    fn wrong_type(&mut self, leaves: &[&Json], node: &Node, anchor: &Range<usize>) {
        let expected = expected(leaves);
        let written = self.document.file.text.get(node.span.clone()).unwrap_or_default();
        let list = expected.contains(&Kind::List);
        if written.starts_with('-') && node.kind() == Kind::Text && list {
            let span = node.span.start..node.span.start + 1;
            return self.report(Code::MissingSpace { after: '-' }, &span);
        }
        let names = || node.fields().iter().map(|entry| entry.key.clone());
        let names_only = node.fields().iter().all(|entry| entry.value.is_null());
        if list && written.starts_with('{') && names_only {
            let items = names().collect();
            return self.report(Code::BracesForList { items }, &node.span);
        }
        let fields = members(self.schema, leaves);
        let name = match &node.value {
            Value::Scalar(scalar) => {
                self.is_item(node).then(|| scalar.text.trim().to_owned())
            }
            Value::List(items) => items.first().and_then(id_of),
            Value::Fields(_) => {
                names().next().filter(|name| list && !fields.contains(name))
            }
        };
        let code = Code::WrongType { expected, found: node.kind(), fields, name };
        self.report(code, if node.is_null() { anchor } else { &node.span });
    }

    /// Checks a value against the words of an enumeration; gives whether that settles it.
    fn word(&mut self, leaves: &[&Json], scalar: &Scalar, node: &Node) -> bool {
        let words: Vec<String> = leaves.iter().flat_map(|leaf| words(leaf)).collect();
        if words.is_empty() || scalar.kind == Kind::Null {
            return false;
        }
        let written = scalar.text.trim();
        if let Some((word, reason)) = with_reason(&words, written)
            && leaves.iter().any(|leaf| leaf["properties"]["kommentar"].is_object())
        {
            let values = vec![word, reason];
            let fields = vec!["status".to_owned(), "kommentar".to_owned()];
            self.report(Code::SeveralValues { values, fields }, &node.span);
        } else if !words.iter().any(|word| word == written) {
            let allowed: Vec<String> =
                words.into_iter().filter(|w| !is_bool(w)).collect();
            let suggestion = closest(written, allowed.iter().map(String::as_str));
            let field = fitting_field(self.schema, leaves, &scalar.text);
            let value = written.to_owned();
            let code = Code::UnknownWord { value, suggestion, allowed, field };
            self.report(code, &node.span);
        }
        true
    }

    fn scalar(&mut self, leaves: &[&Json], leaf: &Json, scalar: &Scalar, node: &Node) {
        let Some(kind) = leaf["x-value"].as_str().and_then(ValueKind::from_name) else {
            return;
        };
        let faults = kind.faults(&scalar.text);
        if faults.is_empty() && !types(leaf).any(|t| matches(t, scalar.kind)) {
            let (expected, found) = (expected(&[leaf]), scalar.kind);
            let code =
                Code::WrongType { expected, found, fields: Vec::new(), name: None };
            self.report(code, &node.span);
        }
        if let Some(values) = several(kind, &scalar.text).filter(|_| !faults.is_empty()) {
            let list = leaves.iter().any(|leaf| accepts(leaf, Kind::List));
            let fields: Vec<String> =
                numeric(self.schema, leaves).into_iter().map(|(name, _)| name).collect();
            if list || !fields.is_empty() {
                return self.report(Code::SeveralValues { values, fields }, &node.span);
            }
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
        let schema = &leaf["items"];
        for (item, dashes) in structure::items(self.schema, schema, items) {
            for start in dashes {
                let before = &self.document.file.text[..start];
                let dash = before.rfind('-').unwrap_or(start);
                let under = item.fields().first().map(|entry| entry.key.clone());
                self.report(Code::StrayDash { under }, &(dash..dash + 1));
            }
            match structure::id_as_field(self.schema, schema, &item) {
                Some(entry) => {
                    let id = entry.key.clone();
                    self.report(Code::IdAsField { id }, &entry.key_span);
                }
                None => self.node(schema, &item, &item.span),
            }
        }
    }

    fn fields(&mut self, leaf: &'a Json, entries: &[Entry], anchor: &Range<usize>) {
        let empty = Map::new();
        let properties = leaf["properties"].as_object().unwrap_or(&empty);
        let required = required(&[leaf]);
        let mut meant = Vec::new();
        for entry in entries {
            let name = entry.key.as_str();
            match properties.get(name) {
                // Names that only the rules know, such as ids.
                None if leaf["additionalProperties"].is_object() => {
                    // `{ areal: 12,5 }`: what follows the comma is no id.
                    let digits = entry.key.bytes().all(|b| b.is_ascii_digit());
                    if entry.value.is_null() && digits && self.follows_comma(entry) {
                        self.report(Code::CommaInBraces, &entry.key_span);
                    } else if !entry.value.is_null() {
                        self.inner(&leaf["additionalProperties"], entry);
                    }
                }
                None => meant.extend(self.unknown(entry, entries, properties)),
                Some(_) if entry.value.is_null() => {
                    if required.contains(&name) {
                        let code = absent(name, |field| Code::EmptyField { field });
                        self.report(code, &entry.key_span);
                    }
                }
                Some(_) => {
                    self.inner(&leaf["properties"][name], entry);
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

    /// Checks the value of a field.
    fn inner(&mut self, schema: &'a Json, entry: &Entry) {
        self.way.push(entry.key.clone());
        self.node(schema, &entry.value, &entry.key_span);
        self.way.pop();
    }

    /// Reports a field that does not exist, and gives the one that was probably meant.
    fn unknown(
        &mut self,
        entry: &Entry,
        beside: &[Entry],
        properties: &Map<String, Json>,
    ) -> Option<String> {
        // `{ areal: 12,5 }`, `{ tekst: Ja, men }`: to YAML what follows is a field of its own.
        if entry.value.is_null() && self.follows_comma(entry) {
            self.report(Code::CommaInBraces, &entry.key_span);
            return None;
        }
        let allowed: Vec<String> = properties.keys().cloned().collect();
        let near = closest(&entry.key, allowed.iter().map(String::as_str));
        // `frist` where only `ny_frist` can be.
        let part = |name: &&String| name.split('_').any(|part| part == entry.key);
        let part = allowed.iter().find(part).filter(|_| near.is_none()).cloned();
        let meant = near.clone();
        let elsewhere = structure::home(self.schema, &self.way, beside, &entry.key);
        let elsewhere = elsewhere.filter(|_| part.is_none());
        let code = Code::UnknownField {
            field: entry.key.clone(),
            suggestion: near
                .or(part)
                .filter(|_| !matches!(elsewhere, Some(Home::File(_)))),
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

/// A word of an enumeration and what stands behind it: `mindre-avvik – høringen er utsatt`.
fn with_reason(words: &[String], written: &str) -> Option<(String, String)> {
    let (word, rest) = written.split_once([' ', ',', ';', '('])?;
    let reason = rest.trim_matches([' ', '–', '-', ',', ';', ':', '(', ')']);
    let known = words.iter().any(|it| it == word) && !reason.is_empty();
    known.then(|| (word.to_owned(), reason.to_owned()))
}

/// The id of an item of a list.
fn id_of(item: &Node) -> Option<String> {
    match &item.field("id")?.value.value {
        Value::Scalar(scalar) => Some(scalar.text.trim().to_owned()),
        _ => None,
    }
}

/// The one field among the alternatives to a word that a value would fit: `60 %` is no status
/// but a progress.
fn fitting_field(root: &Json, leaves: &[&Json], text: &str) -> Option<String> {
    let numeric = numeric(root, leaves).into_iter();
    let mut fitting = numeric.filter(|(_, kind)| kind.faults(text).is_empty());
    let (name, _) = fitting.next()?;
    fitting.next().is_none().then_some(name)
}

/// The values of a kind that a text holds, if it holds more than one: `700 000 / 1 200 000`.
fn several(kind: ValueKind, text: &str) -> Option<Vec<String>> {
    let signs = [" / ", "/", "; ", ", ", " og ", " and ", " + "];
    let values = |sign: &&str| -> Vec<String> {
        text.split(sign).map(|value| value.trim().to_owned()).collect()
    };
    let fits = |values: &Vec<String>| {
        values.len() > 1 && values.iter().all(|value| kind.faults(value).is_empty())
    };
    signs.iter().map(values).find(fits)
}

fn is_bool(word: &str) -> bool {
    matches!(word, "true" | "false")
}
