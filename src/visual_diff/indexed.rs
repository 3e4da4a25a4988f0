//! PNG files of few colours.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::details::{KEYWORD, PageDetails};

/// The distance of two values of a channel, of 255: a colour is rounded by half of it at most.
const STEP: u32 = 17;

/// A PNG file with a palette, from opaque pixels of four bytes; `None` if they have more than 256 colours
/// after rounding.
pub(super) fn encode(
    width: u32,
    height: u32,
    pixels: &[u8],
    details: &PageDetails,
) -> Option<Vec<u8>> {
    let mut palette = Vec::new();
    let mut known = BTreeMap::new();
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    for pixel in pixels.chunks_exact(4) {
        let colour = [rounded(pixel[0]), rounded(pixel[1]), rounded(pixel[2])];
        let count = known.len();
        let index = *known.entry(colour).or_insert(count);
        if index == count {
            palette.extend(colour);
        }
        indices.push(u8::try_from(index).ok()?);
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_compression(Compression::High);
    let details = serde_json::to_string(details).ok()?;
    encoder.add_text_chunk(KEYWORD.to_owned(), details).ok()?;
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&indices).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// A value of a channel, rounded.
fn rounded(value: u8) -> u8 {
    let steps = (u32::from(value) + STEP / 2) / STEP;
    u8::try_from(steps * STEP).unwrap_or(u8::MAX)
}
