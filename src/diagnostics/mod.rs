//! Findings: what is wrong in the user's files, as data, and its rendering as text.
//!
//! A [`Finding`] says *what* ([`Code`]), *how bad* ([`Severity`]) and *where* ([`Place`]).
//! Its words stand in [`words`], one file per language. This module knows nothing of the
//! rest of the crate.

mod code;
mod failure;
mod finding;
mod human;
mod source_file;
mod suggest;
pub mod words;

pub use code::{Code, Construct, Kind, Sum};
pub use failure::Failure;
pub use finding::{Finding, Place, Severity, has_errors, sort};
pub use human::{paint, render};
pub use source_file::{Position, SourceFile};
pub use suggest::closest;
pub use words::Lang;
