//! Better or worse.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Status;

/// What a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// Better than before.
    Bedre,
    /// Worse than before.
    Verre,
    /// As before.
    Uendret,
    /// Different, and neither better nor worse.
    Endret,
}

impl Trend {
    /// Compares two values of which more is better.
    pub(super) fn of<T: PartialOrd + Copy>(before: T, now: T) -> Self {
        if now > before {
            Self::Bedre
        } else if now < before {
            Self::Verre
        } else {
            Self::Uendret
        }
    }

    /// Compares two statuses.
    pub(super) fn of_status(before: Status, now: Status) -> Self {
        if before == now {
            return Self::Uendret;
        }
        match (rank(before), rank(now)) {
            (Some(before), Some(now)) if before != now => Self::of(before, now),
            _ => Self::Endret,
        }
    }
}

/// The rank of a status, the best last; none for work that has not begun or waits.
fn rank(status: Status) -> Option<u8> {
    match status {
        Status::IkkeStartet | Status::PåVent => None,
        Status::Avbrutt => Some(0),
        Status::VesentligAvvik => Some(1),
        Status::MindreAvvik => Some(2),
        Status::IGang | Status::EtterPlan => Some(3),
        Status::Fullført => Some(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_get_better_worse_or_just_different() {
        let trend = Trend::of_status;
        assert_eq!(trend(Status::MindreAvvik, Status::EtterPlan), Trend::Bedre);
        assert_eq!(trend(Status::EtterPlan, Status::VesentligAvvik), Trend::Verre);
        assert_eq!(trend(Status::IGang, Status::EtterPlan), Trend::Endret);
        assert_eq!(trend(Status::IkkeStartet, Status::IGang), Trend::Endret);
        assert_eq!(trend(Status::Fullført, Status::Fullført), Trend::Uendret);
    }
}
