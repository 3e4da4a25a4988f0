//! Population, area and density of a region.

use serde::Serialize;

use crate::model::values::{Count, Date, Decimal};
use crate::model::{Kommune, Region};

/// A region in figures: its own, else the sums of its municipalities.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Facts {
    /// How many municipalities.
    pub kommuner: usize,
    /// Inhabitants.
    pub folketall: Option<Count>,
    /// The day they were counted, if the region's file says.
    pub folketall_dato: Option<Date>,
    /// Area in km².
    pub areal: Option<Decimal>,
    /// Inhabitants per km², with one decimal.
    pub tetthet: Option<f64>,
}

impl Facts {
    /// The facts of a region.
    #[must_use]
    pub fn of(region: &Region) -> Self {
        let own = region.fakta.as_ref();
        let counted = own.and_then(|facts| facts.folketall.as_ref());
        let folketall =
            counted.map(|counted| counted.antall).or_else(|| population(region));
        let areal = own.and_then(|facts| facts.areal).or_else(|| area(region));
        Self {
            kommuner: region.kommuner().count(),
            folketall,
            folketall_dato: counted.and_then(|counted| counted.dato),
            areal,
            tetthet: folketall.zip(areal).and_then(|(n, area)| density(n, area)),
        }
    }
}

/// The inhabitants of all municipalities, if they are known of each.
#[must_use]
pub fn population(region: &Region) -> Option<Count> {
    let counts: Option<Vec<u64>> =
        region.kommuner().map(|kommune| kommune.folketall.map(|n| n.0)).collect();
    counts.map(|counts| Count(counts.iter().sum()))
}

/// The area of all municipalities in km², if it is known of each.
#[must_use]
pub fn area(region: &Region) -> Option<Decimal> {
    let areas: Option<Vec<f64>> =
        region.kommuner().map(|Kommune { areal, .. }| areal.map(|a| a.0)).collect();
    areas.map(|areas| Decimal((areas.iter().sum::<f64>() * 1e6).round() / 1e6))
}

/// Inhabitants per km², with one decimal.
#[expect(clippy::cast_precision_loss, reason = "one decimal is asked for")]
pub(crate) fn density(people: Count, area: Decimal) -> Option<f64> {
    (area.0 > 0.0).then(|| (10.0 * people.0 as f64 / area.0).round() / 10.0)
}
