//! Comparison of pages with stored images of them.

mod details;
mod indexed;

use std::collections::BTreeMap;

use tiny_skia::{Pixmap, PixmapPaint, Transform};

pub use details::PageDetails;

/// The largest difference of a channel that counts as none, of 255.
const CHANNEL_TOLERANCE: u8 = 24;
/// The side of the blocks that a page is compared in, in pixels.
const BLOCK_SIZE: usize = 32;

/// A reduced image of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageImage(Pixmap);

impl PageImage {
    /// The image of a page, reduced by `factor` in each direction, which evens out differences in
    /// rounding between processors; `None` if the bytes are no PNG.
    pub fn of_page(png: &[u8], factor: u32) -> Option<Self> {
        Self::read(png)?.reduced(factor)
    }

    /// The image reduced by `factor` in each direction; `None` if nothing is left of it.
    pub fn reduced(&self, factor: u32) -> Option<Self> {
        let page = &self.0;
        let mut reduced = Pixmap::new(page.width() / factor, page.height() / factor)?;
        let (width, page_width) = (reduced.width() as usize, page.width() as usize);
        let side = factor as usize;
        for (i, pixel) in reduced.data_mut().chunks_exact_mut(4).enumerate() {
            let (left, top) = (i % width * side, i / width * side);
            for (channel, value) in pixel.iter_mut().enumerate() {
                let mut sum = 0;
                for y in top..top + side {
                    for x in left..left + side {
                        sum += u32::from(page.data()[(y * page_width + x) * 4 + channel]);
                    }
                }
                *value = u8::try_from(sum / (factor * factor)).unwrap_or(u8::MAX);
            }
        }
        Some(Self(reduced))
    }

    /// A stored image; `None` if the bytes are no PNG.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Pixmap::decode_png(bytes).ok().map(Self)
    }

    /// The image as a PNG file.
    pub fn png(&self) -> Vec<u8> {
        self.0.encode_png().unwrap_or_default()
    }

    /// The image as a small PNG file, its colours rounded by less than what counts as a difference, with what
    /// rounding and a small size do not show.
    pub fn compact_png(&self, details: &PageDetails) -> Vec<u8> {
        let (width, height) = (self.0.width(), self.0.height());
        let png = indexed::encode(width, height, self.0.data(), details);
        png.unwrap_or_else(|| self.png())
    }

    /// How many of a thousand pixels differ from another image; all, if it has another size.
    pub fn difference(&self, other: &Self) -> usize {
        if !self.has_size_of(other) {
            return 1000;
        }
        let count = self.differing_pixels(other).filter(|differs| *differs).count();
        (count * 1000).div_ceil((self.0.data().len() / 4).max(1))
    }

    /// How many of a thousand pixels differ in the block that differs most, so that the change of
    /// one word is noticed; all, if the other image has another size.
    pub fn max_block_difference(&self, other: &Self) -> usize {
        if !self.has_size_of(other) {
            return 1000;
        }
        let width = self.0.width() as usize;
        let mut blocks: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (i, differs) in self.differing_pixels(other).enumerate() {
            let block = (i % width / BLOCK_SIZE, i / width / BLOCK_SIZE);
            *blocks.entry(block).or_default() += usize::from(differs);
        }
        let most = blocks.into_values().max().unwrap_or_default();
        most * 1000 / (BLOCK_SIZE * BLOCK_SIZE)
    }

    /// Whether both images have the same size.
    fn has_size_of(&self, other: &Self) -> bool {
        (self.0.width(), self.0.height()) == (other.0.width(), other.0.height())
    }

    /// The other image, this one, and their differences, side by side.
    pub fn side_by_side(&self, other: &Self) -> Self {
        let differences = self.differences(other);
        let parts = [&other.0, &self.0, &differences.0];
        let width = parts.iter().map(|part| part.width()).sum();
        let height = parts.iter().map(|part| part.height()).max().unwrap_or(1);
        let Some(mut all) = Pixmap::new(width, height) else { return self.clone() };
        let mut x = 0;
        for part in parts {
            let (paint, transform) = (PixmapPaint::default(), Transform::identity());
            all.draw_pixmap(x, 0, part.as_ref(), &paint, transform, None);
            x += i32::try_from(part.width()).unwrap_or_default();
        }
        Self(all)
    }

    /// This image in pale grey, with the pixels that differ from another in red.
    fn differences(&self, other: &Self) -> Self {
        let mut image = self.0.clone();
        let pixels = image.data_mut().chunks_exact_mut(4);
        for (pixel, differs) in pixels.zip(self.differing_pixels(other)) {
            let sum: u16 = pixel[..3].iter().map(|channel| u16::from(*channel)).sum();
            let pale = u8::try_from(191 + sum / 12).unwrap_or(u8::MAX);
            let colour = if differs { [190, 20, 20, 255] } else { [pale, pale, pale, 255] };
            pixel.copy_from_slice(&colour);
        }
        Self(image)
    }

    /// For each pixel, whether it differs from that of another image.
    fn differing_pixels<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = bool> + 'a {
        let pixels = self.0.data().chunks_exact(4).zip(other.0.data().chunks_exact(4));
        pixels.map(|(a, b)| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > CHANNEL_TOLERANCE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The image of a page of one shade of grey.
    fn image(grey: u8) -> PageImage {
        let mut page = Pixmap::new(40, 40).unwrap();
        page.fill(tiny_skia::Color::from_rgba8(grey, grey, grey, 255));
        PageImage::of_page(&page.encode_png().unwrap(), 2).unwrap()
    }

    #[test]
    fn images_differ_by_what_is_visible() {
        let (white, nearly_white, black) = (image(255), image(250), image(0));
        assert_eq!(white.difference(&nearly_white), 0);
        assert_eq!(white.difference(&black), 1000);
        assert!(white.max_block_difference(&black) > 300);
        assert_eq!(white.side_by_side(&black).0.width(), 60);
        assert_eq!(white.differences(&black).0.data()[..3], [190, 20, 20]);
        assert!(PageImage::of_page(b"no picture", 2).is_none());
    }
}
