//! Pictures that Typst can read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

/// Whether the bytes of a PNG, JPEG or SVG can be read. What was read is remembered, so the
/// template that shows the picture does not read it again.
#[must_use]
pub fn reads_picture(bytes: &[u8]) -> bool {
    let bytes = Bytes::new(bytes.to_vec());
    let read = AssertUnwindSafe(|| match ExchangeFormat::detect(&bytes) {
        Some(format) => RasterImage::plain(bytes.clone(), format).is_ok(),
        None => SvgImage::new(bytes.clone()).is_ok(),
    });
    catch_unwind(read).unwrap_or(false)
}
