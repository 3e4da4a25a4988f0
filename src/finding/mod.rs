//! Findings: faults in the user's files, as data, and their rendering as text.
//!
//! A [`Finding`] has a fault ([`Fault`](crate::fault::Fault)), a [`Severity`] and a [`Place`]. A
//! [`Failure`] is the reason why the tool cannot run at all.

mod failure;
mod findings;
mod format;
mod place;
mod source_text;
mod stored;
mod visible;

#[expect(clippy::module_inception, reason = "one type a file, named for it")]
mod finding;

pub use failure::Failure;
pub use finding::{Finding, Note, Related, Severity};
pub use findings::{Findings, MAX_SHOWN, has_errors, hidden, limit, sort};
pub use format::{MessageFormat, paint, render};
pub use place::Place;
pub use source_text::{Position, SourceText};
pub use stored::{PortableFindings, StoredFinding};
pub use visible::visible;
