//! Faults of pictures that the data names.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// A fault of pictures that the data names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum PictureFault {
    /// A file that the data names and that lies outside the project.
    OutsideProject { file: String },
    /// A picture that the data names and that is not there.
    MissingPicture { file: String, suggestion: Option<String> },
    /// A picture in a format that cannot be used.
    PictureFormat { file: String },
    /// A picture whose name ends otherwise than its format does.
    PictureName { file: String, format: String },
    /// A picture in the colours of printing, which the PDF standards here have no profile for.
    CmykPicture { file: String },
    /// A picture that cannot be read to its end.
    BrokenPicture { file: String },
    /// A picture without a text for those who cannot see it.
    MissingAlt,
}
