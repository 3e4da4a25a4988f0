//! Scores of risks.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::ValueFault;

/// A probability or a consequence, from 1 (very low) to 5 (very high).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Score(pub u8);

impl FromStr for Score {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        match text.trim().as_bytes() {
            [digit @ b'1'..=b'5'] => Ok(Self(digit - b'0')),
            _ => Err(ValueFault::Score { value: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_go_from_one_to_five() {
        assert_eq!("3".parse(), Ok(Score(3)));
        for text in ["0", "6", "2,5", "høy", ""] {
            assert!(matches!(text.parse::<Score>(), Err(ValueFault::Score { .. })), "{text}");
        }
    }
}
