//! Faults of a period's report, by itself or compared with its plan and the period before.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// A fault of a period's report, by itself or compared with its plan and the period before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum PeriodFault {
    /// A milestone that was reached after the period's last day.
    ReachedLater {
        date: String,
        end: String,
    },
    /// A milestone with a day on which it was reached and a status other than finished.
    ReachedStatus {
        status: String,
    },
    /// A milestone whose deadline has passed and whose status is not reported.
    Overdue {
        name: String,
        deadline: String,
    },
    /// A milestone or a sub-project (`list`) past its deadline, with a status as if it were not.
    OverdueStatus {
        list: String,
        name: String,
        deadline: String,
        status: String,
    },
    /// An open deviation whose deadline has passed.
    OverdueMeasure {
        name: String,
        deadline: String,
    },
    /// A milestone with a day on which it was reached and a new deadline.
    ReachedAndMoved,
    /// A milestone that was reached on another day than the period before said.
    ReachedTwice {
        date: String,
        before: String,
    },
    /// A milestone that was reached long before the period's first day (`start`).
    ReachedEarly {
        date: String,
        start: String,
    },
    /// A milestone that was reached in an earlier period, which said otherwise.
    ReachedUntold {
        date: String,
        period: String,
        status: String,
    },
    /// A new deadline that is the old one or before it.
    NewDeadline {
        deadline: String,
        before: String,
        is_same: bool,
    },
    /// A new deadline after the end of the sub-project that the milestone belongs to.
    DeadlineAfterEnd {
        deadline: String,
        name: String,
        end: String,
    },
    /// An amount that is probably in thousands, both in øre.
    Thousands {
        amount: i64,
        whole: i64,
    },
    /// An amount many times its budget, both in øre.
    FarAmount {
        amount: i64,
        budget: i64,
    },
    /// An assessment of the economy on plan beside a forecast beyond the budget, by so many øre.
    EconomyStatus {
        over: i64,
    },
    /// An assessment of risk on plan beside an open risk at the highest level.
    RiskStatus {
        name: String,
    },
    /// Fields that say word for word what they said in the period before.
    UnchangedSince {
        fields: Vec<String>,
        period: String,
    },
    /// A progress of 100 per cent without the status that goes with it, or the reverse.
    ProgressStatus {
        progress: u8,
        status: String,
    },
    /// A status off plan without an open deviation that explains it.
    MissingDeviation {
        name: String,
        status: String,
    },
    /// An open deviation without its cause, consequence or measure.
    IncompleteDeviation {
        missing: Vec<String>,
    },
    /// Accounts or a forecast (`field`) beyond the budget, by so many øre, without a comment.
    Overspent {
        field: String,
        over: i64,
    },
    /// Accounts beyond the forecast for the whole, both in øre.
    ForecastBelow {
        spent: i64,
        forecast: i64,
    },
    /// A progress below that of the period before, in per cent.
    ProgressFell {
        before: u8,
        now: u8,
    },
    /// A value of an indicator far from all planned and reported values; `swapped` is another indicator that
    /// it would fit, whose own value would fit here.
    FarValue {
        value: f64,
        target: f64,
        swapped: Option<String>,
        whole: Option<f64>,
    },
    /// The date of a report long before or after its period, which ends on `end`; `period` is the same part of
    /// another year, if the date is right for that.
    ReportDate {
        date: String,
        end: String,
        period: Option<String>,
    },
    /// A correction before the end of its period, or years after it.
    CorrectionDate {
        date: String,
        end: String,
    },
    /// A new deadline before the period's first day (`start`), or before its last one, if not `is_before`.
    PastDeadline {
        deadline: String,
        start: String,
        is_before: bool,
    },
    /// A report on an item that is not in the plan in the period.
    NotPlanned {
        id: String,
    },
    /// A report on a period after the last one of its region, or before the first.
    RegionEnded {
        limit: String,
        is_before: bool,
    },
    /// Accounts below those of the period before, both in øre.
    AccountsFell {
        before: i64,
        now: i64,
    },
    /// An indicator that the final report does not mention.
    Unaccounted {
        name: String,
    },
    /// A sub-project that was finished, or had been begun, in the period before (`before`), and is not now.
    StatusReversed {
        name: String,
        before: String,
        status: String,
    },
    /// A status that is better than one of its parts.
    StatusParts {
        status: String,
        part: String,
        part_status: String,
    },
    /// An open risk or deviation of the period before that is not mentioned.
    Vanished {
        id: String,
        name: String,
    },
    /// Fields that a status report still has to fill in, of the item `name` if it is an item's.
    /// `may_go` is whether the field may be left out.
    /// A file that ends within a line, and lacks whole lists: the rest of it may be lost.
    EndsEarly {
        last: String,
        fields: Vec<String>,
    },
    NotFilled {
        name: Option<String>,
        fields: Vec<String>,
        may_go: bool,
    },
}

impl PeriodFault {
    /// See [`Fault::compares`](super::Fault::compares).
    pub(super) fn compares(&self) -> bool {
        matches!(
            self,
            Self::AccountsFell { .. }
                | Self::NewDeadline { .. }
                | Self::ProgressFell { .. }
                | Self::ReachedTwice { .. }
                | Self::ReachedUntold { .. }
                | Self::StatusReversed { .. }
                | Self::UnchangedSince { .. }
                | Self::Vanished { .. }
        )
    }

    /// See [`Fault::may_follow`](super::Fault::may_follow).
    pub(super) fn may_follow(&self) -> bool {
        matches!(
            self,
            Self::Overdue { .. }
                | Self::MissingDeviation { .. }
                | Self::IncompleteDeviation { .. }
                | Self::Overspent { .. }
                | Self::ForecastBelow { .. }
                | Self::Unaccounted { .. }
                | Self::OverdueStatus { .. }
                | Self::EconomyStatus { .. }
                | Self::RiskStatus { .. }
                | Self::UnchangedSince { .. }
                | Self::StatusParts { .. }
                | Self::Vanished { .. }
                | Self::NotFilled { .. }
        )
    }
}
