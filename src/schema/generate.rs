//! The schemas, generated from the model types.

use std::str::FromStr;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::model::{Periode, Program, Region};

/// The kinds of data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `program.yaml`
    Program,
    /// `region.yaml`
    Region,
    /// `2018.yaml` and the like.
    Period,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Program, Self::Region, Self::Period];

    /// The name of the kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Region => "region",
            Self::Period => "period",
        }
    }

    /// The JSON Schema (draft 7) of this kind of file.
    #[must_use]
    pub fn schema(self) -> &'static Value {
        static SCHEMAS: [LazyLock<Value>; 3] = [
            LazyLock::new(generate::<Program>),
            LazyLock::new(generate::<Region>),
            LazyLock::new(generate::<Periode>),
        ];
        &SCHEMAS[self as usize]
    }
}

impl FromStr for FileKind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}

/// The schema of a kind as indented JSON with a final line end.
#[must_use]
pub fn json(kind: FileKind) -> String {
    format!("{:#}\n", kind.schema())
}

fn generate<T: schemars::JsonSchema>() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}
