//! Faults of pictures that the data names.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of pictures that the data names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum PictureFault {
    /// A description that describes nothing: the name of a file, a letter, the word «bilde».
    NoDescription { alt: String },
    /// A file that the data names and that lies outside the project.
    OutsideProject { file: String },
    /// A picture that the data names and that is not there.
    MissingPicture { file: String, suggestion: Option<String> },
    /// A picture in a format that cannot be used, or a file that is none; `found` is what it is.
    PictureFormat { file: String, found: Option<String> },
    /// A picture whose name ends otherwise than its format does.
    PictureName { file: String, format: String },
    /// A picture in the colours of printing, which the PDF standards here have no profile for.
    CmykPicture { file: String },
    /// A picture that cannot be read to its end.
    BrokenPicture { file: String },
    /// A picture of so many pixels that it would fill the memory.
    TooManyPixels { file: String, width: u32, height: u32 },
    /// A picture with a colour profile or texts that unpack to far more than they are.
    PackedPicture { file: String },
    /// A drawing with too many elements, or with one that is drawn with itself.
    ComplexPicture { file: String },
    /// A picture whose file has too many bytes.
    LargePicture { file: String, size: u64, limit: u64 },
    /// A picture that a drawing links to and that is not there.
    MissingLink { file: String, link: String },
    /// A drawing that links to what no report can show.
    UnusableLink { file: String, link: String },
    /// A drawing with a text that no typeface here has a sign for.
    TextInPicture { file: String, character: char },
    /// A drawing with text that only browsers show, since it is HTML.
    HtmlInDrawing { file: String },
    /// A picture without a text for those who cannot see it.
    MissingAlt,
}

impl PictureFault {
    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::LargePicture { size, limit, .. } => json!({
                "size_mb": size.div_ceil(1_000_000),
                "limit_mb": limit / 1_000_000,
            }),
            _ => Value::Null,
        }
    }
}
