//! The program's edge: one file for each command. Only here anything is printed, and the
//! environment and the clock are read.

mod args;
mod build;
mod check;
mod complete;
mod data;
mod diff;
mod environment;
mod explain;
mod extract;
mod git;
mod init;
mod interrupt;
mod junit;
mod list;
mod manual;
mod markdown;
mod merge;
mod new;
mod norwegian_help;
mod paths;
mod progress;
mod publish;
mod run_digests;
mod schema;
mod selection;
mod shard;
mod site;
mod summary;
mod supervise;
mod template;
mod template_test;
mod terminal;
mod usage;
mod verify;
mod watch;
mod words;
mod worker;

use std::ffi::OsStr;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use clap_complete::CompleteEnv;
use regionrapport::{Failure, Lang, message};

use args::{Cli, Command};
use environment::{arguments, is_color_forced, message_language, project_folder, variable};
use terminal::{Terminal, print_error, print_failure};
use worker::{Handler, WorkerProcess};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything is done.
    Done,
    /// The user's files have faults.
    Findings,
    /// Some of the work could not be done.
    Failed,
    /// The user or the system asked it to stop, with the exit status for that.
    Interrupted(u8),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
            Outcome::Interrupted(status) => Self::from(status),
        }
    }
}

/// Runs the command that the command line names.
pub(crate) fn main() -> ExitCode {
    // What a shell asks while somebody types.
    CompleteEnv::with_factory(Cli::command).complete();
    let command = arguments().next();
    let worker = match command.as_deref().and_then(OsStr::to_str) {
        Some(worker::COMMAND) => return exit_code(serve(), message_language()),
        // A worker takes as long to start as this program, so it starts first.
        Some("build" | "check") => WorkerProcess::spawn().ok(),
        _ => None,
    };
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => return usage_error(&error),
    };
    let lang = cli.settings.lang;
    exit_code(run(cli, worker), lang)
}

/// Reads the command line. A variable that is empty, as an empty input of an engine makes it, is none.
fn parse() -> Result<Cli, clap::Error> {
    let command = Cli::command().mut_args(|arg| {
        let name = arg.get_env().and_then(OsStr::to_str).map(str::to_owned);
        if name.is_some_and(|name| variable(&name).is_none()) { arg.env(None) } else { arg }
    });
    Cli::from_arg_matches(&command.try_get_matches()?)
}

/// Prints what is wrong with a command line, or the help that was asked for, and ends.
fn usage_error(error: &clap::Error) -> ExitCode {
    let lang = usage::language(arguments());
    match usage::in_norwegian(error).filter(|_| lang == Lang::Nb) {
        Some(text) => print_error(&text, lang),
        // Nobody is left to tell.
        None => drop(error.print()),
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The exit status of a command; a failure is printed.
fn exit_code(outcome: Result<Outcome, Failure>, lang: Lang) -> ExitCode {
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            print_failure(&failure, lang);
            ExitCode::from(2)
        }
    }
}

/// Does what another process of this program asks for.
fn serve() -> Result<Outcome, Failure> {
    worker::serve(vec![
        Handler::of::<build::BuildJob>(),
        Handler::of::<check::CheckJob>(),
        Handler::of::<check::PagesJob>(),
        Handler::of::<publish::PublishJob>(),
        Handler::of::<site::SiteJob>(),
        Handler::of::<template_test::TemplateTestJob>(),
    ])
}

fn run(mut cli: Cli, worker: Option<WorkerProcess>) -> Result<Outcome, Failure> {
    cli.settings.root = cli.settings.named_root.take().unwrap_or_else(project_folder);
    // What was asked for on standard output is alone there.
    let on_stdout = match &cli.command {
        Command::Build(build) => build.on_stdout(),
        Command::Merge(merge) => merge.on_stdout(),
        _ => 0,
    };
    if on_stdout > 1 {
        return Err(Failure::new(message!(
            "bare én fil kan gå til standard ut, og {on_stdout} er bedt om det",
            "only one file can go to standard output, and {on_stdout} are to",
        ))
        .hint(message!("gi de andre et filnavn", "give the others a file")));
    }
    cli.settings.is_stdout_taken = on_stdout > 0;
    cli.settings.quiet |= on_stdout > 0;
    let color = match cli.settings.color {
        clap::ColorChoice::Auto if is_color_forced() => anstream::ColorChoice::Always,
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    if let Some(jobs) = cli.settings.jobs {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs.into());
        threads.build_global().map_err(|e| {
            Failure::new(message!(
                "kan ikke starte {jobs} tråder: {e}",
                "cannot start {jobs} threads: {e}",
            ))
        })?;
    }
    let terminal = Terminal::new(cli.settings, worker);
    let outcome = run_command(&cli.command, &terminal)?;
    terminal.finish().map(|()| outcome)
}

fn run_command(command: &Command, terminal: &Terminal) -> Result<Outcome, Failure> {
    match command {
        Command::Build(build) => build::run(build, terminal),
        Command::Merge(merge) => merge::run(merge, terminal),
        Command::Publish(publish) => publish::run(publish, terminal),
        Command::Site(site) => site::run(site, terminal),
        Command::Verify(verify) => verify::run(verify, terminal),
        Command::List(list) => list::run(list, terminal),
        Command::Check(check) => check::run(check, terminal),
        Command::Watch(watch) => supervise::again(terminal, |journal, interrupt| {
            watch::run(watch, terminal, journal, interrupt)
        }),
        Command::Hjelp(hjelp) => norwegian_help::run(hjelp, terminal),
        Command::Explain(explain) => explain::run(explain, terminal),
        Command::Data(data) => {
            supervise::once(&data.report, terminal, || data::run(data, terminal))
        }
        Command::Extract(extract) => {
            let subject = extract.file.display().to_string();
            supervise::once(&subject, terminal, || extract::run(extract, terminal))
        }
        Command::Diff(diff) => supervise::once(&diff.after, terminal, || diff::run(diff, terminal)),
        Command::Init(init) => init::run(init, terminal),
        Command::New { new } => supervise::once(new.region(), terminal, || new::run(new, terminal)),
        Command::Template { template } => template::run(template, terminal),
        Command::Schema(schema) => schema::run(schema, terminal),
        Command::Completions(completions) => manual::completions(completions, terminal),
        Command::Man(man) => manual::run(man, terminal),
    }
}
