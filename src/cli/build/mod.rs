//! `build`: writes the reports that are out of date.

mod deps;
mod orphans;
mod plan;
mod recorder;
mod render;
mod request;
mod result;
mod timings;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use regionrapport::digest::Digest;
use regionrapport::model::values::Date;
use regionrapport::output::{Manifest, clear_temporary, write};
use regionrapport::project::{Project, ReportId, Shard};
use regionrapport::typeset::builtin_digest;
use regionrapport::{Failure, Format, Keep};
use serde_json::json;

use super::args::template_name;
use super::environment::{now, source_date};
use super::interrupt::Interrupt;
use super::shard::ShardChoice;
use super::summary::{Summary, SummaryFiles};
use super::terminal::{Terminal, print_failure};
use super::worker::Opening;
use super::{Outcome, words};

use orphans::orphans;
use plan::{BuildTask, PlanRequest, plan};
use recorder::Run;
use result::BuildResult;

pub(super) use render::{BuildJob, BuildPart, RenderOutcome};
pub(super) use request::{fitting, no_template, require_template};

/// The code that this program is made of (see `build.rs`).
const CODE: &[u8] = env!("REGIONRAPPORT_CODE").as_bytes();

/// What to build, and how.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Build {
    /// The reports, or patterns such as 'region-*/2026-k3'; all, when none is named
    #[arg(value_name = "REPORT")]
    reports: Vec<String>,
    /// The file to write, for one report; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use templates/NAME.typ instead of the template for the report's type
    #[arg(long, short, value_name = "NAME", value_parser = template_name())]
    template: Option<String>,
    /// The formats, with commas between them; PNG and SVG give a file for each page [default: by FILE,
    /// else pdf]
    #[arg(long = "format", short, value_name = "FORMAT", value_parser = format(), value_delimiter = ',')]
    formats: Vec<Format>,
    /// Only the newest report of each region and programme
    #[arg(long)]
    latest: bool,
    /// Only reports that files changed since a revision of git may concern
    #[arg(long, value_name = "REVISION")]
    changed_since: Option<String>,
    /// Only one of N equal shares, such as 3/8; auto or auto/N reads which from the variables of
    /// Kubernetes, GitLab, CircleCI, Buildkite, Cloud Run or AWS Batch
    #[arg(long, value_name = "I/N")]
    shard: Option<ShardChoice>,
    /// Write also reports that would be the same again
    #[arg(long)]
    force: bool,
    /// Mark every page as a draft, and write into files of their own; also what has been published, as
    /// it would be now
    #[arg(long)]
    draft: bool,
    /// Remove files of reports that the data has no more
    #[arg(long)]
    prune: bool,
    /// Tell what would be written and why, without writing
    #[arg(long, short = 'n', conflicts_with_all = ["summary", "junit"])]
    dry_run: bool,
    /// Whether a report that fails leaves the others alone; with false it ends the run
    #[arg(long, value_name = "BOOL", default_value_t = true, num_args = 0..=1,
        default_missing_value = "true", require_equals = true, action = clap::ArgAction::Set)]
    keep_going: bool,
    /// Write what each report was made of, as rules for make and ninja
    #[arg(long, value_name = "FILE")]
    deps: Option<PathBuf>,
    #[command(flatten)]
    summaries: SummaryFiles,
    /// Tell how long each step took, and which reports are the slowest
    #[arg(long)]
    timings: bool,
}

/// Reads the name of a format.
fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::NAMES).try_map(|name| name.parse::<Format>())
}

/// Writes the reports, each on its own: one that fails does not stop the others.
pub(super) fn run(build: &Build, terminal: &Terminal) -> Result<Outcome, Failure> {
    let begun = now();
    let interrupt = Interrupt::listen()?;
    let date = source_date()?;
    let setup = terminal.settings.setup(date, Keep::Programs);
    // The worker opens the project while this process plans.
    let opening = Opening::start(terminal.take_worker(), setup, terminal.settings.time_limit);
    let project = Project::open(&terminal.settings.root)?;
    let reports = build.selected(&project)?;
    if reports.is_empty() && build.changed_since.is_some() {
        terminal.line(words::none_selected(terminal.lang()));
    }
    let formats = build.formats()?;
    let shard = build.shard.map(ShardChoice::resolve).transpose()?;
    let reports = if let Some(shard) = shard { shard.of(reports) } else { reports };

    let mut manifest = Manifest::read(&project.source);
    let orphans = orphans(&manifest, &project);
    let program = program_digest();
    let request = PlanRequest {
        build,
        project: &project,
        manifest: &manifest,
        formats: &formats,
        program,
        date,
    };
    let (tasks, workers) = match plan(&request, reports, opening) {
        Ok(plan) => plan,
        Err(error) => return error.end(terminal),
    };
    build.require_unpublished(&tasks)?;
    if build.dry_run {
        print_plan(&tasks, terminal);
        orphans::tell(&orphans, terminal);
        return Ok(Outcome::Done);
    }
    if build.prune {
        orphans::prune(&mut manifest, &orphans, terminal)?;
    }
    let folders: BTreeSet<&Path> = tasks.iter().filter_map(|task| task.target.parent()).collect();
    for folder in folders {
        clear_temporary(&project.source, folder);
    }
    let poll = || interrupt.control_flow();
    let run = Run { build, project, workers, program, terminal, manifest, poll: &poll };
    let mut result = run.build(tasks);
    result.is_interrupted = interrupt.is_requested();
    // Neither keeps the other, or what is found, from being told.
    let rules = build.write_rules(&result, terminal);
    let left = if build.prune { Vec::new() } else { orphans };
    let summary = build.write_summary(&result, &left, shard, begun.elapsed(), terminal);
    if build.timings {
        timings::print(&result.reports, terminal);
    }
    let outcome = result.print(build, terminal, begun);
    if !build.is_to_stdout() {
        orphans::tell(&left, terminal);
    }
    rules.and(summary).map(|()| outcome)
}

/// Writes those of some reports that are out of date and prints their findings; stops when `poll` breaks.
pub(super) fn refresh(
    build: &Build,
    project: &Project,
    date: Option<Date>,
    terminal: &Terminal,
    reports: Vec<ReportId>,
    poll: &dyn Fn() -> ControlFlow<()>,
) {
    let formats = &[Format::Pdf];
    let manifest = Manifest::read(&project.source);
    let setup = terminal.settings.setup(date, Keep::Programs);
    let program = program_digest();
    let request = PlanRequest { build, project, manifest: &manifest, formats, program, date };
    let opening = Opening::start(None, setup, terminal.settings.time_limit);
    let (tasks, workers) = match plan(&request, reports, opening) {
        Ok(plan) => plan,
        Err(error) => {
            if let Err(failure) = error.end(terminal) {
                print_failure(&failure, terminal.lang());
            }
            return;
        }
    };
    let project = project.clone();
    let run = Run { build, project, workers, program, terminal, manifest, poll };
    run.build(tasks).print_rendered(terminal);
}

impl Build {
    /// A build of some reports with a template, into their usual files.
    pub(super) fn of(reports: Vec<String>, template: Option<String>) -> Self {
        Self { reports, template, keep_going: true, ..Self::default() }
    }

    /// Writes what each report was made of, if it is asked for.
    fn write_rules(&self, result: &BuildResult, terminal: &Terminal) -> Result<(), Failure> {
        let Some(path) = &self.deps else { return Ok(()) };
        let rules = deps::rules(&result.reports, &terminal.settings.root)?;
        write(path, rules.as_bytes())
    }

    /// Writes the summaries that are asked for.
    fn write_summary(
        &self,
        result: &BuildResult,
        orphans: &[String],
        shard: Option<Shard>,
        time: Duration,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        if !self.summaries.are_wanted() {
            return Ok(());
        }
        let reports = result.reports.iter().map(|report| report.summary(terminal)).collect();
        let is_finished = result.counts().left == 0;
        let summary = Summary::new(reports, shard, is_finished, time);
        Summary { orphans: orphans.to_vec(), ..summary }.write(&self.summaries)
    }

    /// Whether the report goes to standard output.
    fn is_to_stdout(&self) -> bool {
        self.output.as_deref() == Some(Path::new("-"))
    }
}

/// This program: its code, and the templates and fonts that are built into it.
pub(super) fn program_digest() -> Digest {
    Digest::of_all([Digest::of(CODE), builtin_digest()])
}

/// Prints what would be written, and why.
fn print_plan(tasks: &[BuildTask], terminal: &Terminal) {
    for task in tasks {
        let lang = terminal.lang();
        let why = match (&task.reason, &task.published) {
            (Some(reason), _) => words::reason(reason, lang),
            (None, Some(Ok(publication))) => words::published_on(publication.latest().dato.0, lang),
            (None, _) => words::unchanged(lang).to_owned(),
        };
        if task.reason.is_some() || task.published.is_some() {
            terminal.line(&format!("{}: {why}", task.id));
        }
        terminal.event(&json!({
            "kind": "plan", "report": task.id.to_string(),
            "build": task.reason.is_some(), "reason": why,
        }));
    }
    let stale = tasks.iter().filter(|task| task.reason.is_some()).count();
    let published = tasks.iter().filter(|task| task.published.is_some()).count();
    let unchanged = tasks.len() - stale - published;
    terminal.line(&words::planned(stale, unchanged, terminal.lang()));
}
