//! The text that stands on the pages of a document.

use typst::layout::{Axes, Frame, FrameItem, Point, Size, Transform};
use typst_layout::PagedDocument;

/// The text of each page in the order of its frames, as it was handed to the fonts, with a
/// space between pieces.
#[must_use]
pub fn page_texts(document: &PagedDocument) -> Vec<String> {
    let text = |frame| {
        let mut out = String::new();
        collect(frame, &mut out);
        out
    };
    document.pages().iter().map(|page| text(&page.frame)).collect()
}

fn collect(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, out),
            FrameItem::Text(text) => {
                out.push_str(&text.text);
                out.push(' ');
            }
            _ => {}
        }
    }
}

/// Every text that does not stand wholly on its page, with the page's number.
#[must_use]
pub fn texts_outside(document: &PagedDocument) -> Vec<(usize, String)> {
    let mut outside = Vec::new();
    for (number, page) in document.pages().iter().enumerate() {
        let size = page.frame.size();
        find_outside(&page.frame, Transform::identity(), size, &mut |text| {
            outside.push((number + 1, text));
        });
    }
    outside
}

/// Visits every text of a frame that leaves a page of some size.
fn find_outside(
    frame: &Frame,
    transform: Transform,
    page: Size,
    found: &mut impl FnMut(String),
) {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                find_outside(&group.frame, here.pre_concat(group.transform), page, found);
            }
            FrameItem::Text(text) => {
                let start = Point::zero().transform(here);
                let end = Point::with_x(text.width()).transform(here);
                let inside = |p: Point| {
                    Axes::new(p.x, p.y)
                        .zip_map(page, |at, most| at.to_pt() >= 0.0 && at <= most)
                        .all(|inside| *inside)
                };
                if !inside(start) || !inside(end) {
                    found(text.text.to_string());
                }
            }
            _ => {}
        }
    }
}
