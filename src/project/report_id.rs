//! The name of a report.

use std::fmt;

use crate::model::PeriodId;

/// A report's name: `<programme>/<region>/<period>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId {
    /// The programme's folder.
    pub program: String,
    /// The region's folder.
    pub region: String,
    /// The period.
    pub period: PeriodId,
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.program, self.region, self.period)
    }
}
