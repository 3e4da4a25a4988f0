//! `schema`: the JSON Schema of a kind of data file, or of a report.

use super::{Outcome, print};
use crate::diagnostics::Failure;
use crate::report::schema as report_schema;
use crate::schema::{FileKind, json};

/// Prints the schema.
pub(super) fn run(kind: FileKind) -> Result<Outcome, Failure> {
    print::data(json(kind).as_bytes())?;
    Ok(Outcome::Done)
}

/// Prints the schema of what templates read.
pub(super) fn report() -> Result<Outcome, Failure> {
    print::data(format!("{:#}\n", report_schema()).as_bytes())?;
    Ok(Outcome::Done)
}
