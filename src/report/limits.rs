//! Limits and colours that templates and rules share.

use schemars::JsonSchema;
use serde::Serialize;

use crate::rules::{MUTED, TINT};
use crate::standing::Level;

/// Limits and colours that templates draw by and the rules check by.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Limits {
    /// The lowest score of a risk of each level above the lowest.
    pub risiko: RiskLimits,
    /// The share of the accent colour in its tint, 0 to 1.
    pub tone: f64,
    /// The grey of small text.
    pub dempet: &'static str,
}

/// The lowest score of a risk of each level above the lowest.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct RiskLimits {
    /// The lowest score of a medium risk.
    pub middels: u8,
    /// The lowest score of a high risk.
    pub høy: u8,
}

impl Limits {
    /// The limits of all reports.
    pub const ALL: Self = Self {
        risiko: RiskLimits { middels: Level::MEDIUM_FROM, høy: Level::HIGH_FROM },
        tone: TINT,
        dempet: MUTED,
    };
}
