//! What no schema can say about the data: one small file per family of rules.

mod characters;
mod colours;
mod dates;
mod fonts;
mod headings;
mod not_shown;
mod pdf;
mod pictures;

use crate::diagnostics::Finding;
use crate::model::{Doc, Periode, Program, Region};
use crate::project::Project;

/// What rules may look at besides the file itself.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The project, for files that the data names.
    pub project: &'a Project,
    /// The families of the typefaces at hand.
    pub fonts: &'a [String],
    /// Whether the fonts at hand have a character.
    pub covers: &'a (dyn Fn(char) -> bool + Sync),
    /// Whether a picture with these bytes can be read.
    pub reads: fn(&[u8]) -> bool,
}

type Rule<T> = fn(&Doc<T>, Context<'_>) -> Vec<Finding>;

const PROGRAM: &[Rule<Program>] = &[
    colours::accent_is_readable,
    dates::program_in_order,
    fonts::typeface_is_at_hand,
    pdf::standards_go_together,
    pictures::logo_is_there,
];

const REGION: &[Rule<Region>] =
    &[dates::sub_projects_in_order, not_shown::plans_are_not_shown_yet];

const PERIOD: &[Rule<Periode>] = &[pictures::pictures_are_there];

/// Everything that the rules find in a programme's file.
#[must_use]
pub fn program(doc: &Doc<Program>, context: Context<'_>) -> Vec<Finding> {
    all(PROGRAM, doc, context)
}

/// Everything that the rules find in a region's file.
#[must_use]
pub fn region(doc: &Doc<Region>, context: Context<'_>) -> Vec<Finding> {
    all(REGION, doc, context)
}

/// Everything that the rules find in a period's file.
#[must_use]
pub fn period(doc: &Doc<Periode>, context: Context<'_>) -> Vec<Finding> {
    all(PERIOD, doc, context)
}

/// The rules of a table, and those for files of every kind.
fn all<T>(rules: &[Rule<T>], doc: &Doc<T>, context: Context<'_>) -> Vec<Finding> {
    let mut findings = characters::characters_can_be_shown(&doc.document, context);
    findings.extend(headings::names_are_known(&doc.document));
    findings.extend(rules.iter().flat_map(|rule| rule(doc, context)));
    findings
}
