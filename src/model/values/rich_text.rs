//! Long text as a small tree.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::MarkdownFaults;
use super::uri::uri;
use crate::typography;

/// Long text, written in Markdown: blocks one after another. It is serialized as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RichText(pub Vec<Block>);

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        #[serde(serialize_with = "joined")]
        body: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of the first item, if the items are numbered.
        start: Option<u64>,
        /// Whether the items stand close together, as written without blank lines.
        tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Inline {
    /// Characters, exactly as they are to be shown.
    Text {
        /// The characters.
        #[serde(serialize_with = "set")]
        text: String,
    },
    /// A line break that was asked for.
    Break,
    /// Strong importance (`**…**`).
    Strong {
        /// What is strong.
        body: Vec<Inline>,
    },
    /// Emphasis (`*…*`).
    Emphasis {
        /// What is emphasised.
        body: Vec<Inline>,
    },
    /// A link.
    Link {
        /// The address.
        #[serde(serialize_with = "as_uri")]
        url: String,
        /// What is shown.
        body: Vec<Inline>,
    },
}

/// Serializes characters as a page shows them.
fn set<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&typography::set(text))
}

/// Serializes a paragraph whose pieces are bound to each other as words are: `**160 000** kr`.
fn joined<S: Serializer>(body: &[Inline], serializer: S) -> Result<S::Ok, S::Error> {
    if body.len() < 2 {
        return body.serialize(serializer);
    }
    let mut body = body.to_vec();
    let mut texts = Vec::new();
    collect_texts(&mut body, &mut texts);
    let mut before: Option<&mut String> = None;
    for text in texts {
        before = match (before, text) {
            (Some(before), Some(text)) => {
                typography::bind_between(before, text);
                Some(text)
            }
            (_, text) => text,
        };
    }
    body.serialize(serializer)
}

/// Adds the texts of a paragraph in order, and none where a line breaks.
fn collect_texts<'a>(body: &'a mut [Inline], texts: &mut Vec<Option<&'a mut String>>) {
    for piece in body {
        match piece {
            Inline::Text { text } => texts.push(Some(text)),
            Inline::Break => texts.push(None),
            Inline::Strong { body } | Inline::Emphasis { body } | Inline::Link { body, .. } => {
                collect_texts(body, texts);
            }
        }
    }
}

/// Serializes an address as a link has it.
fn as_uri<S: Serializer>(url: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&uri(url))
}

impl std::str::FromStr for RichText {
    type Err = MarkdownFaults;

    fn from_str(text: &str) -> Result<Self, MarkdownFaults> {
        super::markdown::parse(text).map(Self)
    }
}

/// Adds text to the end of a paragraph; a tab becomes a space.
pub(super) fn push_text(out: &mut Vec<Inline>, more: &str) {
    let more = more.replace('\t', " ");
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(&more),
        _ => out.push(Inline::Text { text: more }),
    }
}

/// Adds a piece to the end of a paragraph; text is joined with the text before it.
pub(super) fn push_inline(out: &mut Vec<Inline>, inline: Inline) {
    match inline {
        Inline::Text { text } => push_text(out, &text),
        other => out.push(other),
    }
}
