//! Faults of texts that are not finished, or bring along what belongs elsewhere.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// A fault of texts that are not finished, or bring along what belongs elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum TextFault {
    /// A placeholder instead of a text.
    Placeholder { text: String },
    /// A text of the files that `init` writes, in a report that is no example.
    ExampleLeft { text: String },
    /// A word that means nothing to YAML, where a name may be meant.
    NullWord { word: String },
    /// A text that ends in the middle of a sentence, with its last words.
    CutSentence { text: String },
    /// A word that is split by a hyphen at the end of a line.
    SplitWord { word: String },
    /// A text whose letters were read in another encoding, with what was meant.
    Mojibake { text: String, suggestion: String },
    /// Several points of a list, pasted from another program into one text.
    PastedList { mark: String },
    /// The head or the end of a message, pasted with it.
    PastedMessage { text: String },
    /// What another program writes where a reference or a formula leads nowhere.
    BrokenReference { text: String },
    /// Quotation marks of another language.
    QuotationMarks { text: String, suggestion: String },
    /// An e-mail address in place of a name.
    AddressAsName { value: String },
    /// A telephone number that nobody can ring.
    Telephone { value: String },
    /// A web address inside that of another program, with the one that was meant.
    WrappedLink { suggestion: String },
    /// Stars that mark nothing: single ones, or (`is_plain`) in a field that reads no marks.
    LooseStars { is_plain: bool },
    /// A link of Markdown that is none, for a space or a missing bracket, with what is in its middle.
    BrokenLink { text: String },
    /// A text in the other written form of Norwegian, with some of its words; `written` and `expected` are
    /// `nb` or `nn`.
    OtherForm { words: String, written: String, expected: String },
    /// A text about another region, which is named.
    CopiedRegion { name: String },
    /// A text about another period than its own.
    CopiedPeriod { text: String, period: String },
}
