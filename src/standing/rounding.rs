//! Figures with a fixed number of decimals.

/// Rounds to `decimals`, so that 0.1 + 0.2 prints as 0.3.
pub(crate) fn rounded(value: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    let rounded = (value * unit).round() / unit;
    // No minus before nought.
    if rounded == 0.0 { 0.0 } else { rounded }
}
