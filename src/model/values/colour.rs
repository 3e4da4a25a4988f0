//! Colours, and their contrast.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// An sRGB colour written `#0b4f6c`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// The contrast ratio to another colour, from 1 to 21.
    ///
    /// Source: WCAG 2.1, «contrast ratio» and «relative luminance».
    #[must_use]
    pub fn contrast(&self, other: &Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A mix with white: `share` of this colour, from 0 to 1, in sRGB.
    #[must_use]
    pub fn tint(&self, share: f64) -> Self {
        Self(
            self.0
                .map(|channel| channel_of(255.0 - (255.0 - f64::from(channel)) * share)),
        )
    }

    /// The same hue as little darker as makes `fits` true; black if nothing else does.
    #[must_use]
    pub fn darkened(&self, fits: impl Fn(&Self) -> bool) -> Self {
        let darker = |step: i32| {
            let share = 1.0 - f64::from(step) / 256.0;
            Self(self.0.map(|channel| channel_of(f64::from(channel) * share)))
        };
        (0..=256).map(darker).find(fits).unwrap_or(Self([0; 3]))
    }

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
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let value = text.trim();
        let fault = || Code::Colour { value: value.to_owned() };
        let digits = value.strip_prefix('#').ok_or_else(fault)?;
        let hex = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| hex);
        let [_, rgb @ ..] = number.ok_or_else(fault)?.to_be_bytes();
        Ok(Self(rgb))
    }
}

impl TryFrom<String> for Colour {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        let [red, green, blue] = colour.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

impl JsonSchema for Colour {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "farge".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::Colour,
            &["string"],
            "^ *#[0-9a-fA-F]{6} *$",
            "En farge: # og seks sifre eller bokstaver a–f, i anførselstegn.",
            &["#0b4f6c"],
        )
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
