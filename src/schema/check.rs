//! The check of a tree of nodes against a schema.

use std::ops::Range;

use super::shape::{Form, Shape};
use super::{FileKind, structure, terms};
use crate::fault::{Fault, FieldLocation, NodeType, ShapeFault, ValueFault, YamlFault};
use crate::finding::{Finding, MAX_SHOWN};
use crate::model::values::ValueKind;
use crate::suggest::{closest, listed};
use crate::tree::{Document, Entry, Node, Value};

/// After so many findings in a file none is explained any more; no more are shown.
const MAX_EXPLAINED: usize = MAX_SHOWN;

/// The most characters of a value: a text of twenty pages.
const MAX_CHARACTERS: usize = 50_000;
/// The most characters of a word, or of a value on one line.
const MAX_LINE: usize = 1000;
/// The most items of a list.
const MAX_ITEMS: usize = 5000;

/// Everything in a file that does not follow its schema.
pub fn check(kind: FileKind, document: &Document) -> Vec<Finding> {
    let mut check = Check { kind, document, path: Vec::new(), findings: Vec::new() };
    let root = &document.root;
    check.node(kind.shape(), root, &root.span);
    check.findings
}

/// A walk over the nodes of a document.
pub(super) struct Check<'a> {
    kind: FileKind,
    pub(super) document: &'a Document,
    /// The names of the fields that lead to the current node.
    path: Vec<String>,
    findings: Vec<Finding>,
}

impl Check<'_> {
    /// Checks a node; `anchor` is the place of a fault of the node as a whole.
    fn node(&mut self, shape: &Shape, node: &Node, anchor: &Range<usize>) {
        if let Value::Scalar(scalar) = &node.value {
            if let Some(fault) = too_long(shape, &scalar.text) {
                return self.report(fault, &self.first_line(node));
            }
            if self.word(shape, scalar, node) {
                return;
            }
        }
        let Some(form) = shape.form_for(node.kind()) else {
            return self.wrong_type(shape, node, anchor);
        };
        if let Some(colon) = self.colon_in_text(shape, form, node) {
            return self.report(YamlFault::ColonInText { field: None }, &colon);
        }
        match &node.value {
            Value::Scalar(scalar) => self.scalar(shape, form, scalar, node),
            Value::List(items) => self.list(form, items, anchor),
            Value::Fields(entries) => self.fields(form, entries, anchor),
        }
    }

    /// The colon of a single field that does not exist, where a text may stand as well:
    /// `- Viktig: flere arbeidsplasser`.
    fn colon_in_text(&self, shape: &Shape, form: &Form, node: &Node) -> Option<Range<usize>> {
        let [entry] = node.fields() else { return None };
        if form.fields.is_empty() || !shape.has_value(ValueKind::RichText) {
            return None;
        }
        // `Merk: …` is no `merke`; fields have small letters.
        let lower = entry.key.to_lowercase();
        let is_word = lower != entry.key && form.field(&lower).is_none();
        if !is_word && closest(&entry.key, form.names()).is_some() {
            return None;
        }
        let colon = entry.key_span.end;
        let is_colon = self.document.file.text[colon..].starts_with(':');
        is_colon.then_some(colon..colon + 1)
    }

    /// Whether a node stands behind the dash of an item.
    fn is_item(&self, node: &Node) -> bool {
        let before = self.document.file.text.get(..node.span.start).unwrap_or_default();
        before.trim_end_matches(' ').ends_with('-')
    }

    /// Reports a node of a type that the schema does not allow.
    fn wrong_type(&mut self, shape: &Shape, node: &Node, anchor: &Range<usize>) {
        let expected = shape.expected();
        let written = self.written(node);
        let takes_list = expected.contains(&NodeType::List);
        if written.starts_with('-') && node.kind() == NodeType::Text && takes_list {
            let dash = node.span.start..node.span.start + 1;
            return self.report(YamlFault::MissingSpace { after: '-' }, &dash);
        }
        let entries = node.fields();
        let has_names_only = entries.iter().all(|entry| entry.value.is_null());
        if takes_list && written.starts_with('{') && has_names_only {
            let items = entries.iter().map(|entry| entry.key.clone()).collect();
            return self.report(ShapeFault::BracesForList { items }, &node.span);
        }
        let fields = shape.suggested_fields();
        let name = match &node.value {
            Value::Scalar(scalar) => self.is_item(node).then(|| scalar.text.trim().to_owned()),
            Value::List(items) => items.first().and_then(id_of),
            Value::Fields(entries) => entries
                .first()
                .map(|entry| entry.key.clone())
                .filter(|name| takes_list && !fields.contains(name)),
        };
        let fault = ShapeFault::WrongType { expected, found: node.kind(), fields, name };
        self.report(fault, if node.is_null() { anchor } else { &node.span });
    }

    fn list(&mut self, form: &Form, items: &[Node], anchor: &Range<usize>) {
        if items.is_empty() && form.is_nonempty {
            self.report(ShapeFault::EmptyList, anchor);
        }
        let Some(shape) = &form.items else { return };
        if self.has_too_many(items.len(), anchor) {
            return;
        }
        for item in structure::join_items(shape, items) {
            for start in item.dashes {
                let before = &self.document.file.text[..start];
                let dash = before.rfind('-').unwrap_or(start);
                let under = item.node.fields().first().map(|entry| entry.key.clone());
                self.report(YamlFault::StrayDash { under }, &(dash..dash + 1));
            }
            if let Some(entry) = structure::id_as_field(shape, &item.node) {
                let id = entry.key.clone();
                self.report(ShapeFault::IdAsField { id }, &entry.key_span);
            } else {
                self.node(shape, &item.node, &item.node.span);
            }
        }
    }

    fn fields(&mut self, form: &Form, entries: &[Entry], anchor: &Range<usize>) {
        let mut mistyped = Vec::new();
        if form.other_fields.is_some() && self.has_too_many(entries.len(), anchor) {
            return;
        }
        for entry in entries {
            match (form.field(&entry.key), &form.other_fields) {
                (Some(shape), _) if !entry.value.is_null() => self.field(shape, entry),
                (Some(_), _) if form.required.contains(&entry.key) => {
                    let written = self.written(&entry.value);
                    let written = (!written.is_empty()).then(|| written.to_owned());
                    let fault = ShapeFault::EmptyField { field: entry.key.clone(), written };
                    self.report(terms::missing(&entry.key, fault), &entry.key_span);
                }
                (Some(_), _) => {}
                (None, Some(shape)) if !entry.value.is_null() => self.field(shape, entry),
                (None, Some(_)) => {
                    // `{ areal: 12,5 }`: what follows the comma is no id.
                    let is_number = entry.key.bytes().all(|b| b.is_ascii_digit());
                    if is_number && self.follows_comma(entry) {
                        self.report(YamlFault::CommaInBraces, &entry.key_span);
                    }
                }
                (None, None) => mistyped.extend(self.unknown_field(form, entry, entries)),
            }
        }
        for field in &form.required {
            // A field whose name is mistyped is not missing as well.
            let is_there = entries.iter().any(|entry| entry.key == *field);
            if !is_there && !mistyped.contains(field) {
                let fault = ShapeFault::MissingField { field: field.clone() };
                self.report(terms::missing(field, fault), anchor);
            }
        }
    }

    /// Reports a list or a group of fields that is longer than any report can show.
    fn has_too_many(&mut self, count: usize, anchor: &Range<usize>) -> bool {
        let is_long = count > MAX_ITEMS;
        if is_long {
            self.report(ShapeFault::TooManyItems { count, limit: MAX_ITEMS }, anchor);
        }
        is_long
    }

    /// The bytes of the first line of a node.
    fn first_line(&self, node: &Node) -> Range<usize> {
        let line = self.document.file.line_range(node.span.start);
        node.span.start..node.span.end.min(line.end).max(node.span.start)
    }

    /// Checks the value of a field.
    fn field(&mut self, shape: &Shape, entry: &Entry) {
        self.path.push(entry.key.clone());
        self.node(shape, &entry.value, &entry.key_span);
        self.path.pop();
    }

    /// Reports a field that does not exist, and returns the one that was probably meant.
    fn unknown_field(&mut self, form: &Form, entry: &Entry, siblings: &[Entry]) -> Option<String> {
        // `{ areal: 12,5 }`, `{ tekst: Ja, men }`: to YAML what follows is a field of its own.
        if entry.value.is_null() && self.follows_comma(entry) {
            self.report(YamlFault::CommaInBraces, &entry.key_span);
            return None;
        }
        if self.findings.len() > MAX_EXPLAINED {
            let field = entry.key.clone();
            let fault = ShapeFault::UnknownField {
                field,
                suggestion: None,
                allowed: Vec::new(),
                elsewhere: None,
            };
            self.report(fault, &entry.key_span);
            return None;
        }
        let mistyped = closest(&entry.key, form.names());
        // `frist` where only `ny_frist` can be.
        let longer = form.names().find(|name| name.split('_').any(|part| part == entry.key));
        let longer = longer.filter(|_| mistyped.is_none()).map(str::to_owned);
        let elsewhere = structure::locate_field(self.kind, &self.path, siblings, &entry.key);
        let is_outermost = self.path.is_empty();
        let elsewhere = elsewhere.filter(|_| longer.is_none() || is_outermost);
        let is_in_other_file = matches!(elsewhere, Some(FieldLocation::File(_)));
        let fault = ShapeFault::UnknownField {
            field: entry.key.clone(),
            suggestion: mistyped.clone().or(longer).filter(|_| !is_in_other_file),
            allowed: listed(form.names()),
            elsewhere,
        };
        self.report(fault, &entry.key_span);
        mistyped
    }

    /// Whether a field without a value stands right behind a comma: in braces, the comma of a
    /// number or a text separates fields.
    fn follows_comma(&self, entry: &Entry) -> bool {
        let before = self.document.file.text.get(..entry.key_span.start);
        before.is_some_and(|text| text.trim_end().ends_with(','))
    }

    /// The text of a node as it is written in the file.
    pub(super) fn written(&self, node: &Node) -> &str {
        self.document.file.text.get(node.span.clone()).unwrap_or_default()
    }

    pub(super) fn report(&mut self, fault: impl Into<Fault>, span: &Range<usize>) {
        self.findings.push(Finding::error(fault, self.document.place(span.clone())));
    }
}

/// The fault of a text that is longer than any report can show, or has such a word.
fn too_long(shape: &Shape, text: &str) -> Option<ValueFault> {
    let is_rich = shape.has_value(ValueKind::RichText);
    let limit = if is_rich { MAX_CHARACTERS } else { MAX_LINE };
    let characters = text.chars().count();
    if characters > limit {
        return Some(ValueFault::TooLong { characters, limit });
    }
    let words = text.split(char::is_whitespace).map(|word| word.chars().count());
    let characters = words.max().filter(|longest| *longest > MAX_LINE)?;
    Some(ValueFault::LongWord { characters, limit: MAX_LINE })
}

/// The id of an item of a list.
fn id_of(item: &Node) -> Option<String> {
    match &item.field(terms::ID)?.value.value {
        Value::Scalar(scalar) => Some(scalar.text.trim().to_owned()),
        _ => None,
    }
}
