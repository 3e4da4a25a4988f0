//! Markdown to rich text, by way of `pulldown-cmark`.
//!
//! A report's text has paragraphs, lists, strong, emphasis, links and hard breaks.
//! Everything else in it is a fault that says what to write instead.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

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
                if let Some(block) = self.block(&tag, &range) {
                    push(block, !self.after_blank_line(range.start), &mut blocks);
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

    fn block(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> Option<Block> {
        match tag {
            Tag::List(_) if self.lists == MAX_LIST_DEPTH => {
                self.fault(Construct::DeepList, range);
                self.skip(tag.to_end());
                None
            }
            Tag::List(start) => Some(self.list(*start)),
            _ => Some(Block::Paragraph { body: self.inlines() }),
        }
    }

    fn list(&mut self, start: Option<u64>) -> Block {
        self.lists += 1;
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let written = self.text[range].trim_end();
                    tight &= !written.contains("\n\n");
                    items.push(self.blocks());
                }
                _ => break,
            }
        }
        self.lists -= 1;
        Block::List { start, tight, items }
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
            Event::Text(text) => push_text(out, &text),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Start(tag @ (Tag::Strong | Tag::Emphasis | Tag::Link { .. })) => {
                self.mark(tag, &range, out);
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
    fn mark(&mut self, tag: Tag<'_>, range: &Range<usize>, out: &mut Vec<Inline>) {
        if self.marks == MAX_MARK_DEPTH {
            self.fault(Construct::DeepMarks, range);
            return self.skip(tag.to_end());
        }
        self.marks += 1;
        let body = self.inlines();
        self.marks -= 1;
        match tag {
            Tag::Strong => out.push(Inline::Strong { body }),
            Tag::Emphasis => out.push(Inline::Emphasis { body }),
            Tag::Link { dest_url, .. } if !dest_url.is_empty() => {
                out.push(Inline::Link { url: dest_url.into_string(), body });
            }
            // A link without an address is just its text.
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

/// Adds a block. A «list» of one number is a sentence that begins with an ordinal
/// («1. januar 2015 …»), so it stays text; it goes on with the paragraph it follows
/// directly, as the next line of it.
fn push(block: Block, joined: bool, blocks: &mut Vec<Block>) {
    let Block::List { start: Some(number), items, .. } = &block else {
        blocks.push(block);
        return;
    };
    let [item] = items.as_slice() else {
        blocks.push(block);
        return;
    };
    let mut item = item.clone();
    let ordinal = format!("{number}. ");
    match item.first_mut() {
        Some(Block::Paragraph { body }) => prepend_text(body, &ordinal),
        _ => item
            .insert(0, Block::Paragraph { body: vec![Inline::Text { text: ordinal }] }),
    }
    if joined
        && let Some(Block::Paragraph { body: before }) = blocks.last_mut()
        && let Block::Paragraph { body } = item.remove(0)
    {
        push_text(before, " ");
        for inline in body {
            match inline {
                Inline::Text { text } => push_text(before, &text),
                other => before.push(other),
            }
        }
    }
    blocks.append(&mut item);
}

/// Makes a paragraph of inlines that stand without one.
fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph { body: std::mem::take(loose) });
    }
}

fn push_text(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(more),
        _ => out.push(Inline::Text { text: more.to_owned() }),
    }
}

fn prepend_text(body: &mut Vec<Inline>, more: &str) {
    match body.first_mut() {
        Some(Inline::Text { text }) => text.insert_str(0, more),
        _ => body.insert(0, Inline::Text { text: more.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in short: `p(…)`, `ul[…|…]`, `ol3[…]`.
    fn short(text: &str) -> String {
        parse(text).unwrap().iter().map(block).collect::<Vec<_>>().join(" ")
    }

    fn block(block: &Block) -> String {
        match block {
            Block::Paragraph { body } => {
                format!("p({})", body.iter().map(inline).collect::<String>())
            }
            Block::List { start, items, .. } => {
                let join = |b: &Vec<Block>| b.iter().map(self::block).collect::<String>();
                let items: Vec<_> = items.iter().map(join).collect();
                let name = start.map_or("ul".into(), |n| format!("ol{n}"));
                format!("{name}[{}]", items.join("|"))
            }
        }
    }

    fn inline(inline: &Inline) -> String {
        let join = |b: &Vec<Inline>| b.iter().map(self::inline).collect::<String>();
        match inline {
            Inline::Text { text } => text.clone(),
            Inline::Break => "⏎".into(),
            Inline::Strong { body } => format!("<b>{}</b>", join(body)),
            Inline::Emphasis { body } => format!("<i>{}</i>", join(body)),
            Inline::Link { url, body } => format!("<{url}>{}", join(body)),
        }
    }

    fn faults(text: &str) -> Vec<Option<Construct>> {
        parse(text).unwrap_err().0.into_iter().map(|f| f.construct).collect()
    }

    #[test]
    fn paragraphs_lists_and_marks_become_a_tree() {
        assert_eq!(short("En\nto\n\ntre"), "p(En to) p(tre)");
        assert_eq!(short("- a\n- b\n  - c"), "ul[p(a)|p(b)ul[p(c)]]");
        assert_eq!(short("1. a\n2. b"), "ol1[p(a)|p(b)]");
        assert_eq!(
            short("**a *b***\\\n[c](https://d.no)"),
            "p(<b>a <i>b</i></b>⏎<https://d.no>c)"
        );
    }

    #[test]
    fn code_like_characters_come_out_as_written() {
        let text = "#let x = $1 * 2$ @ref <5 % C:\\temp _a_b \\# ~ca.~ a|b {x} \"q\"";
        assert_eq!(
            short(text),
            "p(#let x = $1 * 2$ @ref <5 % C:\\temp _a_b # ~ca.~ a|b {x} \"q\")"
        );
    }

    #[test]
    fn an_ordinal_is_no_list() {
        assert_eq!(short("1. januar 2015 bodde her"), "p(1. januar 2015 bodde her)");
        assert_eq!(short("Fra\n1. januar 2015"), "p(Fra 1. januar 2015)");
        assert_eq!(short("Først.\n\n1. januar 2015"), "p(Først.) p(1. januar 2015)");
    }

    #[test]
    fn other_constructs_are_faults_that_keep_the_rest_in_step() {
        let text = "# a\n\n> b\n\n`c` ![d](e) <br>\n\n---\n\n| f | g |\n|---|---|\n| 1 | 2 |\n\n- [ ] h";
        let expected = [
            Construct::Heading,
            Construct::Quote,
            Construct::Code,
            Construct::Image,
            Construct::Html,
            Construct::Rule,
            Construct::Table,
            Construct::TaskList,
        ];
        assert_eq!(faults(text), expected.map(Some));
        assert_eq!(faults(" \n "), [None]);
    }

    #[test]
    fn deep_lists_are_one_fault() {
        assert_eq!(short("- - - - x"), "ul[ul[ul[ul[p(x)]]]]");
        assert_eq!(faults("- - - - - - x\n- y"), [Some(Construct::DeepList)]);
        assert_eq!(faults(&"+ ".repeat(50_000)), [Some(Construct::DeepList)]);
        let marks = format!("{}x{}", "*a **b ".repeat(9), "** a* ".repeat(9));
        assert!(faults(&marks).contains(&Some(Construct::DeepMarks)));
    }
}
