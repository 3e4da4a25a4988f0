//! Pictures that Typst can decode.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

/// Whether a PNG, JPEG or SVG with these bytes can be decoded. Typst caches the picture, so that the
/// template that shows it does not decode it again.
pub fn can_read_picture(bytes: Arc<Vec<u8>>) -> bool {
    let bytes = shared(bytes);
    let decode = AssertUnwindSafe(|| match ExchangeFormat::detect(&bytes) {
        Some(format) => RasterImage::plain(bytes.clone(), format).is_ok(),
        None => SvgImage::new(bytes.clone()).is_ok(),
    });
    catch_unwind(decode).unwrap_or(false)
}

/// Bytes that others hold too, as Typst takes them.
pub(super) fn shared(bytes: Arc<Vec<u8>>) -> Bytes {
    struct Shared(Arc<Vec<u8>>);

    impl AsRef<[u8]> for Shared {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    Bytes::new(Shared(bytes))
}
