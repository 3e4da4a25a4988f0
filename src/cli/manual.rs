//! `man` and `completions`: what is made from the command line itself.

use std::io;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;
use regionrapport::Failure;
use regionrapport::output::write;

use super::Outcome;
use super::args::Cli;
use super::terminal::Terminal;

/// Which completions to print.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Which manual pages to print or write.
#[derive(Debug, Args)]
pub(super) struct Manual {
    /// The folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Prints the completions for a shell.
pub(super) fn completions(
    completions: &Completions,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(completions.shell, &mut Cli::command(), "regionrapport", &mut text);
    terminal.data(&text)?;
    Ok(Outcome::Done)
}

/// Prints the page of the program, or writes it and those of its commands into a folder.
pub(super) fn run(manual: &Manual, terminal: &Terminal) -> Result<Outcome, Failure> {
    let Some(folder) = &manual.folder else {
        terminal.data(&page(Cli::command()).1)?;
        return Ok(Outcome::Done);
    };
    let mut command = Cli::command().disable_help_subcommand(true);
    // Only then do commands know their full names.
    command.build();
    for (name, text) in pages(&command) {
        write(&folder.join(&name), &text)?;
        terminal.line(&name);
    }
    Ok(Outcome::Done)
}

/// The pages of the commands below a command, such as `regionrapport-new-period.1`, then its own.
fn pages(command: &clap::Command) -> Vec<(String, Vec<u8>)> {
    let visible = command.get_subcommands().filter(|command| !command.is_hide_set());
    let mut files: Vec<_> = visible.flat_map(pages).collect();
    files.push(page(command.clone()));
    files
}

/// The name and the text of a command's page.
fn page(command: clap::Command) -> (String, Vec<u8>) {
    let page = Man::new(command).source(concat!("regionrapport ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    let written: io::Result<()> = page.render(&mut text);
    written.expect("memory takes what is written");
    (page.get_filename(), text)
}
