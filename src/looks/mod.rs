//! How pages look: small pictures of them, compared with stored ones.

use std::path::Path;

use tiny_skia::Pixmap;

/// How far a channel of a pixel may differ, of 255.
const CHANNEL: u8 = 24;

/// The side of the squares that a page is looked at in, in pixels.
const SQUARE: u32 = 32;

/// A small picture of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture(Pixmap);

impl Picture {
    /// A small picture of a page, so many times smaller in each direction, which evens out how
    /// processors round; none, if the bytes are no PNG.
    #[must_use]
    pub fn of_page(png: &[u8], shrink: u32) -> Option<Self> {
        let page = Pixmap::decode_png(png).ok()?;
        let mut small = Pixmap::new(page.width() / shrink, page.height() / shrink)?;
        let (width, from) = (small.width() as usize, page.width() as usize);
        let side = shrink as usize;
        for (i, pixel) in small.data_mut().chunks_exact_mut(4).enumerate() {
            let (x, y) = (i % width * side, i / width * side);
            for (channel, value) in pixel.iter_mut().enumerate() {
                let block = (0..side * side).map(|k| {
                    let at = (y + k / side) * from + x + k % side;
                    u32::from(page.data()[at * 4 + channel])
                });
                let mean = block.sum::<u32>() / (shrink * shrink);
                *value = u8::try_from(mean).unwrap_or(u8::MAX);
            }
        }
        Some(Self(small))
    }

    /// A stored picture; none, if there is no such file or it is no PNG.
    #[must_use]
    pub fn load(path: &Path) -> Option<Self> {
        Pixmap::load_png(path).ok().map(Self)
    }

    /// The picture as a PNG file.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        self.0.encode_png().unwrap_or_default()
    }

    /// How many pixels of a thousand differ visibly from those of another picture; all, if it
    /// has another size.
    #[must_use]
    pub fn difference(&self, other: &Self) -> usize {
        if !self.has_size_of(other) {
            return 1000;
        }
        let different = self.marks(other).filter(|mark| *mark).count();
        (different * 1000).div_ceil((self.0.data().len() / 4).max(1))
    }

    /// How many pixels of a thousand differ in the square of the page that differs most, so that a
    /// change of one word is seen; all, if it has another size.
    #[must_use]
    pub fn worst(&self, other: &Self) -> usize {
        if !self.has_size_of(other) {
            return 1000;
        }
        let (width, square) = (self.0.width() as usize, SQUARE as usize);
        let mut squares = std::collections::BTreeMap::new();
        for (i, differs) in self.marks(other).enumerate() {
            let place = (i % width / square, i / width / square);
            *squares.entry(place).or_insert(0) += usize::from(differs);
        }
        let most: usize = squares.into_values().max().unwrap_or_default();
        most * 1000 / (square * square)
    }

    fn has_size_of(&self, other: &Self) -> bool {
        self.0.width() == other.0.width() && self.0.height() == other.0.height()
    }

    /// Another picture, this one, and what differs between them, side by side.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Self {
        let parts = [other.clone(), self.clone(), self.marked(other)];
        let width = parts.iter().map(|part| part.0.width()).sum();
        let height = parts.iter().map(|part| part.0.height()).max().unwrap_or(1);
        let Some(mut all) = Pixmap::new(width, height) else { return self.clone() };
        let paint = tiny_skia::PixmapPaint::default();
        let mut x = 0;
        for part in &parts {
            let at = tiny_skia::Transform::identity();
            all.draw_pixmap(x, 0, part.0.as_ref(), &paint, at, None);
            x += i32::try_from(part.0.width()).unwrap_or_default();
        }
        Self(all)
    }

    /// The picture in pale grey, with what differs from another in red.
    fn marked(&self, other: &Self) -> Self {
        let mut marked = self.0.clone();
        for (pixel, differs) in
            marked.data_mut().chunks_exact_mut(4).zip(self.marks(other))
        {
            let sum: u16 = pixel[..3].iter().map(|channel| u16::from(*channel)).sum();
            let pale = u8::try_from(191 + sum / 12).unwrap_or(u8::MAX);
            let colour =
                if differs { [190, 20, 20, 255] } else { [pale, pale, pale, 255] };
            pixel.copy_from_slice(&colour);
        }
        Self(marked)
    }

    /// Which pixels differ visibly from those of another picture.
    fn marks<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = bool> + 'a {
        let pairs = self.0.data().chunks_exact(4).zip(other.0.data().chunks_exact(4));
        pairs.map(|(a, b)| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > CHANNEL))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(grey: u8) -> Vec<u8> {
        let mut page = Pixmap::new(40, 40).unwrap();
        page.fill(tiny_skia::Color::from_rgba8(grey, grey, grey, 255));
        page.encode_png().unwrap()
    }

    #[test]
    fn pictures_differ_by_what_is_seen() {
        let (white, nearly, black) = (page(255), page(250), page(0));
        let small = |png: &[u8]| Picture::of_page(png, 2).unwrap();
        assert_eq!(small(&white).difference(&small(&nearly)), 0);
        assert_eq!(small(&white).difference(&small(&black)), 1000);
        assert!(small(&white).worst(&small(&black)) > 300);
        assert_eq!(small(&white).beside(&small(&black)).0.width(), 60);
        assert_eq!(small(&white).marked(&small(&black)).0.data()[..3], [190, 20, 20]);
        assert!(Picture::of_page(b"no picture", 2).is_none());
    }
}
