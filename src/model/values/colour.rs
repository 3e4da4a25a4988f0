//! Colours, and their contrast.

use std::str::FromStr;

use serde::Serialize;

use crate::fault::ValueFault;

/// An sRGB colour written `#0b4f6c`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct Colour([u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// The contrast ratio to another colour, from 1 to 21.
    ///
    /// Source: WCAG 2.1, «contrast ratio» and «relative luminance».
    pub fn contrast(&self, other: &Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A mix with white in sRGB, of which `share` (0 to 1) is this colour.
    pub fn tint(&self, share: f64) -> Self {
        Self(self.0.map(|channel| channel_of(255.0 - (255.0 - f64::from(channel)) * share)))
    }

    /// The lightest shade of this hue, no lighter than this colour, that `is_accepted`; else black.
    pub fn darkened(&self, is_accepted: impl Fn(&Self) -> bool) -> Self {
        (0..=256).map(|step| self.shade(step)).find(is_accepted).unwrap_or(Self([0; 3]))
    }

    /// This colour, `step` of 256 steps towards black.
    fn shade(&self, step: i32) -> Self {
        let share = 1.0 - f64::from(step) / 256.0;
        Self(self.0.map(|channel| channel_of(f64::from(channel) * share)))
    }

    /// The relative luminance, from 0 (black) to 1 (white).
    fn luminance(&self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// The nearest value of a channel.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is clamped to a channel"
)]
fn channel_of(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

impl FromStr for Colour {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let value = text.trim();
        hex(value).map(Self).ok_or_else(|| ValueFault::Colour { value: value.to_owned() })
    }
}

/// The channels of `#0b4f6c`.
fn hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let [_, rgb @ ..] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(rgb)
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        let [red, green, blue] = colour.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_wcag() {
        let black: Colour = "#000000".parse().unwrap();
        assert!((black.contrast(&Colour::WHITE) - 21.0).abs() < 1e-9);
        // The grey that is known to be the lightest to pass on white.
        let grey: Colour = "#767676".parse().unwrap();
        assert!((grey.contrast(&Colour::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["0b4f6c", "#0b4", "#0b4f6g", "blå", "#+b4f6c", ""] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }
}
