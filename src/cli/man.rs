//! The manual pages, made from the command line.

use std::io;
use std::path::PathBuf;

use clap_mangen::Man;
use regionrapport::commands::Command;

/// Prints the page of the program, or writes it and those of its commands into a folder.
pub(super) fn pages(cli: clap::Command, folder: Option<PathBuf>) -> Command {
    let rendered = match folder {
        None => page(cli).map(|(_, text)| Command::Print(text)),
        Some(folder) => {
            let mut files = Vec::new();
            let mut cli = cli.disable_help_subcommand(true);
            // Only then do commands know their full names.
            cli.build();
            all(&cli, &mut files).map(|()| Command::WriteFiles(folder, files))
        }
    };
    rendered.expect("memory takes what is written")
}

/// The page of a command and those of the commands below it, `regionrapport-new-period.1`.
fn all(command: &clap::Command, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let mut below = command.get_subcommands().filter(|it| !it.is_hide_set());
    below.try_for_each(|it| all(it, files))?;
    files.push(page(command.clone())?);
    Ok(())
}

fn page(command: clap::Command) -> io::Result<(String, Vec<u8>)> {
    let page =
        Man::new(command).source(concat!("regionrapport ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), text))
}
