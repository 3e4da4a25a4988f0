//! `build`: writes the reports that are out of date.

mod deps;
mod dry_run;
mod orphans;
mod plan;
mod recorder;
mod render;
mod request;
mod result;
mod timings;
mod written;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use regionrapport::digest::Digest;
use regionrapport::finding::has_errors;
use regionrapport::model::values::Date;
use regionrapport::output::{Manifest, clear_temporary};
use regionrapport::project::{Project, ReportId};
use regionrapport::typeset::builtin_digest;
use regionrapport::{Failure, Format, Keep};

use super::args::template_name;
use super::environment::{now, source_date};
use super::interrupt::Interrupt;
use super::run_digests::RunDigests;
use super::selection::Selection;
use super::summary::SummaryFiles;
use super::terminal::{Terminal, print_failure};
use super::worker::Opening;
use super::{Outcome, words};

use dry_run::print_plan;
use orphans::orphans;
use plan::{PlanRequest, plan};
use recorder::Run;

pub(super) use render::{BuildJob, BuildPart, RenderOutcome};
pub(super) use request::{fitting, no_template, require_template};

/// The code that this program is made of (see `build.rs`).
const CODE: &[u8] = env!("REGIONRAPPORT_CODE").as_bytes();

/// What to build, and how.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Build {
    #[command(flatten)]
    selection: Selection,
    /// The file to write, for one report; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use templates/NAME.typ instead of the template for the report's type
    #[arg(long, short, value_name = "NAME", value_parser = template_name())]
    #[arg(add = crate::cli::complete::templates())]
    template: Option<String>,
    /// The formats, with commas between them; PNG and SVG give a file for each page [default: by FILE,
    /// else pdf]
    #[arg(long = "format", short, value_name = "FORMAT", value_parser = format(), value_delimiter = ',')]
    formats: Vec<Format>,
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
    #[arg(long, short = 'n', conflicts_with_all = ["summary", "junit", "markdown"])]
    dry_run: bool,
    /// With --dry-run: end with 1 if something would be written
    #[arg(long, requires = "dry_run")]
    exit_code: bool,
    /// Set the time of files that would be the same again to now, so that make comes to rest
    #[arg(long)]
    touch: bool,
    /// Write below this folder and not below rapporter/, also where the project cannot be written; nothing
    /// is remembered there, so that all reports are made
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "prune"])]
    out_dir: Option<PathBuf>,
    /// Whether a report that fails leaves the others alone; with false it ends the run
    #[arg(long, value_name = "BOOL", default_value_t = true, num_args = 0..=1,
        default_missing_value = "true", require_equals = true, action = clap::ArgAction::Set)]
    keep_going: bool,
    /// Write what each report was made of, as rules for make and ninja; - for standard output
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
    let all = build.selected(&project)?;
    if all.is_empty() {
        terminal.line(words::none_selected(terminal.lang()));
    }
    let formats = build.formats()?;
    let shard = build.selection.share()?;
    let program = program_digest();
    let digests = build.summaries.are_wanted().then(|| {
        let (template, draft) = (&build.template, build.draft);
        RunDigests::of(&project, &all, &format!("{formats:?} {template:?} {draft}"), program)
    });
    let reports = if let Some(shard) = shard { shard.of(all) } else { all };

    let mut manifest = Manifest::read(&project.source);
    let orphans = if build.out_dir.is_some() { Vec::new() } else { orphans(&manifest, &project) };
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
        let is_denied = print_plan(&tasks, terminal);
        orphans::tell(&orphans, terminal);
        let is_stale = tasks.iter().any(|task| task.reason.is_some()) || !orphans.is_empty();
        let is_fault = is_denied || build.exit_code && is_stale;
        return Ok(if is_fault { Outcome::Findings } else { Outcome::Done });
    }
    // Should the run be killed, nobody takes an older summary for its own.
    build.write_beginning(&tasks, shard, digests.clone(), terminal)?;
    // What cannot be read may be what files of reports belong to.
    let can_prune = !has_errors(&project.findings);
    if build.prune && can_prune {
        orphans::prune(&mut manifest, &orphans, terminal)?;
    }
    if build.out_dir.is_none() {
        let folders: BTreeSet<&Path> =
            tasks.iter().filter_map(|task| task.target.parent()).collect();
        for folder in folders {
            clear_temporary(&project.source, folder);
        }
    }
    let source = project.clone();
    let poll = || interrupt.control_flow();
    let run = Run { build, project, workers, program, terminal, manifest, poll: &poll };
    let mut result = run.build(tasks);
    result.interrupted = interrupt.is_requested().then(|| interrupt.status());
    // Neither keeps the other, or what is found, from being told.
    let rules = build.write_rules(&result, &source, terminal);
    let left = if build.prune && can_prune { Vec::new() } else { orphans };
    let summary = build.write_summary(&result, &left, (shard, digests), begun.elapsed(), terminal);
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
        let selection = Selection::of(reports);
        Self { selection, template, keep_going: true, ..Self::default() }
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
