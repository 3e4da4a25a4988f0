//! Faults of the programme and the plan of a region.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

/// A fault of the programme and the plan of a region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum PlanFault {
    /// A second item of a list with the name of another.
    SameItemName { name: String },
    /// A region without periods whose required fields are not filled in yet.
    NotBegun { fields: Vec<String> },
    /// A pair of dates in the wrong order, as the file has them.
    DateOrder { start: String, end: String },
    /// The same id twice in a list; the first is the related place.
    DuplicateId { id: String },
    /// An id that the list it refers to does not have.
    UnknownId { id: String, suggestion: Option<String>, allowed: Vec<String>, in_plan: bool },
    /// A date outside the programme, whose first and last day are given.
    OutsideProgram { date: String, start: String, end: String },
    /// An id that is the name of an assessment.
    ReservedId { id: String },
    /// An amount below zero in a budget or its funding, in øre.
    NegativeAmount { amount: i64 },
    /// A row of a budget that is the sum of the others.
    SumRow { name: String },
    /// The same municipality twice in a region.
    MunicipalityTwice { name: String },
    /// A time at which the applicant should come or leave, by the name of its field.
    ApplicantTime { field: String },
    /// An indicator whose target lies the other way than it should go.
    Direction { baseline: f64, target: f64, word: String },
    /// A value that is a thousandth of another one, as if a space between thousands were a decimal sign.
    DecimalSlip { value: f64, whole: f64, other: f64 },
    /// A value in per cent of a whole, below 0 or above 100.
    PercentRange { value: f64 },
    /// Parts that do not add up to the whole.
    Sum { sum: SumOf, parts: f64, whole: f64 },
}

/// Parts and a whole that should agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[non_exhaustive]
pub enum SumOf {
    /// The municipalities' inhabitants and the region's.
    Folketall,
    /// The municipalities' areas and the region's, in km².
    Areal,
    /// The funding and the budget, in øre.
    Finansiering,
}

impl PlanFault {
    /// See [`Fault::may_follow`](super::Fault::may_follow).
    pub(super) fn may_follow(&self) -> bool {
        matches!(self, Self::UnknownId { .. } | Self::Sum { .. })
    }

    /// See [`Fault::derived`](super::Fault::derived): the sums in kroner, and which of them is about
    /// a thousandth of the other, as if written in thousands.
    pub(super) fn derived(&self) -> Value {
        let Self::Sum { sum: SumOf::Finansiering, parts, whole } = self else {
            return Value::Null;
        };
        let is_thousandfold = (900.0..1100.0).contains(&(parts.max(*whole) / parts.min(*whole)));
        let smaller = if parts < whole { "parts" } else { "whole" };
        json!({
            "parts_kr": parts / 100.0,
            "whole_kr": whole / 100.0,
            "in_thousands": is_thousandfold.then_some(smaller),
        })
    }
}
