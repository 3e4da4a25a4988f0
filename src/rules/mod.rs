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

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::fault::{Fault, PeriodFault};
use crate::finding::{Finding, limit};
use crate::loaded::Loaded;
use crate::model::values::Språk;
use crate::model::{Delprosjektstatus, Doc, Milepælstatus, PeriodId, Periode, Program, Region};
use crate::project::{Project, RegionFolder};
use crate::source_files::SourceFiles;
use crate::standing::{Series, Standing};
use crate::tree::Step::Field;

pub(crate) use colours::{MUTED, TINT};

/// A face of a family of typefaces.
#[derive(Clone)]
pub struct Face {
    /// The name of the family.
    pub family: String,
    /// How heavy it is, from 100 to 900; 400 is the usual.
    pub weight: u16,
    /// Whether it is italic or oblique.
    pub is_italic: bool,
    /// Whether its weight varies in one file.
    pub is_variable: bool,
    /// Whether it has a sign for a character.
    pub has: Arc<dyn Fn(char) -> bool + Send + Sync>,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { family, weight, is_italic, .. } = self;
        f.debug_struct("Face")
            .field("family", family)
            .field("weight", weight)
            .field("is_italic", is_italic)
            .finish_non_exhaustive()
    }
}

/// What a project offers to its data files: files, typefaces, sections, languages.
#[derive(Clone, Copy)]
pub(crate) struct Assets<'a> {
    /// The programmes of the project, with their regions.
    pub(crate) project: &'a Project,
    /// The files of the project, for those that the data names.
    pub(crate) source: &'a SourceFiles,
    /// The families of the available typefaces.
    pub(crate) fonts: &'a [String],
    /// The faces of the available typefaces.
    pub(crate) faces: &'a [Face],
    /// The project's own sections, by the names of their files.
    pub(crate) sections: &'a [String],
    /// The available languages of reports.
    pub(crate) languages: &'a [String],
    /// Whether the available fonts have a character.
    pub(crate) covers: &'a (dyn Fn(char) -> bool + Sync),
    /// Whether a picture with these bytes can be decoded.
    pub(crate) can_read: &'a (dyn Fn(&Arc<Vec<u8>>) -> bool + Send + Sync),
}

impl<'a> Assets<'a> {
    /// The faces of a family, in whatever case its name is written.
    fn faces_of(self, family: &str) -> impl Iterator<Item = &'a Face> {
        let family = family.to_lowercase();
        self.faces.iter().filter(move |face| face.family.to_lowercase() == family)
    }
}

/// A period with its programme, its region and the periods before it.
struct PeriodContext<'a> {
    program: &'a Doc<Program>,
    region: &'a Doc<Region>,
    /// The name of the region's folder.
    name: &'a str,
    /// The regions of the programme, by the names of their folders.
    siblings: &'a BTreeMap<String, RegionFolder>,
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
    fonts::typefaces_are_available,
    fonts::typeface_has_its_faces,
    |doc, assets| languages::language_is_available(doc, doc.value.språk.as_ref(), assets),
    layout::margins_leave_room,
    layout::program_sections_are_known,
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
    ids::names_are_told_apart,
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
    ids::concerns_are_told_apart,
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
    completeness::sections_have_content,
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
    progress::status_does_not_go_back,
    progress::status_agrees_with_parts,
    series::series_is_unbroken,
    series::period_is_not_the_last_one_again,
    series::concerns_do_not_vanish,
    texts::texts_are_about_this_report,
];

/// Checks a programme's file against the rules.
pub(crate) fn program(doc: &Doc<Program>, assets: Assets<'_>) -> Vec<Finding> {
    let Program { språk, merknad, .. } = &doc.value;
    let (language, typeface) = (språk.as_ref(), typeface(&doc.value));
    check(PROGRAM, doc, assets, Reports { language, is_example: merknad.is_some(), typeface })
}

/// Checks a region's file against the rules; its programme has the language and the mark of the region's
/// reports if the region has none.
pub(crate) fn region(
    doc: &Doc<Region>,
    program: Option<&Program>,
    assets: Assets<'_>,
) -> Vec<Finding> {
    let Region { språk, merknad, .. } = &doc.value;
    let language = språk.as_ref().or_else(|| program?.språk.as_ref());
    let is_example = merknad.is_some() || program.is_none_or(|program| program.merknad.is_some());
    let typeface = program.and_then(typeface);
    check(REGION, doc, assets, Reports { language, is_example, typeface })
}

/// Checks the period of a report, of one region or of all, against the rules: its file by itself,
/// and beside its region and programme. Earlier periods have reports of their own.
pub(crate) fn periods(loaded: &Loaded, assets: Assets<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let siblings = assets.project.programs.get(&loaded.id.program);
    let none = BTreeMap::new();
    let siblings = siblings.map_or(&none, |program| &program.regions);
    for region in &loaded.regions {
        let Some((id, period, standing)) = region.period() else { continue };
        let periods = region.periods();
        let Some(series) = Series::new(&region.region.value, &periods) else { continue };
        let name = region.name.as_str();
        let before = region.series.len().checked_sub(2).and_then(|at| region.series.get(at));
        let before = before.map(|(id, doc)| (*id, &**doc));
        let (program, region) = (&*loaded.program, &*region.region);
        let context =
            PeriodContext { program, region, name, siblings, id, period, series, standing };
        let language = region.value.språk.as_ref().or(program.value.språk.as_ref());
        let marks = [&program.value.merknad, &region.value.merknad, &period.value.merknad];
        let is_example = marks.into_iter().any(Option::is_some);
        let reports = Reports { language, is_example, typeface: typeface(&program.value) };
        findings.extend(check(PERIOD, period, assets, reports));
        if let Some(finding) = completeness::ends_early(&context) {
            findings.push(finding);
            continue;
        }
        let is_misnamed = dates::of_another_year(id, &period.value).is_some();
        let before = before.and_then(dates::previous_of_another_year);
        let is_compared = before.is_none() && !is_misnamed;
        let beside = PERIOD_CONTEXT.iter().flat_map(|rule| rule(&context));
        findings.extend(beside.filter(|finding| {
            let is_named = matches!(finding.fault, Fault::Period(PeriodFault::ReportDate { .. }));
            is_named || !is_misnamed && (is_compared || !finding.fault.compares())
        }));
        findings.extend(before);
    }
    limit(findings)
}

/// What the reports of a file are like.
#[derive(Clone, Copy)]
struct Reports<'a> {
    language: Option<&'a Språk>,
    /// Whether they are marked as examples.
    is_example: bool,
    /// The typeface that the programme has chosen.
    typeface: Option<&'a str>,
}

/// The typeface that a programme has chosen.
fn typeface(program: &Program) -> Option<&str> {
    Some(program.profil.as_ref()?.skrift.as_ref()?.as_str())
}

/// Checks a file against some rules, and against those for files of every kind.
fn check<T>(
    rules: &[Rule<T>],
    doc: &Doc<T>,
    assets: Assets<'_>,
    reports: Reports<'_>,
) -> Vec<Finding> {
    let Reports { language, is_example, typeface } = reports;
    let language = language.map_or("nb", Språk::as_str);
    let mut findings = characters::characters_can_be_shown(&doc.document, assets);
    findings.extend(characters::typeface_has_characters(&doc.document, typeface, assets));
    findings.extend(headings::names_are_known(&doc.document));
    findings.extend(texts::texts_are_finished(&doc.document, language, is_example));
    findings.extend(rules.iter().flat_map(|rule| rule(doc, assets)));
    findings
}
