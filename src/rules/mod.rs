//! Rules that no schema can express: one small file for each subject.

mod characters;
mod colours;
mod completeness;
mod dates;
mod deviations;
mod fonts;
mod headings;
mod ids;
mod indicators;
mod languages;
mod layout;
mod milestones;
mod money;
mod municipalities;
mod pdf;
mod pictures;
mod plausible;
mod progress;
mod series;
mod sums;
mod texts;

use std::sync::Arc;

use crate::fault::Fault;
use crate::finding::{Finding, limit};
use crate::loaded::Loaded;
use crate::model::{Delprosjektstatus, Doc, Milepælstatus, PeriodId, Periode, Program, Region};
use crate::source_files::SourceFiles;
use crate::standing::{Series, Standing};
use crate::tree::Step::Field;

pub(crate) use colours::{MUTED, TINT};

/// What a project offers to its data files: files, typefaces, sections, languages.
#[derive(Clone, Copy)]
pub(crate) struct Assets<'a> {
    /// The files of the project, for those that the data names.
    pub(crate) source: &'a SourceFiles,
    /// The families of the available typefaces.
    pub(crate) fonts: &'a [String],
    /// The project's own sections, by the names of their files.
    pub(crate) sections: &'a [String],
    /// The available languages of reports.
    pub(crate) languages: &'a [String],
    /// Whether the available fonts have a character.
    pub(crate) covers: &'a (dyn Fn(char) -> bool + Sync),
    /// Whether a picture with these bytes can be decoded.
    pub(crate) can_read: &'a (dyn Fn(&Arc<Vec<u8>>) -> bool + Send + Sync),
}

/// A period with its programme, its region and the periods before it.
struct PeriodContext<'a> {
    program: &'a Doc<Program>,
    region: &'a Doc<Region>,
    id: PeriodId,
    period: &'a Doc<Periode>,
    series: Series<'a>,
    standing: &'a Standing,
}

impl PeriodContext<'_> {
    /// What the period reports of milestones, by their ids.
    fn milestones(&self) -> impl Iterator<Item = (&String, &Milepælstatus)> {
        self.period.value.milepæler.iter().flat_map(|all| &all.0)
    }

    /// What the period reports of a milestone.
    fn milestone(&self, id: &str) -> Option<&Milepælstatus> {
        self.period.value.milepæler.as_ref()?.get(id)
    }

    /// What the period reports of sub-projects, by their ids.
    fn sub_projects(&self) -> impl Iterator<Item = (&String, &Delprosjektstatus)> {
        self.period.value.delprosjekter.iter().flat_map(|all| &all.0)
    }

    /// A warning at a field of the period's file, which the names of fields lead to.
    fn warning<const N: usize>(&self, fault: impl Into<Fault>, fields: [&str; N]) -> Finding {
        self.period.warning(fault, &fields.map(Field))
    }
}

/// A rule for one file.
type Rule<T> = fn(&Doc<T>, Assets<'_>) -> Vec<Finding>;
/// A rule for a period with its region, its programme and the periods before.
type PeriodRule = fn(&PeriodContext<'_>) -> Vec<Finding>;

/// The rules for `program.yaml`.
const PROGRAM: &[Rule<Program>] = &[
    colours::colours_have_contrast,
    dates::program_in_order,
    fonts::typeface_is_available,
    |doc, assets| languages::language_is_available(doc, doc.value.språk.as_ref(), assets),
    layout::margins_leave_room,
    |doc, assets| layout::sections_are_known(doc, doc.value.rapport.as_ref(), assets),
    pdf::standards_go_together,
    pictures::logo_can_be_shown,
];

/// The rules for `region.yaml`.
const REGION: &[Rule<Region>] = &[
    dates::sub_projects_in_order,
    dates::times_in_order,
    ids::plan_ids_are_unique,
    |doc, assets| languages::language_is_available(doc, doc.value.språk.as_ref(), assets),
    |doc, assets| layout::sections_are_known(doc, doc.value.rapport.as_ref(), assets),
    ids::plan_ids_are_no_assessments,
    ids::milestones_belong_to_sub_projects,
    ids::key_indicator_is_known,
    indicators::targets_agree_with_direction,
    plausible::targets_keep_their_thousands,
    plausible::planned_per_cent_is_a_share,
    money::amounts_are_positive,
    municipalities::municipalities_are_unique,
    municipalities::applicant_stays,
    sums::municipalities_add_up,
    sums::funding_covers_the_budget,
];

/// The rules for a period's file by itself.
const PERIOD: &[Rule<Periode>] = &[
    deviations::deviations_are_explained,
    ids::concern_ids_are_unique,
    pictures::pictures_can_be_shown,
    progress::progress_agrees_with_status,
    progress::reached_is_finished,
];

/// The rules for a period beside its region, its programme and the periods before.
const PERIOD_CONTEXT: &[PeriodRule] = &[
    dates::plan_lies_in_the_programme,
    dates::milestones_are_reached_by_the_end,
    deviations::off_plan_is_explained,
    completeness::required_values,
    ids::ids_are_known,
    ids::region_has_not_ended,
    ids::reports_are_on_what_is_there,
    dates::report_is_dated_near_its_period,
    dates::corrections_follow_the_period,
    dates::new_deadlines_lie_ahead,
    dates::new_ends_follow_starts,
    indicators::final_report_accounts_for_all,
    indicators::values_are_not_far_off,
    milestones::passed_deadlines_are_no_plan,
    milestones::measures_have_time,
    milestones::reached_agrees,
    milestones::new_deadlines_are_new,
    plausible::amounts_are_plausible,
    plausible::measured_per_cent_is_a_share,
    money::forecast_holds_accounts,
    money::overspend_is_explained,
    money::accounts_do_not_fall,
    money::new_amounts_are_positive,
    progress::passed_deadlines_are_explained,
    progress::progress_does_not_fall,
    progress::status_agrees_with_parts,
    series::series_is_unbroken,
    series::period_is_not_the_last_one_again,
    series::concerns_do_not_vanish,
];

/// Checks a programme's file against the rules.
pub(crate) fn program(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    check(PROGRAM, doc, assets)
}

/// Checks a region's file against the rules.
pub(crate) fn region(doc: &Doc<Region>, assets: Assets<'_>) -> Vec<Finding> {
    check(REGION, doc, assets)
}

/// Checks the period of a report, of one region or of all, against the rules: its file by itself,
/// and beside its region and programme. Earlier periods have reports of their own.
pub(crate) fn periods(loaded: &Loaded, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for region in &loaded.regions {
        let Some((id, period, standing)) = region.period() else { continue };
        let periods = region.periods();
        let Some(series) = Series::new(&region.region.value, &periods) else { continue };
        let (program, region) = (&*loaded.program, &*region.region);
        let context = PeriodContext { program, region, id, period, series, standing };
        findings.extend(check(PERIOD, period, assets));
        findings.extend(PERIOD_CONTEXT.iter().flat_map(|rule| rule(&context)));
    }
    limit(findings)
}

/// Checks a file against some rules, and against those for files of every kind.
fn check<T>(rules: &[Rule<T>], doc: &Doc<T>, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = characters::characters_can_be_shown(&doc.document, assets);
    findings.extend(headings::names_are_known(&doc.document));
    findings.extend(texts::texts_are_finished(&doc.document));
    findings.extend(rules.iter().flat_map(|rule| rule(doc, assets)));
    findings
}
