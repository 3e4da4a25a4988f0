//! Faults of a report's profile: colours, typefaces, sections, PDF standards.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of a report's profile: colours, typefaces, sections, PDF standards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum ProfileFault {
    /// A section that no report has, without a file in `templates/sections/`.
    UnknownSection { name: String, suggestion: Option<String>, file: Option<String> },
    /// A section twice in the order of a report.
    SectionTwice { name: String },
    /// A margin beyond what pages can have, in mm.
    Margin { value: f64, least: f64, most: f64 },
    /// A colour of the profile with too little contrast to its background: the pair, and the
    /// nearest colour with enough.
    Contrast { pair: ColourPair, colour: String, ratio: f64, required: f64, nearest: String },
    /// A character that the fonts do not have.
    Character { character: char },
    /// Characters that the chosen typeface lacks, and that another stands in for.
    FallbackCharacters { font: String, characters: String },
    /// A typeface without a bold or an italic face.
    MissingFaces { font: String, bold: bool, italic: bool },
    /// A typeface that is neither built in nor in `fonts/`.
    UnknownFont { font: String, known: Vec<String> },
    /// A pair of PDF standards that cannot be met in one file.
    PdfStandards { detail: String },
}

impl ProfileFault {
    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            Self::Character { character } => json!({ "is_mark": is_mark(*character) }),
            _ => Value::Null,
        }
    }
}

/// Whether a character is no sign but a mark for programs, such as the direction of the text.
///
/// Source: Unicode, general categories Cc and Cf, as far as texts from other programs have them.
fn is_mark(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}

/// Two colours that meet on a page because of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[non_exhaustive]
pub enum ColourPair {
    /// Headings and links in the accent colour on white, and white text on the accent colour.
    AccentOnPaper,
    /// Numbers in the accent colour on its tint, as in the fact boxes.
    AccentOnTint,
    /// Grey text on the tint of the accent colour.
    MutedOnTint,
    /// Bars and lines of charts on white.
    ChartOnPaper,
    /// Bars and lines of charts on the tint of the accent colour.
    ChartOnTint,
}
