//! The risks: score, level and movement.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Series, Trend};
use crate::model::values::Score;
use crate::model::{Periode, Risiko};

/// A risk with its score.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Risk {
    /// What the period's file says: `id`, `risiko`, `sannsynlighet`, `konsekvens`, `tiltak`,
    /// `eier`, `status`.
    #[serde(flatten)]
    pub data: Risiko,
    /// Whether it still calls for attention.
    pub åpen: bool,
    /// Probability times consequence, 1 to 25.
    pub poeng: u8,
    /// How serious that is.
    pub nivå: Level,
    /// The probability in the period before.
    pub forrige_sannsynlighet: Option<Score>,
    /// The consequence in the period before.
    pub forrige_konsekvens: Option<Score>,
    /// The score in the period before.
    pub forrige_poeng: Option<u8>,
    /// What the change of the score means; none for a new risk.
    pub retning: Option<Trend>,
    /// Whether the period before did not have it; false if there is no period before.
    pub ny: bool,
}

/// How serious a risk is: low up to 4 of 25, medium up to 11, high from 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 1 to 4.
    Lav,
    /// 5 to 11.
    Middels,
    /// 12 to 25.
    Høy,
}

impl Level {
    /// The lowest score of a medium risk.
    pub const MEDIUM_FROM: u8 = 5;
    /// The lowest score of a high risk.
    pub const HIGH_FROM: u8 = 12;

    fn of(score: u8) -> Self {
        match score {
            Self::HIGH_FROM.. => Self::Høy,
            Self::MEDIUM_FROM.. => Self::Middels,
            _ => Self::Lav,
        }
    }
}

/// The risks of the period: open ones by score, the highest first, and those of a field of the matrix
/// together, the graver consequence first; then those that are closed.
pub(super) fn rows(series: Series<'_>) -> Vec<Risk> {
    let before = series.previous().map(Series::data);
    let all = series.data().risikoer.iter().flatten();
    let mut rows: Vec<Risk> = all.map(|risk| row(risk, before)).collect();
    rows.sort_by_key(|risk| (!risk.åpen, Reverse(risk.poeng), Reverse(risk.data.konsekvens)));
    rows
}

fn row(risk: &Risiko, before: Option<&Periode>) -> Risk {
    let mut risks = before.into_iter().flat_map(|data| data.risikoer.iter().flatten());
    let earlier = risks.find(|other| other.id == risk.id);
    let poeng = risk.score();
    let forrige_poeng = earlier.map(Risiko::score);
    Risk {
        data: risk.clone(),
        åpen: risk.is_open(),
        poeng,
        nivå: Level::of(poeng),
        forrige_sannsynlighet: earlier.map(|earlier| earlier.sannsynlighet),
        forrige_konsekvens: earlier.map(|earlier| earlier.konsekvens),
        forrige_poeng,
        retning: forrige_poeng.map(|before| Trend::of(poeng, before)),
        ny: before.is_some() && earlier.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_part_the_scale() {
        use Level::{Høy, Lav, Middels};
        let levels = [1, 4, 5, 11, 12, 25].map(Level::of);
        assert_eq!(levels, [Lav, Lav, Middels, Middels, Høy, Høy]);
    }
}
