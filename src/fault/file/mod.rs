//! Faults of files and folders: missing, misnamed, unreadable.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of files and folders: missing, misnamed, unreadable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum FileFault {
    /// A file cannot be read; `reason` is the operating system's message.
    Unreadable { reason: String },
    /// A file that is needed is not there.
    MissingFile,
    /// A folder lies where a file is needed.
    IsDirectory,
    /// A link that leads out of the project's folder, or to something hidden in it.
    LinkOutside,
    /// Bytes that are not UTF-8; `byte` is the first of them.
    Encoding { byte: u8 },
    /// A file that ends within a character.
    CutOff,
    /// A file without any content.
    EmptyFile,
    /// A file above the limit for size; both in bytes.
    TooLarge { size: u64, limit: u64 },
    /// A font for web pages, or a packed one.
    WebFont { name: String },
    /// A file of fonts in which there is none.
    BrokenFont,
    /// So many findings of a file that are not shown.
    MoreFindings { count: usize },
    /// A file name that is no period.
    PeriodName { name: String },
    /// A file that was probably meant to have another name.
    Misnamed { name: String, suggestion: String },
    /// A file that is a copy of another, or the same with another ending.
    CopiedFile { name: String, original: String },
    /// A file in a folder where no report reads it.
    Misplaced { name: String, folder: String },
    /// A folder with the name of another, which is written with other bytes or is `data/` itself.
    SameName { name: String },
    /// A second file for the same period.
    SamePeriod { name: String },
    /// A folder or file name that is not plain ASCII.
    FileName { name: String, suggestion: String },
    /// A period before this one without a file, though there are earlier ones.
    MissingPeriod { period: String },
}

impl FileFault {
    /// See [`Fault::may_follow`](super::Fault::may_follow).
    pub(super) fn may_follow(&self) -> bool {
        matches!(self, Self::MissingPeriod { .. })
    }

    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::TooLarge { size, limit } => json!({
                "size_kb": size.div_ceil(1000),
                "limit_kb": limit / 1000,
            }),
            Self::Encoding { byte: 0 | 0xFE.. } => json!({ "encoding": "UTF-16" }),
            Self::Encoding { byte: 0x80.. } => json!({ "encoding": "Windows-1252" }),
            _ => Value::Null,
        }
    }
}
