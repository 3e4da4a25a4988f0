//! What a reduced image of a page does not show: its text, and the exact colours of its areas.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use serde::{Deserialize, Serialize};

use super::PageImage;
use crate::digest::Digest;

/// The keyword of the details in a PNG file.
pub(super) const KEYWORD: &str = "regionrapport";
/// Colours of smaller parts of a page, in thousandths of its pixels, are those of edges and letters.
const LEAST_AREA: usize = 1;

/// The text of a page, and the colours of its areas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageDetails {
    /// The digest of the text.
    pub text: Digest,
    /// The colours of its larger areas, as `#rrggbb`.
    pub colours: BTreeSet<String>,
}

impl PageDetails {
    /// The details of a page, from its text and its image in full size.
    pub fn of_page(text: &str, PageImage(page): &PageImage) -> Self {
        let (width, pixels) = (page.width() as usize, page.pixels());
        let mut areas: BTreeMap<[u8; 3], usize> = BTreeMap::new();
        for (i, pixel) in pixels.iter().enumerate() {
            let is_area = pixels.get(i + 1) == Some(pixel) && pixels.get(i + width) == Some(pixel);
            if is_area {
                let colour = [pixel.red(), pixel.green(), pixel.blue()];
                *areas.entry(colour).or_default() += 1;
            }
        }
        let large = areas.into_iter().filter(|(_, count)| count * 1000 > pixels.len() * LEAST_AREA);
        let colours = large.map(|([r, g, b], _)| format!("#{r:02x}{g:02x}{b:02x}")).collect();
        Self { text: Digest::of(text.as_bytes()), colours }
    }

    /// The details in a stored image; `None` if it has none.
    pub fn read(png: &[u8]) -> Option<Self> {
        let reader = png::Decoder::new(Cursor::new(png)).read_info().ok()?;
        let mut texts = reader.info().uncompressed_latin1_text.iter();
        let chunk = texts.find(|chunk| chunk.keyword == KEYWORD)?;
        serde_json::from_str(&chunk.text).ok()
    }
}
