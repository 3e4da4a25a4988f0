//! The kinds of values: one table ties each type to its JSON Schema and to its name there.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
use strum::{EnumString, IntoStaticStr};

use super::date::date_pattern;
use super::markdown::MarkdownFaults;
use super::{
    Block, Colour, Count, Date, Decimal, Email, FileName, Id, Kroner, Moment, MunicipalityNumber,
    Percent, PeriodName, RichText, Score, SectionName, Språk, Text, Url,
};
use crate::fault::{Fault, ValueFault};
use crate::model::Seksjon;

/// A fault in a scalar, and the part of its text that the fault concerns.
#[derive(Debug, Clone, PartialEq)]
pub struct ScalarFault {
    /// What is wrong.
    pub fault: Fault,
    /// The part of the scalar's text by which the place can be found; none for the whole scalar.
    pub excerpt: Option<String>,
}

/// Declares [`ValueKind`], and implements [`Deserialize`] and [`JsonSchema`] for its types by
/// their `FromStr`.
///
/// A row is `Kind: Type as "name" from types to report { … }`: the name of the schema, the JSON types
/// that may be written, the function that returns the schema of the value in a report; then a pattern
/// for editors, the description that editors show, examples, and the bounds of a number (optional).
macro_rules! value_kinds {
    ($($kind:ident: $type:ident as $name:literal from $types:tt to $in_report:ident {
        pattern: $pattern:expr,
        description: $description:literal,
        examples: $examples:expr,
        $(minimum: $minimum:literal,)?
        $(maximum: $maximum:literal,)?
    })+) => {
        /// The kinds of scalars, each named for the type that reads it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
        #[strum(serialize_all = "kebab-case")]
        #[expect(missing_docs, reason = "each is the type of the same name")]
        #[non_exhaustive]
        pub enum ValueKind {
            $($kind,)+
        }

        impl ValueKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The faults that the type of this kind finds in a text.
            fn parse_faults(self, text: &str) -> Vec<ScalarFault> {
                match self {
                    $(Self::$kind => text.parse::<$type>().map_or_else(
                        ParseFaults::into_faults,
                        |_| Vec::new(),
                    ),)+
                }
            }
        }

        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let examples: &[&str] = &$examples;
                let bounds: &[(&str, u32)] =
                    &[$(("minimum", $minimum),)? $(("maximum", $maximum),)?];
                let mut schema = if generator.contract().is_serialize() {
                    $in_report(generator)
                } else {
                    json_schema!({
                        "type": $types,
                        "pattern": $pattern,
                        "description": $description,
                        "examples": examples,
                        "x-value": ValueKind::$kind.name(),
                    })
                };
                for (keyword, bound) in bounds {
                    schema.insert((*keyword).into(), (*bound).into());
                }
                schema
            }
        })+
    };
}

/// Whole digits, with or without spaces between thousands.
const DIGITS: &str = "([0-9]{1,15}|[0-9]{1,3}([ \\u00a0\\u202f\\u2009][0-9]{3}){1,4})";

value_kinds! {
    Amount: Kroner as "kroner" from ["number", "string"] to øre {
        pattern: format!("^ *(kr\\.? *)?[-\\u2212]?{DIGITS}([,.][0-9]{{1,2}}|,-)?( *kr)? *$"),
        description: "Et beløp i kroner, ikke i tusen.",
        examples: ["1250000", "1 250 000", "1 250 000 kr"],
    }
    Colour: Colour as "farge" from "string" to string {
        pattern: "^ *#[0-9a-fA-F]{6} *$",
        description: "En farge: # og seks sifre eller bokstaver a–f, i anførselstegn.",
        examples: ["#0b4f6c"],
    }
    Count: Count as "heltall" from ["integer", "string"] to integer {
        pattern: format!("^ *{DIGITS} *$"),
        description: "Et helt tall, gjerne med mellomrom mellom tusenene.",
        examples: ["34394", "34 394"],
        minimum: 0,
    }
    Date: Date as "dato" from "string" to date {
        pattern: date_pattern(),
        description: "En dato.",
        examples: ["2015-01-31", "31.01.2015", "31. januar 2015"],
    }
    Decimal: Decimal as "desimaltall" from ["number", "string"] to number {
        pattern: format!(
            "^ *[-\\u2212]?{DIGITS}((,[0-9]{{1,6}})|(\\.([0-9]{{1,2}}|[0-9]{{4,6}})))? *$"
        ),
        description: "Et tall, gjerne med komma og mellomrom mellom tusenene.",
        examples: ["6073", "12,5"],
    }
    Email: Email as "epost" from "string" to string {
        pattern: "^\\s*[^\\s,;:<>()/@]+@[^\\s,;:<>()/@.]+(\\.[^\\s,;:<>()/@.]+)+\\s*$",
        description: "En e-postadresse.",
        examples: ["kari@example.com"],
    }
    FileName: FileName as "filnavn" from "string" to string {
        pattern: "^(?! *$)(?! */)(?!.*[\\\\:\\u0000])(?!(.*/)? *\\.\\. *(/|$)).*$",
        description: "Navnet på en fil, regnet fra mappen denne filen ligger i.",
        examples: ["bilder/torget.jpg"],
    }
    Id: Id as "id" from ["string", "integer"] to string {
        pattern: "^[a-z0-9æøåäöáčđŋšŧž]+(-[a-z0-9æøåäöáčđŋšŧž]+)*$",
        description: "Et kort navn som binder sammen region og periode: små bokstaver, tall og bindestrek.",
        examples: ["jernbane", "nye-foretak"],
        minimum: 0,
    }
    Language: Språk as "sprak" from "string" to string {
        pattern: "^ *[a-z]{2,3} *$",
        description: "nb er bokmål, nn nynorsk, en engelsk. Andre språk har en egen fil i templates/lang.",
        examples: ["nb", "nn", "en"],
    }
    Moment: Moment as "tidspunkt" from ["integer", "string"] to string {
        pattern: format!("^ *[0-9]{{4}} *$|{}", date_pattern()),
        description: "Et årstall eller en dato.",
        examples: ["2014", "2014-08-15", "15. august 2014"],
        minimum: 1000, maximum: 9999,
    }
    MunicipalityNumber: MunicipalityNumber as "kommunenummer" from ["string", "integer"] to string {
        pattern: "^\\s*[0-9]{4}\\s*$",
        description: "Fire sifre, også når det første er 0.",
        examples: ["1833", "0301"],
        minimum: 1000, maximum: 9999,
    }
    Percent: Percent as "prosent" from ["integer", "string"] to integer {
        pattern: "^\\s*(100|0?[0-9]{1,2})\\s*%?\\s*$",
        description: "Hele prosent fra 0 til 100.",
        examples: ["80", "80 %"],
        minimum: 0, maximum: 100,
    }
    PeriodName: PeriodName as "periodenavn" from ["integer", "string"] to string {
        pattern: "^ *[1-9][0-9]{3}(-([hH][12]|[tT][123]|[kK][1234]))? *$",
        description: "Navnet på en periode, som filen heter.",
        examples: ["2026-k3", "2026-h1", "2026"],
        minimum: 1000, maximum: 9999,
    }
    RichText: RichText as "lang-tekst" from ["string", "number", "boolean"] to blocks {
        pattern: "[^\\s]",
        description: "Tekst i ett eller flere avsnitt. Tom linje mellom avsnitt, «- » foran punkter, \
             «1. » foran nummererte punkter, **sterk**, *utheving*, [lenke](https://…).",
        examples: [],
    }
    Score: Score as "karakter" from ["integer", "string"] to integer {
        pattern: "^\\s*[1-5]\\s*$",
        description: "Et helt tall fra 1 (svært lav) til 5 (svært høy).",
        examples: ["3"],
        minimum: 1, maximum: 5,
    }
    SectionName: SectionName as "seksjonsnavn" from "string" to string {
        pattern: "^\\s*[^\\sA-ZÆØÅ.,:;/]+\\s*$",
        description: "Navnet på feltet (resultater, videre_arbeid), eller på en egen fil i \
             templates/sections uten .typ.",
        examples: Seksjon::ALL,
    }
    Text: Text as "tekst" from ["string", "number", "boolean"] to string {
        pattern: "[^\\s,]\\s*$",
        description: "En kort tekst på én linje.",
        examples: [],
    }
    Url: Url as "nettadresse" from "string" to string {
        pattern: "^\\s*(https?://)?[^\\s./?#:@]+(\\.[^\\s./?#:@]+)+(:[^\\s/?#]*)?([/?#]\\S*)?\\s*$",
        description: "En nettadresse.",
        examples: ["https://www.example.com/rapport"],
    }
}

impl ValueKind {
    /// The name, as the schemas have it.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it is a number or a sum.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Amount | Self::Count | Self::Decimal | Self::Percent | Self::Score)
    }

    /// Everything that is wrong with a text as a value of this kind.
    pub fn faults(self, text: &str) -> Vec<ScalarFault> {
        if self != Self::RichText && text.trim_end().ends_with(',') {
            let fault = ValueFault::TrailingComma.into();
            let excerpt = text.split_whitespace().next_back().map(str::to_owned);
            return vec![ScalarFault { fault, excerpt }];
        }
        self.parse_faults(text)
    }
}

/// The error of a value type's parser.
trait ParseFaults {
    /// The faults of the text that could not be parsed; never empty.
    fn into_faults(self) -> Vec<ScalarFault>;
}

impl<F: Into<Fault>> ParseFaults for F {
    fn into_faults(self) -> Vec<ScalarFault> {
        vec![ScalarFault { fault: self.into(), excerpt: None }]
    }
}

impl ParseFaults for MarkdownFaults {
    fn into_faults(self) -> Vec<ScalarFault> {
        self.0
    }
}

fn string(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string" })
}

fn integer(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer" })
}

fn number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "number" })
}

fn øre(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "x-unit": "øre" })
}

fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date" })
}

fn blocks(generator: &mut SchemaGenerator) -> Schema {
    let block = generator.subschema_for::<Block>();
    json_schema!({ "type": "array", "items": block, "x-unit": "long text" })
}
