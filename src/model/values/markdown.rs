//! From Markdown to rich text, with `pulldown-cmark`.
//!
//! A report's text has paragraphs, lists, strong, emphasis, links and hard breaks.
//! Every other construct is a fault.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::ordinal::{is_numbered, push_sentences};
use super::rich_text::{push_inline, push_text};
use super::{Block, Inline, ScalarFault};
use crate::fault::{MarkdownConstruct, ValueFault};

/// The deepest nesting of lists that is allowed: no reader follows deeper ones.
const MAX_LIST_DEPTH: usize = 4;
/// The deepest nesting of marks that is allowed, so that no text can exhaust the stack.
const MAX_MARK_DEPTH: usize = 8;

/// All faults of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkdownFaults(pub Vec<ScalarFault>);

impl fmt::Display for MarkdownFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults in the Markdown", self.0.len())
    }
}

/// Reads Markdown.
///
/// # Errors
/// Every construct that a report does not have, or that the text is empty.
pub(super) fn parse(text: &str) -> Result<Vec<Block>, MarkdownFaults> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut reader = Reader {
        text,
        events: Parser::new_ext(text, options).into_offset_iter(),
        faults: Vec::new(),
        list_depth: 0,
        mark_depth: 0,
    };
    let mut definitions: Vec<_> =
        reader.events.reference_definitions().iter().map(|(_, d)| d.span.clone()).collect();
    definitions.sort_by_key(|span| span.start);
    for span in definitions {
        reader.fault(MarkdownConstruct::LinkDefinition, &span);
    }
    let blocks = reader.blocks();
    if blocks.is_empty() && reader.faults.is_empty() {
        let fault = ValueFault::EmptyText.into();
        reader.faults.push(ScalarFault { fault, excerpt: None });
    }
    if reader.faults.is_empty() { Ok(blocks) } else { Err(MarkdownFaults(reader.faults)) }
}

/// Builds blocks from the parser's events.
struct Reader<'a> {
    text: &'a str,
    events: OffsetIter<'a>,
    faults: Vec<ScalarFault>,
    list_depth: usize,
    mark_depth: usize,
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

    /// Adds a list; or paragraphs, if its numbers are ordinals at the beginning of sentences.
    fn list(&mut self, start: Option<u64>, range: &Range<usize>, blocks: &mut Vec<Block>) {
        if self.list_depth == MAX_LIST_DEPTH {
            self.fault(MarkdownConstruct::DeepList, range);
            return self.skip(TagEnd::List(start.is_some()));
        }
        self.list_depth += 1;
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
        self.list_depth -= 1;
        let is_only = items.len() == 1;
        let mut has_sign = false;
        for (written, blocks) in &mut items {
            if is_plus(written) || is_only && written.starts_with('*') {
                keep_sign(&written[..1], blocks);
                has_sign = true;
            }
        }
        if has_sign && is_only {
            return blocks.extend(items.into_iter().flat_map(|(_, blocks)| blocks));
        }
        if start.is_some() && !is_numbered(&items) {
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

    /// Adds the inline that an event begins.
    fn inline(&mut self, event: Event<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => {
                // In `N:\_felles` the sign is no escape.
                if self.text[..range.start].ends_with('\\') && is_path(self.text, range.start) {
                    push_text(out, "\\");
                }
                push_text(out, written(self.text, &text, &range));
            }
            Event::HardBreak if self.text[range.start..].starts_with('\\') => {
                out.push(Inline::Break);
            }
            // Two spaces at the end of a line are seen by nobody, and meant by nobody.
            Event::SoftBreak | Event::HardBreak => push_text(out, " "),
            Event::Start(tag @ (Tag::Strong | Tag::Emphasis | Tag::Link { .. })) => {
                self.mark(&tag, &range, out);
            }
            Event::Start(tag) => {
                self.fault(construct(&tag), &range);
                self.skip(tag.to_end());
            }
            Event::Code(_) => self.fault(MarkdownConstruct::Code, &range),
            Event::Rule => self.fault(MarkdownConstruct::Rule, &range),
            Event::FootnoteReference(_) => {
                self.fault(MarkdownConstruct::Footnote, &range);
            }
            Event::TaskListMarker(_) => self.fault(MarkdownConstruct::TaskList, &range),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.fault(MarkdownConstruct::Html, &range);
            }
            Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Adds a piece of text with a mark around it.
    fn mark(&mut self, tag: &Tag<'_>, range: &Range<usize>, out: &mut Vec<Inline>) {
        if self.mark_depth == MAX_MARK_DEPTH {
            self.fault(MarkdownConstruct::DeepMarks, range);
            return self.skip(tag.to_end());
        }
        self.mark_depth += 1;
        let body = self.inlines();
        self.mark_depth -= 1;
        // In `5*3 og 4*2` the stars are no marks: marks begin where a word begins.
        let inside_word = self.text[..range.start].ends_with(char::is_alphanumeric);
        match tag {
            Tag::Strong if inside_word => push_around(out, "**", body),
            Tag::Emphasis if inside_word => push_around(out, "*", body),
            Tag::Strong => out.push(Inline::Strong { body }),
            Tag::Emphasis => out.push(Inline::Emphasis { body }),
            Tag::Link { link_type, dest_url, .. } => match address(*link_type, dest_url) {
                Some(url) if !body.is_empty() => out.push(Inline::Link { url, body }),
                _ => self.fault(MarkdownConstruct::LinkAddress, range),
            },
            _ => out.extend(body),
        }
    }

    /// Skips to the end of a container of this kind.
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

    /// Records a construct that a report does not have; its excerpt is its first line.
    fn fault(&mut self, construct: MarkdownConstruct, range: &Range<usize>) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let excerpt = written.trim().lines().next().map(str::to_owned);
        let fault = ValueFault::Markdown { construct }.into();
        self.faults.push(ScalarFault { fault, excerpt });
    }
}

/// The construct that a tag begins.
fn construct(tag: &Tag<'_>) -> MarkdownConstruct {
    match tag {
        Tag::Heading { .. } => MarkdownConstruct::Heading,
        Tag::BlockQuote(_) => MarkdownConstruct::Quote,
        Tag::CodeBlock(_) => MarkdownConstruct::CodeBlock,
        Tag::FootnoteDefinition(_) => MarkdownConstruct::Footnote,
        Tag::Image { .. } => MarkdownConstruct::Image,
        Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => MarkdownConstruct::Table,
        _ => MarkdownConstruct::Html,
    }
}

/// The text as it is written: HTML entities are not resolved.
fn written<'a>(source: &'a str, text: &'a str, range: &Range<usize>) -> &'a str {
    let written = &source[range.clone()];
    if written.starts_with('&') { written } else { text }
}

/// The address of a link, if it is whole: `https:`, `http:`, `mailto:` or `tel:`.
fn address(kind: LinkType, url: &str) -> Option<String> {
    if kind == LinkType::Email {
        return Some(format!("mailto:{url}"));
    }
    let rest = ["https://", "http://", "mailto:", "tel:"]
        .into_iter()
        .find_map(|scheme| url.strip_prefix(scheme))?;
    (!rest.is_empty()).then(|| url.to_owned())
}

/// Whether what is written as a point begins with a plus that belongs to a number: `+ 5 %`.
fn is_plus(written: &str) -> bool {
    let rest = written.strip_prefix('+').map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Puts a sign back before a text: a plus before its number, a star before a note.
fn keep_sign(sign: &str, blocks: &mut [Block]) {
    if let Some(Block::Paragraph { body }) = blocks.first_mut() {
        let mut signed = Vec::new();
        push_text(&mut signed, &format!("{sign} "));
        for inline in std::mem::take(body) {
            push_inline(&mut signed, inline);
        }
        *body = signed;
    }
}

/// Whether a byte of a text is in a path of Windows: `N:\felles`, or `\\server\del`.
fn is_path(text: &str, at: usize) -> bool {
    let space = text[..at].char_indices().rfind(|(_, c)| c.is_whitespace());
    let start = space.map_or(0, |(before, c)| before + c.len_utf8());
    let word = text[start..].split_whitespace().next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '«', '"', '\'']);
    let drive = word.as_bytes();
    let is_drive = matches!(drive, [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    let share = word.strip_prefix(r"\\").filter(|rest| rest.starts_with(char::is_alphanumeric));
    is_drive || share.is_some_and(|rest| rest.contains('\\'))
}

/// Moves inlines that stand without a paragraph into one.
fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph { body: std::mem::take(loose) });
    }
}

/// Adds a body between signs that are text.
fn push_around(out: &mut Vec<Inline>, sign: &str, body: Vec<Inline>) {
    push_text(out, sign);
    for inline in body {
        push_inline(out, inline);
    }
    push_text(out, sign);
}

#[cfg(test)]
mod tests;
