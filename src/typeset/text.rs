//! The text that stands on the pages of a document.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// All text of a document in the order of its pages and frames, as it was handed to the
/// fonts. White space between pieces is one space.
#[must_use]
pub fn text(document: &PagedDocument) -> String {
    let mut out = String::new();
    for page in document.pages() {
        collect(&page.frame, &mut out);
    }
    out
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
