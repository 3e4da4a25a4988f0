//! Pictures that Typst can decode.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

/// Whether a PNG, JPEG or SVG with these bytes can be decoded. Typst caches the picture, so that the
/// template that shows it does not decode it again.
pub fn can_read_picture(bytes: &[u8]) -> bool {
    let bytes = Bytes::new(bytes.to_vec());
    let decode = AssertUnwindSafe(|| match ExchangeFormat::detect(&bytes) {
        Some(format) => RasterImage::plain(bytes.clone(), format).is_ok(),
        None => SvgImage::new(bytes.clone()).is_ok(),
    });
    catch_unwind(decode).unwrap_or(false)
}
