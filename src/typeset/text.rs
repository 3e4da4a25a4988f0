//! The text on the pages of a document.

use typst::layout::{Frame, FrameItem, Point, Rect, Size, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The text of each page in the order of its frames, as it was shaped, with a space between texts.
pub fn page_texts(document: &PagedDocument) -> Vec<String> {
    let mut pages = Vec::new();
    for page in document.pages() {
        let mut text = String::new();
        visit_texts(&page.frame, &mut |item, _| {
            text.push_str(&item.text);
            text.push(' ');
        });
        pages.push(text);
    }
    pages
}

/// The text of a frame as far as some spans have written it, with a space between texts, and where the text
/// of each span begins.
pub(super) fn spanned_text(
    frame: &Frame,
    is_wanted: impl Fn(Span) -> bool,
) -> (String, Vec<(usize, Span)>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    visit_texts(frame, &mut |item, _| {
        let span = span_of(item);
        if is_wanted(span) {
            starts.push((text.len(), span));
            text.push_str(&item.text);
            text.push(' ');
        }
    });
    (text, starts)
}

/// What has written a text.
fn span_of(item: &TextItem) -> Span {
    item.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0)
}

/// Every text that is not wholly on its page, with the page's number from 1 and what has written it.
pub fn texts_outside(document: &PagedDocument) -> Vec<(usize, String, Span)> {
    let mut outside = Vec::new();
    for (i, page) in document.pages().iter().enumerate() {
        let size = page.frame.size();
        visit_texts(&page.frame, &mut |item, transform| {
            let start = Point::zero().transform(transform);
            let end = Point::with_x(item.width()).transform(transform);
            if !is_on_page(start, size) || !is_on_page(end, size) {
                outside.push((i + 1, item.text.to_string(), span_of(item)));
            }
        });
    }
    outside
}

/// The pages on which a drawing or a picture is not wholly, with their numbers from 1 and the first of them.
/// What is in a frame that cuts it off is left out.
pub(super) fn drawings_outside(document: &PagedDocument) -> Vec<(usize, Span)> {
    let pages = document.pages().iter().enumerate();
    let outside = pages.filter_map(|(i, page)| {
        let size = page.frame.size();
        Some((i + 1, drawing_outside(&page.frame, Transform::identity(), size)?))
    });
    outside.collect()
}

/// How far a drawing may stand out: a line is drawn to both sides of its path.
const SLACK: f64 = 3.0;

fn drawing_outside(frame: &Frame, transform: Transform, page: Size) -> Option<Span> {
    frame.items().find_map(|(at, item)| {
        let transform = transform.pre_concat(Transform::translate(at.x, at.y));
        let (bounds, span) = match item {
            FrameItem::Group(group) if group.clip.is_none() => {
                let transform = transform.pre_concat(group.transform);
                return drawing_outside(&group.frame, transform, page);
            }
            FrameItem::Shape(shape, span) => (shape.bbox(false), span),
            FrameItem::Image(_, size, span) => (Rect::new(Point::zero(), size.to_point()), span),
            _ => return None,
        };
        let corners = [bounds.min, bounds.max].map(|corner| corner.transform(transform));
        let is_outside = |corner: &Point| {
            let (x, y) = (corner.x.to_pt(), corner.y.to_pt());
            let (width, height) = (page.x.to_pt() + SLACK, page.y.to_pt() + SLACK);
            x < -SLACK || y < -SLACK || x > width || y > height
        };
        corners.iter().any(is_outside).then_some(*span)
    })
}

/// Whether a point is on a page of some size.
fn is_on_page(point: Point, page: Size) -> bool {
    point.x.to_pt() >= 0.0 && point.x <= page.x && point.y.to_pt() >= 0.0 && point.y <= page.y
}

/// Visits every text of a frame, with the transformation from the text to the frame.
pub(super) fn visit_texts(frame: &Frame, visit: &mut impl FnMut(&TextItem, Transform)) {
    visit_frame(frame, Transform::identity(), visit);
}

fn visit_frame(frame: &Frame, transform: Transform, visit: &mut impl FnMut(&TextItem, Transform)) {
    for (at, item) in frame.items() {
        let transform = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                visit_frame(&group.frame, transform.pre_concat(group.transform), visit);
            }
            FrameItem::Text(text) => visit(text, transform),
            _ => {}
        }
    }
}
