//! A page of the web as text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::SourceDiagnostic;
use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_html::{HtmlDocument, HtmlElement, HtmlNode, HtmlOptions, HtmlTag, attr, tag};

use super::text::visit_texts;

use super::resources::Resources;
use crate::finding::Findings;
use crate::report::Report;

impl Resources {
    /// The text of the file of a page that a template has made.
    ///
    /// # Errors
    /// What cannot be written in HTML, such as a control character, or a fault of the exporter.
    pub fn html(
        &self,
        document: &HtmlDocument,
        report: &Report,
        template: &str,
    ) -> Result<String, Findings> {
        let run = AssertUnwindSafe(|| typst_html::html(document, &HtmlOptions { pretty: false }));
        match catch_unwind(run) {
            Ok(Ok(text)) => Ok(text + "\n"),
            Ok(Err(errors)) => Err(Findings::new(self.diagnosed(report, template, &errors))),
            Err(_) => {
                let error = SourceDiagnostic::error(Span::detached(), "the exporter panicked");
                Err(Findings::new(self.diagnosed(report, template, &[error])))
            }
        }
    }
}

/// The text that a reader sees: that of the elements, with a space between them, and that of drawings.
pub fn web_text(document: &HtmlDocument) -> String {
    let mut text = String::new();
    visit(document.root(), &mut text);
    text
}

fn visit(element: &HtmlElement, text: &mut String) {
    if [tag::head, tag::style].contains(&element.tag) {
        return;
    }
    for child in &element.children {
        match child {
            HtmlNode::Text(part, _) => text.push_str(part),
            HtmlNode::Element(element) => {
                visit(element, text);
                text.push(' ');
            }
            HtmlNode::Frame(frame) => visit_texts(&frame.inner, &mut |item, _| {
                text.push_str(&item.text);
                text.push(' ');
            }),
            HtmlNode::Tag(_) => {}
        }
    }
}

/// Where the templates draw what is only a picture on the page.
pub(super) fn framed(document: &HtmlDocument) -> Vec<Span> {
    let mut spans = Vec::new();
    find_framed(document.root(), &mut spans);
    spans
}

fn find_framed(element: &HtmlElement, spans: &mut Vec<Span>) {
    let class = element.attrs.get(attr::class);
    let is_framed = class.is_some_and(|class| class.split(' ').any(|name| name == "framed"));
    for child in &element.children {
        match child {
            HtmlNode::Element(element) => find_framed(element, spans),
            HtmlNode::Frame(frame) if is_framed => {
                spans.push(first_span(&frame.inner).unwrap_or(frame.span));
            }
            _ => {}
        }
    }
}

/// Where the first thing in a frame comes from.
fn first_span(frame: &Frame) -> Option<Span> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => first_span(&group.frame),
        FrameItem::Text(text) => text.glyphs.first().map(|glyph| glyph.span.0),
        FrameItem::Shape(_, span) | FrameItem::Image(_, _, span) => Some(*span),
        _ => None,
    })
}

/// The title of the page.
pub fn web_title(document: &HtmlDocument) -> String {
    let title = child(document.root(), tag::head).and_then(|head| child(head, tag::title));
    let mut text = String::new();
    if let Some(title) = title {
        visit(title, &mut text);
    }
    text.trim().to_owned()
}

/// The first child of an element with a tag.
fn child(element: &HtmlElement, wanted: HtmlTag) -> Option<&HtmlElement> {
    element.children.iter().find_map(|child| match child {
        HtmlNode::Element(child) if child.tag == wanted => Some(child),
        _ => None,
    })
}
