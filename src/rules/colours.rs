//! Colours that can be read, and told from their ground.

use super::Context;
use crate::diagnostics::{Code, Finding, Pair};
use crate::model::values::Colour;
use crate::model::{Doc, Program};
use crate::source::Step::Field;

/// The least contrast of text. Source: WCAG 2.1, success criterion 1.4.3 (level AA).
const TEXT: f64 = 4.5;
/// The least contrast of graphics. Source: WCAG 2.1, success criterion 1.4.11 (level AA).
const GRAPHICS: f64 = 3.0;
/// The share of the accent colour in its tint, and the grey of small text, as `theme.typ` has them.
const TINT: f64 = 0.08;
const MUTED: &str = "#55616c";

/// Every pair of colours that results from the profile has the contrast that it needs; of each
/// colour the pair that is worst is told.
pub(super) fn colours_have_contrast(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    let Some(profile) = &doc.value.profil else { return Vec::new() };
    let accent = profile.farge.as_ref();
    let chart = profile.diagramfarge.as_ref();
    let on_tint = |colour: &Colour, tint: &Colour| colour.contrast(&tint.tint(TINT));
    let muted = |colour: &Colour| {
        MUTED.parse().map_or(21.0, |muted: Colour| muted.contrast(&colour.tint(TINT)))
    };
    let paper = |colour: &Colour| colour.contrast(&Colour::WHITE);
    let own = |colour: &Colour| on_tint(colour, colour);
    let text: [Check<'_>; 3] = [
        (Pair::AccentOnPaper, TEXT, &paper),
        (Pair::AccentOnTint, TEXT, &own),
        (Pair::MutedOnTint, TEXT, &muted),
    ];
    // A chart colour is held against the main colour that will do, if this one will not.
    let ground = accent.map(|accent| accent.darkened(|it| passes(it, &text)));
    let chart_on_tint =
        |colour: &Colour| ground.as_ref().map_or(21.0, |ground| on_tint(colour, ground));
    let graphics: [Check<'_>; 2] = [
        (Pair::ChartOnPaper, GRAPHICS, &paper),
        (Pair::ChartOnTint, GRAPHICS, &chart_on_tint),
    ];
    let accent = accent.and_then(|colour| worst(colour, &text));
    let chart = chart.and_then(|colour| worst(colour, &graphics));
    let finding = |code: Option<Code>, field| {
        code.map(|code| doc.error(code, &[Field("profil"), Field(field)]))
    };
    finding(accent, "farge").into_iter().chain(finding(chart, "diagramfarge")).collect()
}

/// A pair, the contrast it needs, and the contrast that a colour gives it.
type Check<'a> = (Pair, f64, &'a dyn Fn(&Colour) -> f64);

/// Whether a colour has the contrast that all pairs need.
fn passes(colour: &Colour, checks: &[Check<'_>]) -> bool {
    checks.iter().all(|(_, least, of)| of(colour) >= *least)
}

/// The pair that lacks most, with the nearest colour with which none lacks anything.
fn worst(colour: &Colour, checks: &[Check<'_>]) -> Option<Code> {
    let lacks = |(_, required, ratio): &&Check<'_>| ratio(colour) / required;
    let (pair, required, ratio) =
        checks.iter().min_by(|a, b| lacks(a).total_cmp(&lacks(b)))?;
    let fits = |colour: &Colour| passes(colour, checks);
    (ratio(colour) < *required).then(|| Code::Contrast {
        pair: *pair,
        colour: colour.clone().into(),
        ratio: ratio(colour),
        required: *required,
        nearest: colour.darkened(fits).into(),
    })
}
