//! Names of files that the data refers to.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A file's path with `/` between its parts, counted from the file that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct FileName(pub String);

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FileName {
    type Err = Code;

    /// Refuses what leads out of the folder of the file that names it.
    fn from_str(text: &str) -> Result<Self, Code> {
        let path = text.trim();
        let outside = path.starts_with('/')
            || path.contains([':', '\0'])
            || path.split('/').any(|part| part == "..");
        match path {
            "" => Err(Code::EmptyText),
            _ if path.contains('\\') && !path.contains(':') => {
                Err(Code::MissingPicture {
                    file: path.to_owned(),
                    suggestion: Some(path.replace('\\', "/")),
                })
            }
            _ if outside => Err(Code::OutsideProject { file: path.to_owned() }),
            _ => Ok(Self(path.to_owned())),
        }
    }
}

impl TryFrom<String> for FileName {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for FileName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "filnavn".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::FileName,
            &["string"],
            "^(?! *$)(?! */)(?!.*[\\\\:\\u0000])(?!(.*/)? *\\.\\. *(/|$)).*$",
            "Navnet på en fil, regnet fra mappen denne filen ligger i.",
            &["bilder/torget.jpg"],
        )
    }
}
