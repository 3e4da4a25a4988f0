//! `hjelp`: in Norwegian, what the commands do that a coordinator uses.

use std::fmt::Write;

use clap::Args;
use regionrapport::{Failure, message};

use super::Outcome;
use super::terminal::Terminal;

/// What the commands do: a section for each, whose first sentence stands in the list.
const TEXT: &str = include_str!("nb.md");

/// Which command to tell of.
#[derive(Debug, Args)]
pub(super) struct Hjelp {
    /// The command; all that coordinators use, when none is named
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints what a command does, or the list of commands.
pub(super) fn run(hjelp: &Hjelp, terminal: &Terminal) -> Result<Outcome, Failure> {
    let text = match &hjelp.command {
        None => list(),
        Some(name) => {
            let section = sections().find(|(command, _)| command == name);
            let Some((command, text)) = section else { return Err(unknown(name)) };
            format!(
                "regionrapport {command}\n\n{text}\n\nAlle valg står, på engelsk, i regionrapport {command} --help.\n"
            )
        }
    };
    terminal.data(text.replace('`', "").as_bytes())?;
    Ok(Outcome::Done)
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new(message!(
        "«{name}» har ingen hjelp på norsk",
        "there is no Norwegian help for «{name}»"
    ));
    let names: Vec<&str> = sections().map(|(command, _)| command).collect();
    failure.suggest(name, names.iter().copied(), || {
        let list = names.join(", ");
        message!(
            "den finnes for {list}; resten står på engelsk i regionrapport {name} --help",
            "there is for {list}; the rest is in regionrapport {name} --help"
        )
    })
}

/// The commands with what each does.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = TEXT.split("## ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.map(|(command, text)| (command, text.trim()))
}

/// The commands, each with its first sentence.
fn list() -> String {
    let mut list = String::from(
        "Statusrapporter for regionale programmer. En rapport heter program/region/periode, for\n\
         eksempel byregionprogrammet/rana/2018; det som sier seg selv, kan utelates, og en region\n\
         alene betyr den nyeste rapporten dens.\n\nregionrapport KOMMANDO\n\n",
    );
    for (command, text) in sections() {
        let first = text.split_inclusive('.').next().unwrap_or_default();
        let first = first.trim_end_matches('.').replace('\n', " ");
        let _ = writeln!(list, "  {command:8} {first}");
    }
    list + "\nregionrapport hjelp KOMMANDO forteller mer om hver. Flere kommandoer står, på engelsk,\n\
            i regionrapport --help.\n"
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    /// Whatever the texts name is there.
    #[test]
    fn the_commands_and_their_flags_exist() {
        let cli = Cli::command();
        for (name, text) in sections() {
            let command = cli.find_subcommand(name).unwrap_or_else(|| panic!("no command {name}"));
            let flags = text.split(|c: char| c.is_whitespace() || c == '`');
            for flag in flags.filter_map(|word| word.strip_prefix("--")) {
                assert!(
                    command.get_arguments().any(|arg| arg.get_long() == Some(flag)),
                    "{name} has no --{flag}"
                );
            }
        }
        assert_eq!(sections().count(), 8);
    }
}
