//! Pictures: what is checked in their bytes before anything decodes them.
//!
//! A small file can say that it is a picture of any size. So the sizes that it declares, the data that
//! is packed in it, and how often a drawing repeats its parts are bounded here; a picture that passes
//! is decoded in the memory that [`MAX_UNPACKED`] gives it.

mod fit;
mod found;
mod png;
mod raster;
mod svg;

use std::path::Path;

use crate::fault::PictureFault;

pub use fit::fitted;
pub use found::found;
pub use svg::Drawing;

/// The most pixels of a picture: more than any camera of a telephone gives.
pub const MAX_PIXELS: u64 = 50_000_000;
/// The most bytes of a picture when it is unpacked.
pub const MAX_UNPACKED: u64 = 150_000_000;

/// What a PNG begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What a JPEG begins with.
const JPEG: &[u8] = b"\xff\xd8\xff";

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG, with its number of colours: 1 for grey, 3 for RGB, 4 for CMYK.
    Jpeg(u8),
    /// A format that Typst reads in templates, but that is no picture of the data.
    Other,
    /// Scalable Vector Graphics.
    Svg,
}

/// A picture that is safe to decode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPicture {
    /// Its format.
    pub format: PictureFormat,
    /// What stands in it, if it is a drawing.
    pub drawing: Drawing,
}

/// Checks the bytes of a picture, which faults call `file`; `None` if they are none.
///
/// # Errors
/// The picture is too large when it is unpacked, or cannot be read.
pub fn check(bytes: &[u8], file: &str) -> Result<Option<CheckedPicture>, PictureFault> {
    let format = if bytes.starts_with(PNG) {
        png::check(bytes, file)?;
        PictureFormat::Png
    } else if bytes.starts_with(JPEG) {
        PictureFormat::Jpeg(raster::check_jpeg(bytes, file)?)
    } else if bytes.starts_with(b"GIF8") {
        raster::check_gif(bytes, file)?;
        PictureFormat::Other
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        raster::check_webp(bytes, file)?;
        PictureFormat::Other
    } else if is_svg(bytes) {
        let drawing = svg::check(bytes, file)?;
        return Ok(Some(CheckedPicture { format: PictureFormat::Svg, drawing }));
    } else if is_packed_svg(bytes, file) {
        return Err(broken(file));
    } else {
        return Ok(None);
    };
    Ok(Some(CheckedPicture { format, drawing: Drawing::default() }))
}

/// How many bytes may stand before the first element of a drawing.
const START: usize = 65_536;

/// Whether bytes are those of a drawing: XML in whose beginning the element is.
fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]);
    start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
}

/// Whether bytes are those of a packed drawing, which decoders unpack without a bound.
fn is_packed_svg(bytes: &[u8], file: &str) -> bool {
    let extension = Path::new(file).extension().unwrap_or_default().to_ascii_lowercase();
    bytes.starts_with(b"\x1f\x8b") && (extension == "svg" || extension == "svgz")
}

/// Refuses a picture of some size in pixels, with some bytes for each.
fn check_size(width: u32, height: u32, bytes_each: u64, file: &str) -> Result<(), PictureFault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(broken(file));
    }
    if pixels > MAX_PIXELS || pixels.saturating_mul(bytes_each) > MAX_UNPACKED {
        return Err(PictureFault::TooManyPixels { file: file.to_owned(), width, height });
    }
    Ok(())
}

fn broken(file: &str) -> PictureFault {
    PictureFault::BrokenPicture { file: file.to_owned() }
}
