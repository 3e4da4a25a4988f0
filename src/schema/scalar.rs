//! The check of single values: words of an enumeration, and values that are parsed further.

use std::ops::Range;

use super::check::Check;
use super::shape::{Form, Shape};
use super::terms::{WORD_AND_REASON, synonym};
use crate::fault::{NodeType, ShapeFault};
use crate::finding::MAX_SHOWN;
use crate::model::values::{ScalarFault, ValueKind};
use crate::suggest::closest;
use crate::tree::{Node, Scalar};

/// The signs between several values in one text.
const SEPARATORS: [&str; 7] = [" / ", "/", "; ", ", ", " og ", " and ", " + "];

impl Check<'_> {
    /// Checks a value against the words of an enumeration. Returns whether there are any.
    pub(super) fn word(&mut self, shape: &Shape, scalar: &Scalar, node: &Node) -> bool {
        let words = shape.words();
        if words.is_empty() || scalar.kind == NodeType::Null {
            return false;
        }
        let value = scalar.text.trim();
        if let Some(values) = word_and_reason(&words, value)
            && shape.field(WORD_AND_REASON[1]).is_some()
        {
            let fields = WORD_AND_REASON.map(str::to_owned).to_vec();
            self.report(ShapeFault::SeveralValues { values, fields }, &node.span);
        } else if !words.iter().any(|word| word == value) {
            let allowed: Vec<String> =
                words.into_iter().filter(|w| !matches!(&**w, "true" | "false")).collect();
            let fault = ShapeFault::UnknownWord {
                value: value.to_owned(),
                suggestion: closest(value, allowed.iter().map(String::as_str))
                    .or_else(|| synonym(value, &allowed)),
                allowed,
                field: fitting_field(shape, &scalar.text),
            };
            self.report(fault, &node.span);
        }
        true
    }

    /// Checks a value that is parsed further.
    pub(super) fn scalar(&mut self, shape: &Shape, form: &Form, scalar: &Scalar, node: &Node) {
        let Some(kind) = form.value else { return };
        let faults = kind.faults(&scalar.text);
        if faults.is_empty() && !form.has_type(scalar.kind) {
            let expected = form.expected().into_iter().collect();
            let (found, fields) = (scalar.kind, Vec::new());
            let fault = ShapeFault::WrongType { expected, found, fields, name: None };
            self.report(fault, &node.span);
        }
        if !faults.is_empty()
            && let Some(values) = split_values(kind, &scalar.text)
        {
            let takes_list = shape.form_for(NodeType::List).is_some();
            let fields = shape.numeric_fields().into_iter();
            let fields: Vec<String> = fields.map(|(name, _)| name.to_owned()).collect();
            if takes_list || !fields.is_empty() {
                let fault = ShapeFault::SeveralValues { values, fields };
                return self.report(fault, &node.span);
            }
        }
        for fault in faults.into_iter().take(MAX_SHOWN) {
            let span = self.excerpt(&fault, node);
            self.report(fault.fault, &span);
        }
    }

    /// The bytes of a fault: those of its excerpt, if it is written in the node.
    fn excerpt(&self, fault: &ScalarFault, node: &Node) -> Range<usize> {
        let excerpt = fault.excerpt.as_deref().unwrap_or_default();
        match self.written(node).find(excerpt).filter(|_| !excerpt.is_empty()) {
            Some(at) => node.span.start + at..node.span.start + at + excerpt.len(),
            None => node.span.clone(),
        }
    }
}

/// A word of an enumeration and its reason: `mindre-avvik – høringen er utsatt`.
fn word_and_reason(words: &[String], value: &str) -> Option<Vec<String>> {
    let (word, rest) = value.split_once([' ', ',', ';', '('])?;
    let reason = rest.trim_matches([' ', '–', '-', ',', ';', ':', '(', ')']);
    let is_known = words.iter().any(|known| known == word);
    (is_known && !reason.is_empty()).then(|| vec![word.to_owned(), reason.to_owned()])
}

/// The one field beside a word that a value would fit: `60 %` is no status but a progress.
fn fitting_field(shape: &Shape, text: &str) -> Option<String> {
    let fields = shape.numeric_fields().into_iter();
    let mut fitting = fields.filter(|(_, kind)| kind.faults(text).is_empty());
    let (name, _) = fitting.next()?;
    fitting.next().is_none().then(|| name.to_owned())
}

/// The values of a kind in a text that has more than one: `700 000 / 1 200 000`.
fn split_values(kind: ValueKind, text: &str) -> Option<Vec<String>> {
    for separator in SEPARATORS {
        let values: Vec<String> =
            text.split(separator).map(|value| value.trim().to_owned()).collect();
        if values.len() > 1 && values.iter().all(|value| kind.faults(value).is_empty()) {
            return Some(values);
        }
    }
    None
}
