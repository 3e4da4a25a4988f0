//! `new`: the next period of a region, or a new region.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use regionrapport::fault::{Fault, PlanFault};
use regionrapport::finding::Severity;
use regionrapport::loaded::LoadedRegion;
use regionrapport::model::PeriodId;
use regionrapport::output::create_inside;
use regionrapport::project::{Project, RegionFolder, ReportId, ascii, select_region, shortened};
use regionrapport::scaffold::{self, Previous};
use regionrapport::standing::{keep_present, region_named};
use regionrapport::{Failure, Message, Workspace, message};

use super::Outcome;
use super::terminal::Terminal;

/// Which file to make.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// The next period of a region, carried over from the last
    Period {
        /// The region
        #[arg(value_name = "REGION", add = super::complete::regions())]
        region: String,
        /// The period, such as 2026-k4 [default: the one after the last]
        #[arg(value_name = "PERIOD", value_parser = parse_period)]
        period: Option<PeriodId>,
    },
    /// A new region of a programme
    Region {
        /// Its name, or PROGRAMME/NAME where there are several programmes
        #[arg(value_name = "NAME")]
        name: String,
    },
}

fn parse_period(text: &str) -> Result<PeriodId, Failure> {
    text.parse().map_err(|_| {
        Failure::new(message!(
            "en periode er 2026-k1 (kvartal), 2026-t1 (tertial), 2026-h1 (halvår) eller 2026",
            "a period is 2026-k1 (quarter), 2026-t1 (four months), 2026-h1 (half-year) or 2026",
        ))
    })
}

impl New {
    /// The region that it is about.
    pub(super) fn region(&self) -> &str {
        match self {
            Self::Period { region, .. } => region,
            Self::Region { name } => name,
        }
    }
}

pub(super) fn run(new: &New, terminal: &Terminal) -> Result<Outcome, Failure> {
    match new {
        New::Period { region, period } => self::period(region, *period, terminal),
        New::Region { name } => region(name, terminal),
    }
}

/// Writes the file of a new period, carried over from the region's last.
fn period(name: &str, period: Option<PeriodId>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workspace = Workspace::open(&terminal.settings.root)?;
    let project = workspace.project();
    let (program, region) = select_region(project, name)?;
    let folder = &project.programs[&program].regions[&region];
    let period = period.map_or_else(|| next(project, &program, folder), Ok)?;
    let path = folder.path.join(format!("{period}.yaml"));
    let program_file = project.display_path(&project.programs[&program].file());
    let region_folder = format!("{}/", project.display_path(&folder.path));

    let before = folder.periods.keys().copied().filter(|id| *id < period).max();
    // Without an earlier period only the region is read.
    let id = ReportId { program, region: Some(region), period: before.unwrap_or(period) };
    let case = workspace.load(&id);
    let mut findings = workspace.findings();
    findings.extend_from_slice(case.findings());
    findings.retain(|finding| {
        let path = &finding.place.file.path;
        let concerns = path.starts_with(&region_folder) || *path == program_file;
        let has_not_begun = matches!(finding.fault, Fault::Plan(PlanFault::NotBegun { .. }));
        concerns && (finding.severity == Severity::Error || has_not_begun)
    });
    let region = case.loaded().and_then(|loaded| loaded.regions.first());
    let Some(region) = region.filter(|_| findings.is_empty()) else {
        // What is wrong is not carried over.
        terminal.findings(findings);
        return Ok(Outcome::Findings);
    };
    create_inside(
        &project.source,
        &below(project, &path),
        text(region, period, &schema_path(project, &folder.path)).as_bytes(),
    )?;
    terminal.line(&project.display_path(&path));
    Ok(Outcome::Done)
}

/// The text of the new file, after the last period that is loaded of the region.
fn text(region: &LoadedRegion, period: PeriodId, schema: &str) -> String {
    let previous = region.period().map(|(_, doc, standing)| Previous { doc, standing });
    let periods = region.periods();
    let mut plan = region_named(&region.region.value, &periods);
    keep_present(&mut plan, period);
    scaffold::period(&plan, previous, schema)
}

/// The period after the region's last; for its first, the last that another region has.
fn next(project: &Project, program: &str, folder: &RegionFolder) -> Result<PeriodId, Failure> {
    if let Some(last) = folder.periods.keys().max() {
        let next = last.successor();
        return if next.year() <= 9999 {
            Ok(next)
        } else {
            Err(Failure::new(message!("årstall har fire sifre", "years have four digits"))
                .hint(message!("oppgi perioden", "name the period")))
        };
    }
    let others = project.programs[program].periods();
    others.last().copied().ok_or_else(|| {
        Failure::new(message!(
            "regionen har ingen periode ennå, og det har ingen andre heller",
            "the region has no period yet, and neither has any other",
        ))
        .hint(message!("oppgi perioden, for eksempel 2026-k1", "name the period, such as 2026-k1"))
    })
}

/// Writes the file of a new region.
fn region(name: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = Project::open(&terminal.settings.root)?;
    let (program, name) = match name.trim_matches('/').rsplit_once('/') {
        Some((program, name)) => (program.to_owned(), name),
        None => (only_program(&project)?, name),
    };
    let Some(folder) = project.programs.get(&program) else {
        let Message { nb, en } = programs(&project);
        return Err(Failure::new(message!(
            "det finnes ikke noe program «{program}»",
            "there is no programme «{program}»",
        ))
        .hint(message!("programmene er {nb}", "the programmes are {en}")));
    };
    let short = ascii(name.trim_matches('.'));
    if short.chars().all(|c| !c.is_ascii_alphanumeric()) {
        return Err(Failure::new(message!(
            "«{name}» kan ikke være navnet på en region",
            "«{name}» cannot be the name of a region",
        ))
        .hint(message!("bruk bokstaver og sifre", "use letters and digits")));
    }
    let path = folder.path.join("regioner").join(&short);
    let file = path.join("region.yaml");
    let text = scaffold::region(name, &schema_path(&project, &path));
    create_inside(&project.source, &below(&project, &file), text.as_bytes())?;
    terminal.line(&project.display_path(&file));
    Ok(Outcome::Done)
}

/// The path of a file below the project's folder.
fn below(project: &Project, file: &Path) -> PathBuf {
    file.strip_prefix(project.root()).unwrap_or(file).to_owned()
}

fn only_program(project: &Project) -> Result<String, Failure> {
    let mut names = project.programs.keys();
    if let (Some(only), None) = (names.next(), names.next()) {
        return Ok(only.clone());
    }
    let Message { nb, en } = programs(project);
    Err(Failure::new(message!("det finnes flere programmer", "there are several programmes")).hint(
        message!(
            "skriv PROGRAM/NAVN; programmene er {nb}",
            "write PROGRAMME/NAME; the programmes are {en}",
        ),
    ))
}

/// The names of the programmes.
fn programs(project: &Project) -> Message {
    shortened(&project.programs.keys().cloned().collect::<Vec<_>>())
}

/// The path from a region's folder to that of the schemas.
fn schema_path(project: &Project, folder: &Path) -> String {
    let below = folder.strip_prefix(project.root().join("data")).unwrap_or(folder);
    format!("{}schema", "../".repeat(below.components().count()))
}
