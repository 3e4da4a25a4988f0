//! Pictures as they go into reports, and whether Typst can decode them.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use crate::digest::Digest;
use crate::picture;

/// The most bytes of pictures that are kept as they go into reports.
const MAX_KEPT: usize = 64_000_000;

/// A test whether a picture can be decoded.
pub(super) type CanRead = dyn Fn(&Arc<Vec<u8>>) -> bool + Send + Sync;

/// Pictures as they go into reports, by the digests of their files: to make a photograph smaller takes as
/// long as the rest of a report.
#[derive(Debug, Default)]
pub(super) struct FittedPictures(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pictures: HashMap<Digest, Option<Arc<Vec<u8>>>>,
    bytes: usize,
}

impl FittedPictures {
    /// A picture as it goes into reports.
    pub(super) fn fitted(&self, bytes: &Arc<Vec<u8>>) -> Arc<Vec<u8>> {
        let digest = Digest::of(bytes);
        let known = self.lock().pictures.get(&digest).cloned();
        let picture = known.unwrap_or_else(|| {
            let fit = AssertUnwindSafe(|| picture::fitted(bytes));
            let picture = catch_unwind(fit).unwrap_or_default().map(Arc::new);
            self.lock().keep(digest, picture.clone());
            picture
        });
        picture.unwrap_or_else(|| Arc::clone(bytes))
    }

    /// Whether a PNG, JPEG or SVG with these bytes can be decoded. Typst caches the picture as it goes into
    /// reports, so that the template that shows it does not decode it again.
    pub(super) fn can_read(&self, bytes: &Arc<Vec<u8>>) -> bool {
        let bytes = shared(self.fitted(bytes));
        let decode = AssertUnwindSafe(|| match ExchangeFormat::detect(&bytes) {
            Some(format) => RasterImage::plain(bytes.clone(), format).is_ok(),
            None => SvgImage::new(bytes.clone()).is_ok(),
        });
        catch_unwind(decode).unwrap_or(false)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn keep(&mut self, digest: Digest, picture: Option<Arc<Vec<u8>>>) {
        self.bytes += picture.as_ref().map_or(0, |bytes| bytes.len());
        if self.bytes > MAX_KEPT {
            *self = Self::default();
        }
        self.pictures.insert(digest, picture);
    }
}

/// Whether a PNG, JPEG or SVG with these bytes can be decoded.
pub fn can_read_picture(bytes: &Arc<Vec<u8>>) -> bool {
    FittedPictures::default().can_read(bytes)
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
