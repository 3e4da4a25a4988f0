//! Figures without more decimals than they are good for.

/// A number with so many decimals; keeps 0.1 + 0.2 from looking like what it is.
pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    let rounded = (value * unit).round() / unit;
    // No minus before nought.
    if rounded == 0.0 { 0.0 } else { rounded }
}
