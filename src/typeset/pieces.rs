//! The texts of a page with their places, for the preview.

use std::hash::{Hash, Hasher};

use serde::Serialize;
use typst::layout::{Abs, Point, Transform};
use typst::model::Document;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::utils::hash128;
use typst_layout::{Page, PagedDocument};

use super::export::svg;
use super::files::path_of;
use super::resources::Resources;
use super::text::visit_texts;
use crate::finding::{Place, SourceText};

/// A text on a page: a line or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Its left edge, in points from the left edge of the page.
    pub x: f64,
    /// Its base line, in points from the top of the page.
    pub y: f64,
    /// Its width, in points.
    pub width: f64,
    /// The size of its letters, in points.
    pub size: f64,
    /// The place in a template that produced it.
    #[serde(skip)]
    source: Option<Span>,
}

/// A hash of what each page of a document looks like.
pub fn page_hashes(document: &PagedDocument) -> Vec<u128> {
    document.pages().iter().map(|page| hash128(&Appearance(page))).collect()
}

/// A page, hashed by what is visible of it.
struct Appearance<'a>(&'a Page);

impl Hash for Appearance<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.0.frame, &self.0.fill).hash(state);
    }
}

/// The width and height of a page, counted from 0, in points.
pub fn page_size(document: &PagedDocument, page: usize) -> Option<(f64, f64)> {
    let size = document.pages().get(page)?.frame.size();
    Some((size.x.to_pt(), size.y.to_pt()))
}

/// A page, counted from 0, as SVG; `None` if there is no such page.
pub fn page_svg(document: &PagedDocument, page: usize) -> Option<String> {
    document.pages().get(page).map(svg)
}

/// The document's title.
pub fn title(document: &PagedDocument) -> Option<String> {
    document.info().title.as_ref().map(ToString::to_string)
}

/// The texts of a page, counted from 0, in the order of its frames.
pub fn pieces(document: &PagedDocument, page: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if let Some(page) = document.pages().get(page) {
        visit_texts(&page.frame, &mut |text, transform| {
            if !text.text.trim().is_empty() {
                pieces.push(piece(text, transform));
            }
        });
    }
    pieces
}

/// A text with its place on the page.
fn piece(text: &TextItem, transform: Transform) -> Piece {
    let start = Point::zero().transform(transform);
    let end = Point::with_x(text.width()).transform(transform);
    Piece {
        text: text.text.to_string(),
        x: tenths(start.x),
        y: tenths(start.y),
        width: tenths(end.x - start.x),
        size: tenths(text.size),
        source: text.glyphs.first().map(|glyph| glyph.span.0),
    }
}

/// A length in points, rounded to tenths, which are finer than a screen.
fn tenths(length: Abs) -> f64 {
    (length.to_pt() * 10.0).round() / 10.0
}

impl Resources {
    /// The place in a template that produced a text, if it is known.
    pub fn set_at(&self, piece: &Piece) -> Option<Place> {
        let span = piece.source?;
        let source = self.files.source(span.id()?).ok()?;
        let range = source.find(span)?.range();
        let path = path_of(span.id()?);
        let file = SourceText::new(path, source.text());
        Some(Place { file: std::sync::Arc::new(file), span: range })
    }
}
