//! The edge: one file for each command. Only here the tool prints and reads the
//! environment.

mod build;
mod check;
mod choice;
mod data;
mod diff;
mod environment;
mod explain;
mod init;
mod interrupt;
mod junit;
mod merge;
mod new;
mod print;
mod progress;
mod schema;
mod summary;
mod template;
mod template_test;
mod watch;
mod words;
mod workers;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use crate::diagnostics::{Failure, Lang, MessageFormat};
use crate::model::PeriodId;
use crate::output::write;

pub use build::Build;
pub use check::Check;
pub use choice::{Choice, ShardChoice};
pub use diff::Diff;
pub use environment::message_language;
pub use merge::Merge;
pub use print::print_failure;
pub use summary::SummaryFiles;
pub use template::Template;
pub use template_test::TemplateTest;
pub use watch::{EDITOR, Watch};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything is done.
    Done,
    /// The user's files have faults.
    Findings,
    /// Some of the work could not be done.
    Failed,
    /// The user or the system wanted it to stop.
    Interrupted,
}

/// What all commands share.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The project's folder.
    pub root: PathBuf,
    /// The language of findings.
    pub lang: Lang,
    /// How findings are written.
    pub format: MessageFormat,
    /// Whether to print no more than findings.
    pub quiet: bool,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
    /// How long the pages of one report may take to set.
    pub time_limit: Duration,
}

/// What to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Write reports.
    Build(Build),
    /// Join the summaries of several machines.
    Merge(Merge),
    /// Check reports.
    Check(Check),
    /// Make reports whenever they are out of date, and show their pages.
    Watch(Watch),
    /// Tell what a finding means.
    Explain(String),
    /// Print a report's merged data, to a file if one is named.
    Data(String, Option<PathBuf>),
    /// Print what changed between two periods of a region.
    Diff(Diff),
    /// Make a new project in a folder.
    Init(PathBuf),
    /// Make the file of a new period of a region; of the next one, if none is named.
    NewPeriod(String, Option<PeriodId>),
    /// Make the file of a new region.
    NewRegion(String),
    /// Show, copy or compare built-in templates.
    Template(Template),
    /// Try templates on sample data.
    TemplateTest(TemplateTest),
    /// Print the JSON Schema of a kind of file.
    Schema(crate::schema::FileKind),
    /// Print the JSON Schema of what templates read.
    ReportSchema,
    /// Print a text that is ready.
    Print(Vec<u8>),
    /// Write files that are ready, by their names in a folder.
    WriteFiles(PathBuf, Vec<(String, Vec<u8>)>),
}

/// Runs a command.
///
/// # Errors
/// The tool could not work.
pub fn run(command: &Command, settings: &Settings) -> Result<Outcome, Failure> {
    let outcome = run_one(command, settings)?;
    print::whole().map(|()| outcome)
}

fn run_one(command: &Command, settings: &Settings) -> Result<Outcome, Failure> {
    match command {
        Command::Build(build) => build::run(build, settings),
        Command::Merge(merge) => merge::run(merge, settings),
        Command::Check(check) => check::run(check, settings),
        Command::Watch(watch) => watch::run(watch, settings),
        Command::Explain(code) => explain::run(code, settings),
        Command::Data(report, output) => data::run(report, output.as_deref(), settings),
        Command::Diff(diff) => diff::run(diff, settings),
        Command::Init(folder) => init::run(folder, settings),
        Command::NewPeriod(region, period) => new::period(region, *period, settings),
        Command::NewRegion(name) => new::region(name, settings),
        Command::Template(template) => template::run(template, settings),
        Command::TemplateTest(test) => template_test::run(test, settings),
        Command::Schema(kind) => schema::run(*kind),
        Command::ReportSchema => schema::report(),
        Command::Print(text) => print::data(text).map(|()| Outcome::Done),
        Command::WriteFiles(folder, files) => {
            for (name, text) in files {
                write(&folder.join(name), text)?;
                print::line(name, settings);
            }
            Ok(Outcome::Done)
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
            Outcome::Interrupted => Self::from(interrupt::STATUS),
        }
    }
}
