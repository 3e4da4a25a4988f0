//! Values as Norwegians write them, parsed once into types with a unit.
//!
//! Every type here reads one scalar through [`FromStr`](std::str::FromStr), whose error is
//! the [`Code`] of the finding. Its JSON Schema carries the keyword `x-value` with the name
//! of the [`ValueKind`], by which the check finds the same reader again.

mod amount;
mod colour;
mod count;
mod date;
mod decimal;
mod email;
mod file_name;
mod id;
mod language;
mod markdown;
mod moment;
mod municipality_number;
mod number;
mod ordinal;
mod percent;
mod rich_text;
mod score;
mod section_name;
mod text;
mod url;
mod yes_no;

use schemars::{SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::diagnostics::Code;

pub use amount::Kroner;
pub use colour::Colour;
pub use count::Count;
pub use date::Date;
pub use decimal::Decimal;
pub use email::Email;
pub use file_name::FileName;
pub use id::Id;
pub use language::Språk;
pub use markdown::{MarkdownFault, MarkdownFaults};
pub use moment::Moment;
pub use municipality_number::MunicipalityNumber;
pub use percent::Percent;
pub use rich_text::{Block, Inline, RichText};
pub use score::Score;
pub use section_name::SectionName;
pub use text::Text;
pub use url::Url;
pub use yes_no::YesNo;

/// The kinds of scalars that have a reader here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the type of the same name")]
pub enum ValueKind {
    Amount,
    Colour,
    Count,
    Date,
    Decimal,
    Email,
    FileName,
    Id,
    Language,
    Moment,
    MunicipalityNumber,
    Percent,
    RichText,
    Score,
    SectionName,
    Text,
    Url,
}

/// A fault in a scalar, and the bytes of its text that are meant, if not all.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub code: Code,
    /// A piece of the scalar's text by which the place can be found.
    pub excerpt: Option<String>,
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self { code, excerpt: None }
    }
}

impl ValueKind {
    const ALL: [(Self, &'static str); 17] = [
        (Self::Amount, "amount"),
        (Self::Colour, "colour"),
        (Self::Count, "count"),
        (Self::Date, "date"),
        (Self::Decimal, "decimal"),
        (Self::Email, "email"),
        (Self::FileName, "file-name"),
        (Self::Id, "id"),
        (Self::Language, "language"),
        (Self::Moment, "moment"),
        (Self::MunicipalityNumber, "municipality-number"),
        (Self::Percent, "percent"),
        (Self::RichText, "rich-text"),
        (Self::Score, "score"),
        (Self::SectionName, "section-name"),
        (Self::Text, "text"),
        (Self::Url, "url"),
    ];

    /// The kind with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(kind, _)| *kind)
    }

    /// The name, as the schemas have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// Whether it is a number or a sum.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(
            self,
            Self::Amount | Self::Count | Self::Decimal | Self::Percent | Self::Score
        )
    }

    /// The schema of a value of this kind as templates read it.
    fn in_reports(self, generator: &mut SchemaGenerator) -> schemars::Schema {
        match self {
            Self::Amount => json_schema!({ "type": "integer", "x-unit": "øre" }),
            Self::Count | Self::Percent | Self::Score => {
                json_schema!({ "type": "integer" })
            }
            Self::Decimal => json_schema!({ "type": "number" }),
            Self::Date => json_schema!({ "type": "string", "format": "date" }),
            Self::RichText => {
                let block = generator.subschema_for::<Block>();
                json_schema!({ "type": "array", "items": block, "x-unit": "long text" })
            }
            _ => json_schema!({ "type": "string" }),
        }
    }

    /// Everything that is wrong with a text as a value of this kind.
    #[must_use]
    pub fn faults(self, text: &str) -> Vec<Fault> {
        let one = |code: Option<Code>| code.map(Fault::from).into_iter().collect();
        if self != Self::RichText && text.trim_end().ends_with(',') {
            let excerpt = text.split_whitespace().next_back().map(str::to_owned);
            return vec![Fault { code: Code::TrailingComma, excerpt }];
        }
        match self {
            Self::Amount => one(text.parse::<Kroner>().err()),
            Self::Colour => one(text.parse::<Colour>().err()),
            Self::Count => one(text.parse::<Count>().err()),
            Self::Date => one(text.parse::<Date>().err()),
            Self::Decimal => one(text.parse::<Decimal>().err()),
            Self::Email => one(text.parse::<Email>().err()),
            Self::FileName => one(text.parse::<FileName>().err()),
            Self::Id => one(text.parse::<Id>().err()),
            Self::Language => one(text.parse::<Språk>().err()),
            Self::Moment => one(text.parse::<Moment>().err()),
            Self::MunicipalityNumber => one(text.parse::<MunicipalityNumber>().err()),
            Self::Percent => one(text.parse::<Percent>().err()),
            Self::Score => one(text.parse::<Score>().err()),
            Self::SectionName => one(text.parse::<SectionName>().err()),
            Self::RichText => match text.parse::<RichText>() {
                Ok(_) => Vec::new(),
                Err(faults) => faults.into_faults(),
            },
            Self::Text => one(text.parse::<Text>().err()),
            Self::Url => one(text.parse::<Url>().err()),
        }
    }
}

/// The JSON Schema of a scalar: its kind, the JSON types it may have, a pattern for the
/// editor, and a description that the editor shows. In a report it is what the kind becomes.
fn scalar_schema(
    generator: &mut SchemaGenerator,
    kind: ValueKind,
    types: &[&str],
    pattern: &str,
    description: &str,
    examples: &[&str],
) -> schemars::Schema {
    if generator.contract().is_serialize() {
        return kind.in_reports(generator);
    }
    let mut schema = json!({
        "type": types,
        "pattern": pattern,
        "description": description,
        "examples": examples,
        "x-value": kind.name(),
    });
    if let [single] = types {
        schema["type"] = Value::from(*single);
    }
    schema.try_into().expect("an object is a schema")
}
