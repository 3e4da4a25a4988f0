//! Findings: what is wrong in the user's files, as data, and its rendering as text.
//!
//! A [`Finding`] says *what* ([`Code`]), *how bad* ([`Severity`]) and *where* ([`Place`]).
//! Its words stand in [`words`], one file per language. This module knows nothing of the
//! rest of the crate.

mod code;
mod explain;
mod failure;
mod finding;
mod format;
mod kept;
mod source_file;
mod suggest;
pub mod words;

pub use code::{Code, Construct, Home, Kind, Pair, Sum};
pub use explain::{explained, explanation};
pub use failure::Failure;
pub use finding::{Finding, Note, Place, Related, Severity, has_errors, sort};
pub use format::{MessageFormat, paint, render};
pub use kept::KeptFinding;
pub use source_file::{Position, SourceFile};
pub use suggest::closest;
pub use words::Lang;
