//! The texts of a page with their places, for a preview that people read and click in.

use std::hash::Hash;

use serde::Serialize;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::model::Document;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::utils::hash128;
use typst_layout::{Page, PagedDocument};
use typst_svg::SvgOptions;

use super::engine::Engine;
use super::files::path_of;
use crate::diagnostics::{Place, SourceFile};

/// A text on a page: as much as was set in one go, a line or a part of one.
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
    /// Where in a template it was set from.
    #[serde(skip)]
    set_at: Option<Span>,
}

/// The pages of a document, each with a number that says how it looks.
#[must_use]
pub fn page_numbers(document: &PagedDocument) -> Vec<u128> {
    document.pages().iter().map(|page| hash128(&Looks(page))).collect()
}

/// What a page looks like.
struct Looks<'a>(&'a Page);

impl Hash for Looks<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.0.frame, &self.0.fill).hash(state);
    }
}

/// A page's width and height in points.
#[must_use]
pub fn page_size(document: &PagedDocument, page: usize) -> Option<(f64, f64)> {
    let size = document.pages().get(page)?.frame.size();
    Some((size.x.to_pt(), size.y.to_pt()))
}

/// A page as SVG; none, if there are not so many.
#[must_use]
pub fn page_svg(document: &PagedDocument, page: usize) -> Option<String> {
    let options = SvgOptions { render_bleed: false, pretty: false };
    document.pages().get(page).map(|page| typst_svg::svg(page, &options))
}

/// The document's title.
#[must_use]
pub fn title(document: &PagedDocument) -> Option<String> {
    document.info().title.as_ref().map(ToString::to_string)
}

/// The texts of a page, counted from 0, in the order of its frames.
#[must_use]
pub fn pieces(document: &PagedDocument, page: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if let Some(page) = document.pages().get(page) {
        collect(&page.frame, Transform::identity(), &mut pieces);
    }
    pieces
}

fn collect(frame: &Frame, transform: Transform, pieces: &mut Vec<Piece>) {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                collect(&group.frame, here.pre_concat(group.transform), pieces);
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => {
                pieces.push(piece(text, here));
            }
            _ => {}
        }
    }
}

fn piece(text: &TextItem, here: Transform) -> Piece {
    let start = Point::zero().transform(here);
    let end = Point::with_x(text.width()).transform(here);
    // A tenth of a point is finer than a screen.
    let points = |length: Abs| (length.to_pt() * 10.0).round() / 10.0;
    Piece {
        text: text.text.to_string(),
        x: points(start.x),
        y: points(start.y),
        width: points(end.x - start.x),
        size: points(text.size),
        set_at: text.glyphs.first().map(|glyph| glyph.span.0),
    }
}

impl Engine {
    /// The place in a template that a text was set from, if it is known.
    #[must_use]
    pub fn set_at(&self, piece: &Piece) -> Option<Place> {
        let span = piece.set_at?;
        let source = self.files.source(span.id()?).ok()?;
        let range = source.find(span)?.range();
        let path = path_of(span.id()?);
        let file = SourceFile { path, text: source.text().to_owned() };
        Some(Place { file: std::sync::Arc::new(file), span: range })
    }
}
