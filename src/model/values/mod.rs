//! Values as Norwegians write them, parsed once into types with a unit.
//!
//! Nearly every type here reads one scalar through [`FromStr`](std::str::FromStr), whose error is the fault
//! of the finding. The table in `scalar.rs` ties the type to its JSON Schema, whose keyword `x-value`
//! is the name of the [`ValueKind`], by which the check of a file finds the parser.

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
mod period_name;
mod rich_text;
mod scalar;
mod score;
mod section_name;
mod text;
mod uri;
mod url;
mod yes_no;

pub use self::url::Url;
pub use amount::Kroner;
pub use colour::Colour;
pub use count::Count;
pub use date::Date;
pub use decimal::Decimal;
pub use email::Email;
pub use file_name::FileName;
pub use id::Id;
pub use language::Språk;
pub use markdown::MarkdownFaults;
pub use moment::Moment;
pub use municipality_number::MunicipalityNumber;
pub use percent::Percent;
pub use period_name::PeriodName;
pub use rich_text::{Block, Inline, RichText};
pub use scalar::{ScalarFault, ValueKind};
pub use score::Score;
pub use section_name::SectionName;
pub use text::Text;
pub use yes_no::YesNo;
