//! Colours with enough contrast.

use super::Assets;
use crate::fault::{ColourPair, ProfileFault};
use crate::finding::Finding;
use crate::model::values::Colour;
use crate::model::{Doc, Program};
use crate::tree::Step::Field;

/// The least contrast of text. Source: WCAG 2.1, success criterion 1.4.3 (level AA).
const TEXT: f64 = 4.5;
/// The least contrast of graphics. Source: WCAG 2.1, success criterion 1.4.11 (level AA).
const GRAPHICS: f64 = 3.0;
/// The contrast of black and white.
const MAX_CONTRAST: f64 = 21.0;
/// The share of the accent colour in its tint.
pub(crate) const TINT: f64 = 0.08;
/// The grey of small text.
pub(crate) const MUTED: &str = "#55616c";

/// The pairs that the accent colour is part of, with the contrast that each requires.
const ACCENT_PAIRS: [(ColourPair, f64); 3] = [
    (ColourPair::AccentOnPaper, TEXT),
    (ColourPair::AccentOnTint, TEXT),
    (ColourPair::MutedOnTint, TEXT),
];
/// The pairs that the colour of charts is part of.
const CHART_PAIRS: [(ColourPair, f64); 2] =
    [(ColourPair::ChartOnPaper, GRAPHICS), (ColourPair::ChartOnTint, GRAPHICS)];

/// Every pair of colours that results from the profile has the contrast that it requires. Of each
/// colour only the worst pair is reported.
pub(super) fn colours_have_contrast(doc: &Doc<Program>, _: Assets<'_>) -> Vec<Finding> {
    let Some(profile) = &doc.value.profil else { return Vec::new() };
    // Charts are compared with the tint of an accent colour that has enough contrast itself.
    let accent = profile
        .farge
        .as_ref()
        .map(|accent| accent.darkened(|colour| has_contrast(colour, &ACCENT_PAIRS, None)));
    let colours = [
        ("farge", &profile.farge, &ACCENT_PAIRS[..]),
        ("diagramfarge", &profile.diagramfarge, &CHART_PAIRS[..]),
    ];
    let mut findings = Vec::new();
    for (field, colour, pairs) in colours {
        let Some(colour) = colour else { continue };
        if let Some(fault) = worst_pair(colour, pairs, accent.as_ref()) {
            findings.push(doc.error(fault, &[Field("profil"), Field(field)]));
        }
    }
    findings
}

/// The contrast of a pair in which `colour` is the colour of the profile; `accent` is the accent
/// colour whose tint is below charts.
fn contrast(pair: ColourPair, colour: &Colour, accent: Option<&Colour>) -> f64 {
    match pair {
        ColourPair::AccentOnPaper | ColourPair::ChartOnPaper => colour.contrast(&Colour::WHITE),
        ColourPair::AccentOnTint => colour.contrast(&colour.tint(TINT)),
        ColourPair::MutedOnTint => {
            MUTED.parse().map_or(MAX_CONTRAST, |muted: Colour| muted.contrast(&colour.tint(TINT)))
        }
        ColourPair::ChartOnTint => {
            accent.map_or(MAX_CONTRAST, |accent| colour.contrast(&accent.tint(TINT)))
        }
    }
}

/// Whether a colour has the contrast that all pairs require.
fn has_contrast(colour: &Colour, pairs: &[(ColourPair, f64)], accent: Option<&Colour>) -> bool {
    pairs.iter().all(|(pair, required)| contrast(*pair, colour, accent) >= *required)
}

/// The fault of the pair that lacks most, with the nearest colour that has enough contrast in all.
fn worst_pair(
    colour: &Colour,
    pairs: &[(ColourPair, f64)],
    accent: Option<&Colour>,
) -> Option<ProfileFault> {
    let ratios =
        pairs.iter().map(|(pair, required)| (*pair, *required, contrast(*pair, colour, accent)));
    let (pair, required, ratio) = ratios.min_by(|a, b| (a.2 / a.1).total_cmp(&(b.2 / b.1)))?;
    if ratio >= required {
        return None;
    }
    let nearest = colour.darkened(|darker| has_contrast(darker, pairs, accent)).into();
    let colour = colour.clone().into();
    Some(ProfileFault::Contrast { pair, colour, ratio, required, nearest })
}
