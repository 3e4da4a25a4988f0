//! The text on the pages of a document.

use typst::layout::{Frame, FrameItem, Point, Rect, Size, Transform};
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

/// Every text that is not wholly on its page, with the page's number from 1.
pub fn texts_outside(document: &PagedDocument) -> Vec<(usize, String)> {
    let mut outside = Vec::new();
    for (i, page) in document.pages().iter().enumerate() {
        let size = page.frame.size();
        visit_texts(&page.frame, &mut |item, transform| {
            let start = Point::zero().transform(transform);
            let end = Point::with_x(item.width()).transform(transform);
            if !is_on_page(start, size) || !is_on_page(end, size) {
                outside.push((i + 1, item.text.to_string()));
            }
        });
    }
    outside
}

/// The pages on which a drawing or a picture is not wholly, with their numbers from 1. What is in a frame that
/// cuts it off is left out.
pub(super) fn drawings_outside(document: &PagedDocument) -> Vec<usize> {
    let pages = document.pages().iter().enumerate();
    let outside = pages.filter(|(_, page)| {
        has_drawing_outside(&page.frame, Transform::identity(), page.frame.size())
    });
    outside.map(|(i, _)| i + 1).collect()
}

/// How far a drawing may stand out: a line is drawn to both sides of its path.
const SLACK: f64 = 3.0;

fn has_drawing_outside(frame: &Frame, transform: Transform, page: Size) -> bool {
    frame.items().any(|(at, item)| {
        let transform = transform.pre_concat(Transform::translate(at.x, at.y));
        let bounds = match item {
            FrameItem::Group(group) if group.clip.is_none() => {
                let transform = transform.pre_concat(group.transform);
                return has_drawing_outside(&group.frame, transform, page);
            }
            FrameItem::Shape(shape, _) => shape.bbox(false),
            FrameItem::Image(_, size, _) => Rect::new(Point::zero(), size.to_point()),
            _ => return false,
        };
        let corners = [bounds.min, bounds.max].map(|corner| corner.transform(transform));
        corners.iter().any(|corner| {
            let (x, y) = (corner.x.to_pt(), corner.y.to_pt());
            let (width, height) = (page.x.to_pt() + SLACK, page.y.to_pt() + SLACK);
            x < -SLACK || y < -SLACK || x > width || y > height
        })
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
