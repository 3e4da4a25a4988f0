//! `schema`: the JSON Schema of a kind of data file, or of a report.

use clap::{Args, ValueEnum};
use regionrapport::schema::{FileKind, json};
use regionrapport::{Failure, report};

use super::Outcome;
use super::terminal::Terminal;

/// Which schema to print.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_enum)]
    kind: Kind,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// program.yaml
    Program,
    /// region.yaml
    Region,
    /// The file of a period, such as 2026-k1.yaml
    Period,
    /// The merged report, /rapport.json, as templates read it
    Report,
}

/// Prints the schema.
pub(super) fn run(schema: &Schema, terminal: &Terminal) -> Result<Outcome, Failure> {
    let text = match schema.kind {
        Kind::Program => json(FileKind::Program),
        Kind::Region => json(FileKind::Region),
        Kind::Period => json(FileKind::Period),
        Kind::Report => format!("{:#}\n", report::schema()),
    };
    terminal.data(text.as_bytes())?;
    Ok(Outcome::Done)
}
