//! The program `regionrapport`: reads the command line and runs a command.

mod cli;

use std::process::ExitCode;

use clap::Parser;
use regionrapport::commands;
use regionrapport::diagnostics::Failure;

/// Typst allocates much and frees it in other threads; mimalloc is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(cli::Cli::parse()) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            commands::print_failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn run(cli: cli::Cli) -> Result<commands::Outcome, Failure> {
    cli.color().write_global();
    if let Some(jobs) = cli.jobs() {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .map_err(|e| Failure::new(format!("cannot start {jobs} threads: {e}")))?;
    }
    let settings = cli.settings();
    commands::run(&cli.command(), &settings)
}
