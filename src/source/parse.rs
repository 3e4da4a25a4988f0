//! Text to tree, by way of `serde-saphyr`.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Location, Options, Spanned};

use super::{Document, Entry, Node, Scalar, Value, joined, looks, stray, syntax, traps};
use crate::diagnostics::{Code, Finding, Kind, Note, Place, SourceFile};

/// Nesting below which every report stays, and no recursion overflows.
const MAX_DEPTH: usize = 48;
/// Nodes after aliases are followed.
const MAX_NODES: usize = 100_000;

/// Parses a data file.
///
/// # Errors
/// The first fault of the YAML itself, or every key that is written twice.
pub fn parse(file: &Arc<SourceFile>) -> Result<Document, Vec<Finding>> {
    if let Some(finding) = stray::line(file) {
        return Err(vec![finding]);
    }
    let raw: Spanned<Raw> = serde_yaml::from_str_with_options(&file.text, options())
        .map_err(|e| vec![syntax::finding(file, &e)])?;
    let mut builder = Builder { file, findings: Vec::new() };
    let root = builder.node(raw);
    if matches!(root.value, Value::Scalar(_))
        && let Some(colon) = looks::colon_without_space(first_line(&file.text))
    {
        let place = Place::new(file, colon..colon + 1);
        return Err(vec![Finding::error(Code::MissingSpace { after: ':' }, place)]);
    }
    if let Value::Scalar(scalar) = &root.value
        && scalar.text.contains(" = ")
    {
        let line = builder.first_line(root.span.start);
        let place = Place::new(file, line);
        return Err(vec![Finding::error(Code::MissingColon { equals: true }, place)]);
    }
    let mut findings = builder.findings;
    if root.is_null() {
        findings.push(Finding::error(Code::EmptyFile, Place::file(&file.path)));
    }
    if findings.is_empty() {
        Ok(Document { file: Arc::clone(file), root })
    } else {
        Err(findings)
    }
}

/// A text up to the end of the first line that is neither empty nor a comment.
fn first_line(text: &str) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
    }
    &text[..end]
}

/// How the YAML is read: `nei`, `no` and `0123` stay text, and bombs are refused.
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

/// A value as the parser hands it over; its text is looked up in the file afterwards.
enum Raw {
    Text(String),
    Plain(Kind),
    List(Vec<Spanned<Raw>>),
    Fields(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Bool))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Null))
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Null))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Fields(entries))
    }
}

/// Turns raw values into nodes and gathers keys that are written twice.
struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    findings: Vec<Finding>,
}

impl Builder<'_> {
    fn node(&mut self, raw: Spanned<Raw>) -> Node {
        let span = self.span(raw.referenced);
        let written = self.span(raw.defined);
        match raw.value {
            Raw::Text(text) => {
                let joined = joined::lines(self.file, &span);
                let tab = || traps::tab_inside(self.file, &span);
                self.findings.extend(joined.or_else(tab));
                self.findings.extend(traps::anchor(self.file, &span));
                self.findings.extend(traps::html_entity(self.file, &span));
                self.findings.extend(traps::bullet(self.file, &span));
                self.findings.extend(traps::curly_quotes(self.file, &span, &text));
                scalar(span, text, Kind::Text)
            }
            Raw::Plain(kind) => {
                let text = self.file.text.get(written).unwrap_or_default().trim();
                scalar(span, text.to_owned(), kind)
            }
            Raw::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|i| self.node(i)).collect();
                for item in &items {
                    self.findings.extend(traps::comment(
                        self.file,
                        item.span.start,
                        item,
                    ));
                }
                self.findings.extend(traps::semicolon(self.file, &items));
                Node { span: self.first_line(span.start), value: Value::List(items) }
            }
            Raw::Fields(entries) => Node {
                span: self.first_line(span.start),
                value: Value::Fields(self.entries(entries)),
            },
        }
    }

    fn entries(&mut self, raw: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(raw.len());
        for (key, value) in raw {
            let key = self.node(key);
            let Value::Scalar(Scalar { text, .. }) = key.value else {
                self.findings.push(Finding::error(Code::KeyType, self.place(key.span)));
                continue;
            };
            if let Some(first) = entries.iter().find(|e| e.key == text) {
                let code = Code::DuplicateKey { key: text };
                let first = self.place(first.key_span.clone());
                let finding = Finding::error(code, self.place(key.span))
                    .related_to(Note::First, first);
                self.findings.push(finding);
                continue;
            }
            self.findings.extend(traps::invisible(self.file, &key.span));
            let value = self.node(value);
            self.findings.extend(traps::comment(self.file, key.span.end, &value));
            entries.push(Entry { key: text, key_span: key.span, value });
        }
        entries
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, span)
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

    /// From a byte to the end of its line, without white space.
    fn first_line(&self, start: usize) -> Range<usize> {
        let line = self.file.line_range(start);
        let text = self.file.text.get(start..line.end).unwrap_or_default();
        start..start + text.trim_end().len()
    }
}

fn scalar(span: Range<usize>, text: String, kind: Kind) -> Node {
    Node { span, value: Value::Scalar(Scalar { text, kind }) }
}

/// The first byte of a location.
pub(super) fn offset(text: &str, location: Location) -> usize {
    let byte = location.span().byte_offset().and_then(|n| usize::try_from(n).ok());
    byte.unwrap_or_else(|| {
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let column = number(location.column()).saturating_sub(1);
        syntax::byte_offset(text, number(location.line()), column)
    })
}
