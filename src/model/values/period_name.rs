//! Names of periods, where data files refer to them.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::ValueFault;
use crate::model::PeriodId;

/// The name of a period (`2026-k3`), as its file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PeriodName(pub PeriodId);

impl FromStr for PeriodName {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let fault = |_| ValueFault::PeriodValue { value: text.to_owned() };
        text.trim().parse().map(Self).map_err(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_like_their_files() {
        assert_eq!("2026-K3".parse(), Ok(PeriodName("2026-k3".parse().unwrap())));
        let fault = ValueFault::PeriodValue { value: "høsten 2026".to_owned() };
        assert_eq!("høsten 2026".parse::<PeriodName>(), Err(fault));
    }
}
