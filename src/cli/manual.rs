//! `man` and `completions`: what is made from the command line itself.

use std::io;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::env::Shells;
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

/// Prints what makes a shell ask this program for completions.
pub(super) fn completions(
    completions: &Completions,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    const NAME: &str = "regionrapport";
    let shell = completions.shell.to_string();
    let shells = Shells::builtins();
    let mut text = Vec::new();
    let written = shells
        .completer(&shell)
        .map(|completer| completer.write_registration("COMPLETE", NAME, NAME, NAME, &mut text));
    if !matches!(written, Some(Ok(()))) {
        clap_complete::generate(completions.shell, &mut Cli::command(), NAME, &mut text);
    }
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
    let name = command.get_name().to_owned();
    let page = Man::new(command).source(concat!("regionrapport ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    let written: io::Result<()> = page.render(&mut text);
    written.expect("memory takes what is written");
    let command = name.strip_prefix("regionrapport-").unwrap_or(&name);
    let examples: Vec<_> = EXAMPLES.iter().filter(|(of, ..)| *of == command).collect();
    let mut sections = String::new();
    if !examples.is_empty() {
        sections += ".SH EXAMPLES\n";
        for (_, example, what) in examples {
            let example = example.replace('-', "\\-");
            sections += &[".TP\n\\fB", &example, "\\fR\n", what, "\n"].concat();
        }
    }
    text.extend(sections.bytes());
    text.extend(SECTIONS.bytes());
    (page.get_filename(), text)
}

/// Examples of commands: the command, a line, and what it does.
const EXAMPLES: [(&str, &str, &str); 14] = [
    ("regionrapport", "regionrapport init my-project", "A project that builds at once."),
    ("regionrapport", "regionrapport check", "All that is wrong, with what to do."),
    ("regionrapport", "regionrapport build", "The reports that are out of date."),
    ("build", "regionrapport build 'region-*/2026-k3'", "The reports of a quarter."),
    ("build", "regionrapport build --dry-run --exit-code", "1 if something is out of date."),
    ("build", "regionrapport build --shard auto/8 --summary s.json", "One of eight shares."),
    ("check", "regionrapport check --deny-warnings", "Warnings count as errors."),
    ("check", "regionrapport check --changed-since main...HEAD", "What a branch concerns."),
    ("merge", "regionrapport merge s-*.json --junit r.xml", "The shares of a run as one."),
    ("list", "regionrapport list --latest", "The newest report of each region."),
    ("publish", "regionrapport publish --latest", "What was issued is kept for good."),
    ("diff", "regionrapport diff nord/2026-k2 nord/2026-k3", "What changed in a quarter."),
    ("watch", "regionrapport watch nord", "The pages follow the files."),
    ("data", "regionrapport data nord/2026-k3", "What templates read, as JSON."),
];

/// What all pages end with.
const SECTIONS: &str = include_str!("manual.roff");
