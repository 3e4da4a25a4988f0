//! Markdown to rich text, by way of `pulldown-cmark`.
//!
//! A report's text has paragraphs, lists, strong, emphasis, links and hard breaks.
//! Everything else in it is a fault that says what to write instead.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::ordinal::{push_sentences, runs_on};
use super::rich_text::{push_inline, push_text};
use super::{Block, Fault, Inline};
use crate::diagnostics::{Code, Construct};

/// Lists in lists beyond this are refused: no reader follows them.
const MAX_LIST_DEPTH: usize = 4;
/// Marks in marks beyond this are refused, so that no text can exhaust the stack.
const MAX_MARK_DEPTH: usize = 8;

/// A Markdown construct that a report does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownFault {
    /// What it is; `None` for a text without a letter.
    pub construct: Option<Construct>,
    /// The first line of it as written.
    pub excerpt: String,
}

/// All faults of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownFaults(pub Vec<MarkdownFault>);

impl MarkdownFaults {
    /// The same as faults of a value.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let fault = |fault: MarkdownFault| Fault {
            code: fault
                .construct
                .map_or(Code::EmptyText, |construct| Code::Markdown { construct }),
            excerpt: Some(fault.excerpt).filter(|e| !e.is_empty()),
        };
        self.0.into_iter().map(fault).collect()
    }
}

impl fmt::Display for MarkdownFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults in the Markdown", self.0.len())
    }
}

/// Reads Markdown.
///
/// # Errors
/// Every construct that a report does not have.
pub(super) fn parse(text: &str) -> Result<Vec<Block>, MarkdownFaults> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut reader = Reader {
        text,
        events: Parser::new_ext(text, options).into_offset_iter(),
        faults: Vec::new(),
        lists: 0,
        marks: 0,
    };
    let mut definitions: Vec<_> = reader
        .events
        .reference_definitions()
        .iter()
        .map(|(_, d)| d.span.clone())
        .collect();
    definitions.sort_by_key(|span| span.start);
    for span in definitions {
        reader.fault(Construct::LinkDefinition, &span);
    }
    let blocks = reader.blocks();
    if blocks.is_empty() && reader.faults.is_empty() {
        reader.faults.push(MarkdownFault { construct: None, excerpt: String::new() });
    }
    if reader.faults.is_empty() { Ok(blocks) } else { Err(MarkdownFaults(reader.faults)) }
}

struct Reader<'a> {
    text: &'a str,
    events: OffsetIter<'a>,
    faults: Vec<MarkdownFault>,
    lists: usize,
    marks: usize,
}

impl Reader<'_> {
    /// Blocks up to the end of the container they are in.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        // In a tight list the text of an item comes without a paragraph around it.
        let mut loose = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if let Event::Start(tag @ (Tag::Paragraph | Tag::List(_))) = event {
                flush(&mut loose, &mut blocks);
                match tag {
                    Tag::List(start) => self.list(start, &range, &mut blocks),
                    _ => blocks.push(Block::Paragraph { body: self.inlines() }),
                }
            } else if matches!(event, Event::End(_)) {
                break;
            } else {
                self.inline(event, range, &mut loose);
            }
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    /// Whether the line before a byte is blank.
    fn after_blank_line(&self, start: usize) -> bool {
        let before = &self.text[..start];
        before[before.trim_end().len()..].matches('\n').count() > 1
    }

    /// A list; or paragraphs, if it is none that a reader would see.
    fn list(
        &mut self,
        start: Option<u64>,
        range: &Range<usize>,
        blocks: &mut Vec<Block>,
    ) {
        if self.lists == MAX_LIST_DEPTH {
            self.fault(Construct::DeepList, range);
            return self.skip(TagEnd::List(start.is_some()));
        }
        self.lists += 1;
        let follows_directly = !self.after_blank_line(range.start);
        let mut tight = true;
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = self.events.next() {
            tight &= items.is_empty() || !self.after_blank_line(range.start);
            let written = self.text[range].trim_end();
            tight &= !written.contains("\n\n");
            let marker = written.split_inclusive(['.', ')']).next().unwrap_or_default();
            items.push((marker, self.blocks()));
        }
        self.lists -= 1;
        if start.is_some() && !runs_on(&items) {
            push_sentences(items, follows_directly, tight, blocks);
        } else {
            let items = items.into_iter().map(|(_, blocks)| blocks).collect();
            blocks.push(Block::List { start, tight, items });
        }
    }

    /// Inlines up to the end of the container they are in.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(out, written(self.text, &text, &range)),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Start(tag @ (Tag::Strong | Tag::Emphasis | Tag::Link { .. })) => {
                self.mark(&tag, &range, out);
            }
            Event::Start(tag) => {
                self.fault(construct(&tag), &range);
                self.skip(tag.to_end());
            }
            Event::Code(_) => self.fault(Construct::Code, &range),
            Event::Rule => self.fault(Construct::Rule, &range),
            Event::FootnoteReference(_) => self.fault(Construct::Footnote, &range),
            Event::TaskListMarker(_) => self.fault(Construct::TaskList, &range),
            Event::Html(_) | Event::InlineHtml(_) => self.fault(Construct::Html, &range),
            Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// A piece of text with a mark around it.
    fn mark(&mut self, tag: &Tag<'_>, range: &Range<usize>, out: &mut Vec<Inline>) {
        if self.marks == MAX_MARK_DEPTH {
            self.fault(Construct::DeepMarks, range);
            return self.skip(tag.to_end());
        }
        self.marks += 1;
        let body = self.inlines();
        self.marks -= 1;
        // In `5*3 og 4*2` the stars are no marks: marks begin where a word begins.
        let inside_word = self.text[..range.start].ends_with(char::is_alphanumeric);
        match tag {
            Tag::Strong if inside_word => push_around(out, "**", body),
            Tag::Emphasis if inside_word => push_around(out, "*", body),
            Tag::Strong => out.push(Inline::Strong { body }),
            Tag::Emphasis => out.push(Inline::Emphasis { body }),
            Tag::Link { link_type, dest_url, .. } => {
                match address(*link_type, dest_url) {
                    Some(url) if !body.is_empty() => out.push(Inline::Link { url, body }),
                    _ => self.fault(Construct::LinkAddress, range),
                }
            }
            _ => out.extend(body),
        }
    }

    /// Passes over everything up to the end of a container of this kind.
    fn skip(&mut self, end: TagEnd) {
        let mut depth = 1;
        while depth > 0
            && let Some((event, _)) = self.events.next()
        {
            match event {
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end => depth -= 1,
                _ => {}
            }
        }
    }

    fn fault(&mut self, construct: Construct, range: &Range<usize>) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let excerpt = written.trim().lines().next().unwrap_or_default().to_owned();
        self.faults.push(MarkdownFault { construct: Some(construct), excerpt });
    }
}

fn construct(tag: &Tag<'_>) -> Construct {
    match tag {
        Tag::Heading { .. } => Construct::Heading,
        Tag::BlockQuote(_) => Construct::Quote,
        Tag::CodeBlock(_) => Construct::CodeBlock,
        Tag::FootnoteDefinition(_) => Construct::Footnote,
        Tag::Image { .. } => Construct::Image,
        Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
            Construct::Table
        }
        _ => Construct::Html,
    }
}

/// Text as it is written: an HTML entity is not what it stands for, but itself.
fn written<'a>(source: &'a str, text: &'a str, range: &Range<usize>) -> &'a str {
    let written = &source[range.clone()];
    if written.starts_with('&') { written } else { text }
}

/// The address of a link, if it is whole: `https:`, `http:`, `mailto:` or `tel:`.
fn address(kind: LinkType, url: &str) -> Option<String> {
    let whole = |scheme: &&str| url.len() > scheme.len() && url.starts_with(*scheme);
    match kind {
        LinkType::Email => Some(format!("mailto:{url}")),
        _ if ["https://", "http://", "mailto:", "tel:"].iter().any(whole) => {
            Some(url.into())
        }
        _ => None,
    }
}

/// Makes a paragraph of inlines that stand without one.
fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph { body: std::mem::take(loose) });
    }
}

/// Adds a body between signs that are no marks.
fn push_around(out: &mut Vec<Inline>, sign: &str, body: Vec<Inline>) {
    push_text(out, sign);
    for inline in body {
        push_inline(out, inline);
    }
    push_text(out, sign);
}

#[cfg(test)]
mod tests;
