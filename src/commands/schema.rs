//! `schema`: the JSON Schema of a kind of data file.

use super::{Outcome, print};
use crate::diagnostics::Failure;
use crate::schema::{FileKind, json};

/// Prints the schema.
pub(super) fn run(kind: FileKind) -> Result<Outcome, Failure> {
    print::data(json(kind).as_bytes())?;
    Ok(Outcome::Done)
}
