//! `new`: the next period of a region, or a new region.

use std::path::Path;
use std::sync::Arc;

use super::{Outcome, Settings, print};
use crate::diagnostics::{Failure, Severity};
use crate::model::PeriodId;
use crate::output::create;
use crate::pipeline::Pipeline;
use crate::project::{
    LoadedRegion, Loader, Project, RegionFolder, ReportId, ascii, select_region,
};
use crate::scaffold::{self, Previous};
use crate::standing::{Series, standing};
use crate::typeset::Engine;

/// Writes the file of a new period, carried over from the region's last.
pub(super) fn period(
    name: &str,
    period: Option<PeriodId>,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let project = Arc::new(Project::open(&settings.root)?);
    let (program, region) = select_region(&project, name)?;
    let folder = &project.programs[&program].regions[&region];
    let period = match period {
        Some(period) => period,
        None => next(&project, &program, folder)?,
    };
    let path = folder.path.join(format!("{period}.yaml"));
    let program_folder = project.programs[&program].path.clone();
    let before = folder.periods.keys().copied().filter(|id| *id < period).max();

    // A report's name for the loader; without an earlier period only the region is read.
    let id = ReportId { program, region: Some(region), period: before.unwrap_or(period) };
    let engine = Arc::new(Engine::new(&project.root)?);
    let loader = Loader::new(&project, std::slice::from_ref(&id));
    let (loaded, found) = loader.load(&id);
    let pipeline = Pipeline::new(&project, &engine, loader);
    let mut findings = pipeline.findings().to_vec();
    findings.extend(found);
    if before.is_some()
        && let Err(found) = pipeline.merge(&id)
    {
        findings.extend(found);
    }
    let (own, program) = (project.shown(&folder.path), project.shown(&program_folder));
    findings.retain(|finding| {
        let path = &finding.place.file.path;
        let concerns = path.starts_with(&format!("{own}/"))
            || *path == format!("{program}/program.yaml");
        concerns && finding.severity == Severity::Error
    });
    if !findings.is_empty() {
        // What is wrong is not carried over.
        return Ok(print::findings(findings, settings));
    }
    let Some(loaded) = loaded.as_ref().and_then(|loaded| loaded.regions.first()) else {
        return Ok(print::findings(findings, settings));
    };
    let text = text(loaded, &schema(&project, folder));
    create(&path, text.as_bytes())?;
    print::line(&project.shown(&path), settings);
    Ok(Outcome::Done)
}

/// The text of the new file, after the last period that is loaded of the region.
fn text(loaded: &LoadedRegion, schema: &str) -> String {
    let region = &loaded.region.value;
    let standing = Series::new(region, &loaded.periods()).map(standing);
    let previous = standing.as_ref().zip(loaded.period());
    let previous = previous.map(|(standing, (_, doc))| Previous { doc, standing });
    scaffold::period(region, previous, schema)
}

/// The period after the region's last; for its first, the last that another region has.
fn next(
    project: &Project,
    program: &str,
    folder: &RegionFolder,
) -> Result<PeriodId, Failure> {
    if let Some(last) = folder.periods.keys().max() {
        let next = last.successor();
        return if next.year() <= 9999 {
            Ok(next)
        } else {
            Err(Failure::new("years have four digits").hint("name the period"))
        };
    }
    let others = project.programs[program].periods();
    others.last().copied().ok_or_else(|| {
        Failure::new("the region has no period yet, and neither has any other")
            .hint("name the period, such as 2026-k1")
    })
}

/// Writes the file of a new region.
pub(super) fn region(name: &str, settings: &Settings) -> Result<Outcome, Failure> {
    let project = Arc::new(Project::open(&settings.root)?);
    let (program, name) = match name.trim_matches('/').rsplit_once('/') {
        Some((program, name)) => (program.to_owned(), name),
        None => (only_program(&project)?, name),
    };
    let Some(folder) = project.programs.get(&program) else {
        let names: Vec<&str> = project.programs.keys().map(String::as_str).collect();
        return Err(Failure::new(format!("there is no programme «{program}»"))
            .hint(format!("the programmes are {}", names.join(", "))));
    };
    let short = ascii(name.trim_matches('.'));
    if short.chars().all(|c| !c.is_ascii_alphanumeric()) {
        return Err(Failure::new(format!("«{name}» cannot be the name of a region"))
            .hint("use letters and digits"));
    }
    let path = folder.path.join("regioner").join(&short);
    let file = path.join("region.yaml");
    let text = scaffold::region(name, &schema_from(&project, &path));
    create(&file, text.as_bytes())?;
    print::line(&project.shown(&file), settings);
    Ok(Outcome::Done)
}

fn only_program(project: &Project) -> Result<String, Failure> {
    let names: Vec<&String> = project.programs.keys().collect();
    match names.as_slice() {
        [one] => Ok((*one).clone()),
        many => {
            let names: Vec<&str> = many.iter().map(|name| name.as_str()).collect();
            Err(Failure::new("there are several programmes").hint(format!(
                "write PROGRAMME/NAME; the programmes are {}",
                names.join(", ")
            )))
        }
    }
}

/// The path from a region's folder to that of the schemas.
fn schema(project: &Project, folder: &RegionFolder) -> String {
    schema_from(project, &folder.path)
}

fn schema_from(project: &Project, folder: &Path) -> String {
    let below = folder.strip_prefix(project.root.join("data")).unwrap_or(folder);
    format!("{}schema", "../".repeat(below.components().count()))
}
