//! `build`: writes the reports that are out of date.

mod deps;
mod make;
mod order;
mod plan;
mod request;
mod run;
mod timings;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use self::plan::{Planned, Surroundings, plan};
use self::run::{Ended, Run};
use super::choice::{Choice, ShardChoice};
use super::environment::{now, source_date};
use super::interrupt::interrupted;
use super::summary::{Counts, ShardSummary, Summary, SummaryFiles};
use super::workers::{self, Go};
use super::{Outcome, Settings, print, words};
use crate::diagnostics::{Code, Failure, Finding, Place};
use crate::digest::Digest;
use crate::output::{Manifest, clear_temporary, write};
use crate::project::{Project, ReportId, Shard};
use crate::typeset::{Engine, Format, builtin_digest};

/// The code that this program is made of (see `build.rs`).
const CODE: &[u8] = env!("REGIONRAPPORT_CODE").as_bytes();

/// What to build, and how.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Build {
    /// The reports.
    pub reports: Choice,
    /// The share of them that this machine is to build.
    pub shard: Option<ShardChoice>,
    /// The file to write, for one report; `-` is standard output.
    pub output: Option<PathBuf>,
    /// The template, instead of the one for the report's type.
    pub template: Option<String>,
    /// The format.
    pub format: Option<Format>,
    /// Whether to build also what would be the same again.
    pub force: bool,
    /// Whether to tell what would be built instead of building it.
    pub dry_run: bool,
    /// Whether to stop at the first report that fails.
    pub stop_at_failure: bool,
    /// Whether to tell how long each step took.
    pub timings: bool,
    /// The file for rules of make.
    pub deps: Option<PathBuf>,
    /// The files for summaries.
    pub summaries: SummaryFiles,
}

/// Writes the reports, each on its own: one that fails does not stop the others.
pub(super) fn run(build: &Build, settings: &Settings) -> Result<Outcome, Failure> {
    let begun = now();
    super::interrupt::listen()?;
    let project = Arc::new(Project::open(&settings.root)?);
    let engine = Arc::new(Engine::new(&project.root)?);
    let reports = build.chosen(&project, &engine)?;
    if reports.is_empty() && build.reports.changed_since.is_some() {
        print::line(words::none_meant(settings.lang), settings);
    }
    let format = build.format()?;
    let shard = build.shard.map(ShardChoice::here).transpose()?;
    let reports = shard.map_or(reports.clone(), |shard| shard.of(reports));

    let manifest = Manifest::read(&project.root);
    let surroundings = Surroundings { tool: tool(), date: source_date()? };
    let planned =
        plan(build, &project, &engine, &manifest, &surroundings, reports, format);
    if build.dry_run {
        return Ok(tell_plan(&planned, settings));
    }
    let folders: BTreeSet<&Path> =
        planned.iter().filter_map(|it| it.target.parent()).collect();
    folders.into_iter().for_each(clear_temporary);
    let asked = || if interrupted() { Go::Stop } else { Go::On };
    let run = Run {
        build,
        project,
        engine,
        settings,
        format,
        manifest,
        surroundings,
        asked: &asked,
        remembered: remembered(),
    };
    let done = run.go(planned);
    if let Some(path) = &build.deps {
        let root = &settings.root;
        write(path, deps::rules(&done.reports, root).as_bytes())?;
    }
    if build.summaries.are_wanted() {
        let reports = done.reports.iter().map(|it| it.summary(settings)).collect();
        let finished = counts_of(&done.reports).left == 0;
        let shard = shard.map(shard_summary);
        let summary = Summary::new(reports, shard, finished, begun.elapsed());
        summary.write(&build.summaries)?;
    }
    if build.timings {
        timings::tell(&done.reports, settings);
    }
    Ok(done.tell(build, settings, begun))
}

/// The caches of Typst keep what the last reports used: as many as are made at once, for those end
/// together, and one more, for what is shared is not in every one of them.
fn remembered() -> usize {
    workers::at_once() + 1
}

/// The same for a command that goes on: the reports of a region that is worked on.
const OF_A_REGION: usize = 16;

/// Makes those of some reports that are out of date, and tells what is found in them; for a
/// command that goes on. Stops when it is asked to.
pub(super) fn refresh(
    build: &Build,
    project: &Arc<Project>,
    engine: &Arc<Engine>,
    settings: &Settings,
    reports: Vec<ReportId>,
    asked: &dyn Fn() -> Go,
) {
    let format = Format::Pdf;
    let manifest = Manifest::read(&project.root);
    // It was read when the command began.
    let date = source_date().ok().flatten();
    let surroundings = Surroundings { tool: tool(), date };
    let planned = plan(build, project, engine, &manifest, &surroundings, reports, format);
    let run = Run {
        build,
        project: Arc::clone(project),
        engine: Arc::clone(engine),
        settings,
        format,
        manifest,
        surroundings,
        asked,
        remembered: remembered().max(OF_A_REGION),
    };
    run.go(planned).tell_made(settings);
}

/// How many reports had which outcome.
fn counts_of(reports: &[Ended]) -> Counts {
    Counts::of(reports.iter().map(|it| it.outcome))
}

impl Build {
    /// Whether the report goes to standard output.
    fn is_to_stdout(&self) -> bool {
        self.output.as_deref() == Some(Path::new("-"))
    }
}

/// What this program is: its code, and the templates and fonts that are built into it.
fn tool() -> Digest {
    Digest::of_all([Digest::of(CODE), builtin_digest()])
}

fn shard_summary(shard: Shard) -> ShardSummary {
    ShardSummary { number: shard.number, count: shard.count }
}

/// Tells what would be built, and why.
fn tell_plan(planned: &[Planned], settings: &Settings) -> Outcome {
    for it in planned {
        let why = match &it.reason {
            Some(reason) => words::reason(reason, settings.lang),
            None => words::unchanged(settings.lang).to_owned(),
        };
        if it.reason.is_some() {
            print::line(&format!("{}: {why}", it.id), settings);
        }
        let event = json!({
            "kind": "plan", "report": it.id.to_string(),
            "build": it.reason.is_some(), "reason": why,
        });
        print::event(&event, settings);
    }
    let build = planned.iter().filter(|it| it.reason.is_some()).count();
    print::line(&words::planned(build, planned.len() - build, settings.lang), settings);
    Outcome::Done
}

/// The finding for a report that took too long.
pub(super) fn too_long(
    id: &ReportId,
    template: Option<&str>,
    limit: Duration,
) -> Finding {
    let code = Code::TimeLimit { seconds: limit.as_secs(), report: id.to_string() };
    let place =
        template.map_or_else(|| id.to_string(), |name| format!("templates/{name}.typ"));
    Finding::error(code, Place::file(place))
}
