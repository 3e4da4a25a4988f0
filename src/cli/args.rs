//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{StringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use regionrapport::finding::MessageFormat;
use regionrapport::model::values::Date;
use regionrapport::{Keep, Lang};

use super::build::Build;
use super::check::Check;
use super::data::Data;
use super::diff::Diff;
use super::environment::{container_memory, message_language};
use super::explain::Explain;
use super::extract::Extract;
use super::init::Init;
use super::list::List;
use super::manual::{Completions, Manual};
use super::merge::Merge;
use super::new::New;
use super::norwegian_help::Hjelp;
use super::publish::Publish;
use super::schema::Schema;
use super::site::Site;
use super::template::Template;
use super::verify::Verify;
use super::watch::Watch;
use super::worker::{Setup, parallelism};

/// Status reports for Norwegian regional programmes.
///
/// Merges YAML data into Typst templates and writes accessible PDF reports. A report is
/// named PROGRAMME/REGION/PERIOD, such as byregionprogrammet/rana/2018; leading parts that
/// are unambiguous may be left out, and a region alone means its newest report.
#[derive(Debug, Parser)]
#[command(name = "regionrapport", version = VERSION, arg_required_else_help = true)]
#[command(after_help = EXIT_STATUS)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) settings: Settings,
}

/// The version, the commit of a release, and the version of Typst.
const VERSION: &str = env!("REGIONRAPPORT_VERSION");

/// How commands end.
const EXIT_STATUS: &str = "Exit status: 0 done, 1 faults in the files, 2 the tool could not work, 130 \
                           interrupted, 143 ended with SIGTERM.";

/// What all commands share.
#[derive(Debug, Clone, Args)]
pub(super) struct Settings {
    /// The project's folder: the one that holds data/ [default: this folder, or the nearest above it
    /// that holds a project]
    #[arg(long = "root", global = true, value_name = "DIR")]
    #[arg(env = "REGIONRAPPORT_ROOT", hide_env = true)]
    pub(super) named_root: Option<PathBuf>,
    /// Whether a summary, or what else was asked for, is alone on standard output.
    #[arg(skip)]
    pub(super) is_stdout_taken: bool,
    /// The project's folder, as it was named or found.
    #[arg(skip)]
    pub(super) root: PathBuf,
    /// The language of findings and failures [default: from the locale]
    #[arg(long, global = true, value_enum, default_value_t = message_language())]
    #[arg(hide_default_value = true)]
    #[arg(env = "REGIONRAPPORT_LANG", hide_env = true)]
    pub(super) lang: Lang,
    /// How to write findings; those for programs go to standard output
    #[arg(long, global = true, value_enum, default_value_t)]
    #[arg(env = "REGIONRAPPORT_MESSAGE_FORMAT", hide_env = true)]
    pub(super) message_format: MessageFormat,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t)]
    #[arg(env = "REGIONRAPPORT_COLOR", hide_env = true)]
    pub(super) color: clap::ColorChoice,
    /// How many reports to make at once [default: as many as there are cores]
    #[arg(long, global = true, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    #[arg(env = "REGIONRAPPORT_JOBS", hide_env = true)]
    pub(super) jobs: Option<u16>,
    /// How many seconds one report may take; one without end does not stop the others
    #[arg(long, global = true, value_name = "SECONDS", default_value = "30")]
    #[arg(value_parser = seconds())]
    #[arg(env = "REGIONRAPPORT_TIME_LIMIT", hide_env = true)]
    pub(super) time_limit: Duration,
    /// How many MiB of memory the making of reports may take; 0 for no limit [default: 2000, and
    /// 125 for each of the jobs, but three quarters of what the container has at most]
    #[arg(long, global = true, value_name = "MIB")]
    #[arg(env = "REGIONRAPPORT_MEMORY_LIMIT", hide_env = true)]
    pub(super) memory_limit: Option<u32>,
    /// Treat warnings as errors
    #[arg(long, global = true)]
    #[arg(env = "REGIONRAPPORT_DENY_WARNINGS", hide_env = true)]
    #[arg(value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) deny_warnings: bool,
    /// Print findings only
    #[arg(long, short, global = true)]
    #[arg(env = "REGIONRAPPORT_QUIET", hide_env = true)]
    #[arg(value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) quiet: bool,
}

impl Settings {
    /// What workers need to know to open the project.
    pub(super) fn setup(&self, date: Option<Date>, keep: Keep) -> Setup {
        Setup {
            root: self.root.clone(),
            fonts: None,
            jobs: parallelism(),
            date: date.map(|date| date.0.to_string()),
            keep,
            memory_limit: self.memory_limit(),
            hidden: Vec::new(),
        }
    }

    /// The most bytes that the making of reports may take.
    pub(super) fn memory_limit(&self) -> Option<u64> {
        const MIB: u64 = 1024 * 1024;
        match self.memory_limit {
            Some(0) => None,
            Some(mebibytes) => Some(u64::from(mebibytes) * MIB),
            None => {
                let shared = container_memory().map_or(u64::MAX, |memory| memory / 4 * 3);
                let jobs = parallelism() as u64;
                Some(shared.min((MEMORY_LIMIT + jobs * MEMORY_LIMIT_OF_A_JOB) * MIB))
            }
        }
    }
}

/// How many MiB of memory the making of reports may take: what a programme's report on 300 regions takes.
const MEMORY_LIMIT: u64 = 2000;
/// How many MiB more for each report that is made at once.
const MEMORY_LIMIT_OF_A_JOB: u64 = 125;

/// Reads a time in whole seconds, at least one.
fn seconds() -> impl TypedValueParser<Value = Duration> {
    clap::value_parser!(u32).range(1..).map(|seconds| Duration::from_secs(seconds.into()))
}

/// Reads the name of a template, which may be given as its file: `templates/arsmelding.typ`.
pub(super) fn template_name() -> impl TypedValueParser<Value = String> {
    StringValueParser::new().map(|text| {
        let name = text.trim_start_matches("./").trim_start_matches("templates/");
        name.strip_suffix(".typ").unwrap_or(name).to_owned()
    })
}

/// A command with what it is asked to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the reports that are out of date into rapporter/
    Build(Box<Build>),
    /// Join the summaries of several machines, and tell whether all reports are there
    Merge(Merge),
    /// Publish reports: keep what was issued, for good, in publisert/
    Publish(Publish),
    /// Tell whether what lies in publisert/ is what was issued
    Verify(Verify),
    /// Write the pages of programmes, their regions and their reports, ready to publish on the web
    Site(Site),
    /// Find everything that can be wrong, without writing
    Check(Check),
    /// List the reports; as JSON also programmes, regions, templates and the files of reports
    List(List),
    /// Make reports anew whenever something they use changes, and show their pages in a browser
    Watch(Watch),
    /// Tell in Norwegian what the commands do that a coordinator uses
    Hjelp(Hjelp),
    /// Tell what a finding means, with a wrong and a right example
    Explain(Explain),
    /// Print a report's merged data as JSON, as templates read it
    Data(Data),
    /// Write the data that is attached to a report, as the files of a project
    Extract(Extract),
    /// Show what changed between two periods of a region
    Diff(Diff),
    /// Make a new project that builds at once
    Init(Init),
    /// Make a new data file to fill in; never overwrites one
    New {
        #[command(subcommand)]
        new: New,
    },
    /// See, copy or compare the built-in templates
    Template {
        #[command(subcommand)]
        template: Template,
    },
    /// Print the JSON Schema of a kind of data file, or of what templates read
    Schema(Schema),
    /// Print what makes a shell complete this program's commands and flags
    Completions(Completions),
    /// Print the manual page, or write those of all commands into a folder
    Man(Manual),
}
