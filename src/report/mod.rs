//! The merged report: what templates read.

mod genitive;
mod merge;

pub use genitive::genitive;
pub use merge::{Attachment, CONTRACT, Report, ReportPeriod, merge};
