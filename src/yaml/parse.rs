//! From text to a tree of nodes, with `serde-saphyr`.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Location, Options, Spanned};

use super::lines::{error_in, offset, rest_of_line};
use super::mistakes::{self, Aliases};
use crate::fault::{FileFault, NodeType, YamlFault};
use crate::finding::{Finding, Note, Place, SourceText};
use crate::tree::{Document, Entry, Node, Scalar, Value};

/// The deepest nesting that is read: more than any report has, less than recursion can bear.
const MAX_DEPTH: usize = 48;
/// The largest number of nodes, after aliases are followed.
const MAX_NODES: usize = 100_000;

/// Parses a data file.
///
/// # Errors
/// One finding if the YAML cannot be parsed or its root is a bare text; otherwise every mistake in its
/// values, comments and keys, or an empty document.
pub fn parse(file: &Arc<SourceText>) -> Result<Document, Vec<Finding>> {
    let unreadable = mistakes::control_character(file).or_else(|| mistakes::foreign_line(file));
    if let Some(finding) = unreadable {
        return Err(vec![finding]);
    }
    let raw: Spanned<Raw> = serde_yaml::from_str_with_options(&file.text, options())
        .map_err(|error| vec![mistakes::parser_error(file, &error)])?;
    let mut builder = Builder { file, findings: Vec::new(), aliases: Aliases::new() };
    let root = builder.node(raw);
    let mut findings = builder.findings;
    let document = Document { file: Arc::clone(file), root };
    if let Some(finding) = mistakes::in_document(&document) {
        return Err(vec![finding]);
    }
    if document.root.is_null() {
        findings.push(Finding::error(FileFault::EmptyFile, Place::file(&file.path)));
    }
    if findings.is_empty() { Ok(document) } else { Err(findings) }
}

/// The parser's options: `nei`, `no` and `0123` stay text, and bombs are refused.
fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_aliases: 1000,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// A value from the parser; the text of what is not a text to YAML is taken from the file.
enum Raw {
    Text(String),
    Plain(NodeType),
    List(Vec<Spanned<Raw>>),
    Fields(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

/// Defines the visits of values of which only the type matters.
macro_rules! visit_plain {
    ($($visit:ident($($value:ty)?) as $kind:ident),+) => {
        $(fn $visit<E>(self $(, _: $value)?) -> Result<Raw, E> {
            Ok(Raw::Plain(NodeType::$kind))
        })+
    };
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    visit_plain!(
        visit_bool(bool) as Bool,
        visit_i64(i64) as Number,
        visit_i128(i128) as Number,
        visit_u64(u64) as Number,
        visit_u128(u128) as Number,
        visit_f64(f64) as Number,
        visit_unit() as Null,
        visit_none() as Null
    );

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Raw, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Raw::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Fields(entries))
    }
}

/// Turns raw values into nodes and gathers the mistakes in them.
struct Builder<'a> {
    file: &'a Arc<SourceText>,
    findings: Vec<Finding>,
    aliases: Aliases,
}

impl Builder<'_> {
    fn node(&mut self, raw: Spanned<Raw>) -> Node {
        let span = self.span(raw.referenced);
        let written = self.span(raw.defined);
        match raw.value {
            Raw::Text(text) => {
                self.findings.extend(mistakes::in_text(self.file, &span, &text, &self.aliases));
                scalar(span, text, NodeType::Text)
            }
            Raw::Plain(kind) => {
                let text = self.file.text.get(written).unwrap_or_default().trim();
                scalar(span, text.to_owned(), kind)
            }
            Raw::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| self.node(item)).collect();
                self.findings.extend(mistakes::in_list(self.file, &items));
                let span = rest_of_line(self.file, span.start);
                Node { span, value: Value::List(items) }
            }
            Raw::Fields(entries) => {
                let span = rest_of_line(self.file, span.start);
                Node { span, value: Value::Fields(self.entries(entries)) }
            }
        }
    }

    fn entries(&mut self, raw: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(raw.len());
        let mut indices: HashMap<String, usize> = HashMap::with_capacity(raw.len());
        for (key, value) in raw {
            let key = self.node(key);
            let Value::Scalar(Scalar { text, .. }) = key.value else {
                self.findings.push(error_in(self.file, key.span, YamlFault::KeyType));
                continue;
            };
            if let Some(first) = indices.get(&text) {
                let first = Place::new(self.file, entries[*first].key_span.clone());
                let fault = YamlFault::DuplicateKey { key: text };
                let finding = error_in(self.file, key.span, fault);
                self.findings.push(finding.related_to(Note::First, first));
                continue;
            }
            self.findings.extend(mistakes::invisible(self.file, &key.span));
            let value = self.node(value);
            let comment = mistakes::comment(self.file, key.span.end, &value);
            self.findings.extend(comment);
            indices.insert(text.clone(), entries.len());
            entries.push(Entry { key: text, key_span: key.span, value });
        }
        entries
    }

    /// The bytes of a location, without the white space that ends a block of text.
    fn span(&self, location: Location) -> Range<usize> {
        let text = &self.file.text;
        let start = offset(text, location).min(text.len());
        let length = location.span().byte_len().and_then(|n| usize::try_from(n).ok());
        let end = (start + length.unwrap_or(0)).min(text.len());
        let written = text.get(start..end).unwrap_or_default().trim_end();
        start..start + written.len()
    }
}

fn scalar(span: Range<usize>, text: String, kind: NodeType) -> Node {
    Node { span, value: Value::Scalar(Scalar { text, kind }) }
}
