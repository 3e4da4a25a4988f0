//! What no schema can say about the data: one small file per family of rules.

mod characters;
mod colours;
mod dates;
mod deviations;
mod filled;
mod fonts;
mod headings;
mod ids;
mod indicators;
mod languages;
mod layout;
mod money;
mod municipalities;
mod pdf;
mod pictures;
mod progress;
mod series;
mod sums;
mod texts;

use crate::diagnostics::Finding;
use crate::model::{Doc, PeriodId, Periode, Program, Region};
use crate::project::{Loaded, LoadedRegion, Project};
use crate::standing::{Series, Standing, standing};

/// What rules may look at besides the file itself.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The project, for files that the data names.
    pub project: &'a Project,
    /// The families of the typefaces at hand.
    pub fonts: &'a [String],
    /// The sections of the project's own, by the names of their files.
    pub sections: &'a [String],
    /// The languages that reports can be in.
    pub languages: &'a [String],
    /// Whether the fonts at hand have a character.
    pub covers: &'a (dyn Fn(char) -> bool + Sync),
    /// Whether a picture with these bytes can be read.
    pub reads: fn(&[u8]) -> bool,
}

/// A period beside its programme and region, for rules that look at all of them.
struct Told<'a> {
    program: &'a Doc<Program>,
    region: &'a Doc<Region>,
    id: PeriodId,
    period: &'a Doc<Periode>,
    series: Series<'a>,
    standing: Standing,
}

type Rule<T> = fn(&Doc<T>, Context<'_>) -> Vec<Finding>;
type StatusRule = fn(&Told<'_>) -> Vec<Finding>;

const PROGRAM: &[Rule<Program>] = &[
    colours::colours_have_contrast,
    dates::program_in_order,
    fonts::typeface_is_at_hand,
    languages::program_language_is_at_hand,
    layout::margins_leave_room,
    layout::program_sections_are_known,
    pdf::standards_go_together,
    pictures::logo_is_there,
];

const REGION: &[Rule<Region>] = &[
    dates::sub_projects_in_order,
    ids::plan_ids_are_unique,
    languages::region_language_is_at_hand,
    layout::region_sections_are_known,
    ids::plan_ids_are_no_assessments,
    ids::milestones_belong_to_sub_projects,
    indicators::targets_lie_the_right_way,
    money::amounts_are_positive,
    municipalities::each_stands_once,
    sums::municipalities_add_up,
    sums::funding_covers_the_budget,
];

const PERIOD: &[Rule<Periode>] = &[
    deviations::deviations_are_explained,
    ids::concern_ids_are_unique,
    pictures::pictures_are_there,
    progress::progress_agrees_with_status,
    progress::reached_is_finished,
];

const STATUS: &[StatusRule] = &[
    dates::plan_lies_in_the_programme,
    dates::milestones_are_reached_in_time_told,
    deviations::off_plan_is_explained,
    filled::nothing_is_left_open,
    ids::ids_are_known,
    dates::report_is_dated_near_its_period,
    dates::new_deadlines_lie_ahead,
    indicators::final_report_accounts_for_all,
    indicators::values_are_not_far_off,
    money::forecast_holds_accounts,
    money::overspend_is_explained,
    money::accounts_do_not_fall,
    progress::passed_deadlines_are_explained,
    progress::progress_does_not_fall,
    progress::status_agrees_with_parts,
    series::series_is_unbroken,
    series::concerns_do_not_vanish,
];

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

/// Everything that the rules find in the period of a report, of one region or of all: in its
/// file by itself, and beside its region and programme. Earlier periods have reports of their
/// own.
#[must_use]
pub fn periods(loaded: &Loaded, context: Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for region in &loaded.regions {
        if let Some((_, doc)) = region.period() {
            findings.extend(all(PERIOD, doc, context));
        }
        findings.extend(status(&loaded.program, region));
    }
    findings
}

/// Everything that the rules find in a period beside its region and programme.
fn status(program: &Doc<Program>, loaded: &LoadedRegion) -> Vec<Finding> {
    let periods = loaded.periods();
    let series = Series::new(&loaded.region.value, &periods);
    let Some((series, (id, period))) = series.zip(loaded.period()) else {
        return Vec::new();
    };
    let standing = standing(series);
    let region = &loaded.region;
    let told = Told { program, region, id, period, series, standing };
    STATUS.iter().flat_map(|rule| rule(&told)).collect()
}

/// The rules of a table, and those for files of every kind.
fn all<T>(rules: &[Rule<T>], doc: &Doc<T>, context: Context<'_>) -> Vec<Finding> {
    let mut findings = characters::characters_can_be_shown(&doc.document, context);
    findings.extend(headings::names_are_known(&doc.document));
    findings.extend(texts::texts_are_finished(&doc.document));
    findings.extend(rules.iter().flat_map(|rule| rule(doc, context)));
    findings
}
