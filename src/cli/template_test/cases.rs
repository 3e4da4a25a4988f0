//! Which reports are tried with which templates.

use std::collections::BTreeMap;

use regionrapport::project::{Project, ReportId, select};
use regionrapport::report::PROGRAM_TEMPLATE;
use regionrapport::scaffold::{PROGRAM_SAMPLES, REGION_SAMPLES, Variant};
use regionrapport::{Failure, Workspace};
use serde::{Deserialize, Serialize};

/// One report to render with one template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct TestCase {
    pub(super) template: String,
    pub(super) sample: String,
    pub(super) id: ReportId,
}

/// The usual sample as the project would have it: with the profile of each of its programmes, and in each
/// language of its own.
pub(super) fn variants(workspace: &Workspace, newest: &[ReportId]) -> Vec<Variant> {
    let mut variants = BTreeMap::new();
    for id in newest {
        let case = workspace.load(id);
        let Some(loaded) = case.loaded() else { continue };
        let program = &loaded.program;
        let logo = program.value.profil.as_ref().and_then(|profile| profile.logo.as_ref());
        let logo =
            logo.map(|logo| format!("{}/{}", folder_of(&program.document.file.path), logo.fil));
        if let Some(profile) = program.document.root.field("profil") {
            let written = profile.key_span.start..profile.value.span.end;
            let profile = program.document.file.text[written].to_owned();
            let name = format!("usual-{}", id.program);
            variants.insert(name.clone(), Variant { name, profile, logo, language: None });
        }
    }
    let own = workspace.resources().languages().iter().filter(|name| !is_built_in(name));
    for language in own {
        let (name, language) = (format!("usual-{language}"), Some(language.clone()));
        let variant = Variant { name: name.clone(), language, ..Variant::default() };
        variants.insert(name, variant);
    }
    variants.into_values().collect()
}

/// The folder of a file.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether the samples are in a language anyway, or every project has it.
fn is_built_in(language: &str) -> bool {
    ["nb", "nn", "en"].contains(&language)
}

/// Every template with the samples of its kind.
pub(super) fn sample_cases(
    templates: &[String],
    project: &Project,
    variants: &[Variant],
) -> Result<Vec<TestCase>, Failure> {
    let mut cases = Vec::new();
    for template in templates {
        let is_of_program = template == PROGRAM_TEMPLATE;
        let built_in: &[_] = if is_of_program { &PROGRAM_SAMPLES } else { &REGION_SAMPLES };
        let built_in =
            built_in.iter().map(|sample| (sample.name.to_owned(), sample.report.to_owned()));
        let own = variants.iter().map(|variant| {
            let Variant { name, .. } = variant;
            (name.clone(), variant.report(is_of_program))
        });
        for (sample, report) in built_in.chain(own) {
            for id in select(project, &[report])? {
                let (template, sample) = (template.clone(), sample.clone());
                cases.push(TestCase { template, sample, id });
            }
        }
    }
    Ok(cases)
}

/// The newest report of each programme and language, of regions and of the programme.
pub(super) fn newest(workspace: &Workspace, project: &Project) -> Vec<ReportId> {
    let mut of_regions: BTreeMap<(String, String), ReportId> = BTreeMap::new();
    for id in project.reports() {
        let region = id.region.clone().unwrap_or_default();
        let newest = of_regions.entry((id.program.clone(), region)).or_insert_with(|| id.clone());
        if newest.period < id.period {
            *newest = id;
        }
    }
    let mut newest: BTreeMap<(String, Option<String>), ReportId> = BTreeMap::new();
    for id in of_regions.into_values() {
        let language = id.region.is_some().then(|| language(workspace, &id));
        let kept = newest.entry((id.program.clone(), language)).or_insert_with(|| id.clone());
        if kept.period < id.period {
            *kept = id;
        }
    }
    newest.into_values().collect()
}

/// The language of a report; nothing if it cannot be read.
fn language(workspace: &Workspace, id: &ReportId) -> String {
    let report = workspace.load(id).report().ok();
    report.map(|report| report.språk.as_str().to_owned()).unwrap_or_default()
}

/// Each template with the project's newest reports of its kind.
pub(super) fn own_cases(templates: &[String], newest: &[ReportId]) -> Vec<TestCase> {
    let cases = templates.iter().flat_map(|template| {
        let is_of_program = template == PROGRAM_TEMPLATE;
        let reports = newest.iter().filter(move |id| id.region.is_none() == is_of_program);
        reports.map(|id| {
            let sample = id.to_string().replace('/', "-");
            TestCase { template: template.clone(), sample, id: id.clone() }
        })
    });
    cases.collect()
}
