//! The text that stands on the pages of a document.

use typst::layout::{Frame, FrameItem};
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
