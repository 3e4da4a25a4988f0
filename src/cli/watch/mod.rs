//! `watch`: reports are rendered when something that they use changes, and their pages are shown
//! in a browser.

mod answers;
mod http;
mod inbox;
mod origin;
mod server;
mod session;
mod views;
mod watcher;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;

use clap::Args;
use regionrapport::Failure;
use serde_json::json;

use super::args::template_name;
use super::interrupt::Interrupt;
use super::supervise::Journal;
use super::terminal::{Terminal, print_failure};
use super::{Outcome, words};

use inbox::Inbox;
use server::{PreviewConfig, serve};
use session::Session;
use views::Views;
use watcher::{FOLDERS, FileWatcher};

/// What to watch, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct Watch {
    /// The reports to write; all, when none is named
    #[arg(value_name = "REPORT", add = crate::cli::complete::reports())]
    reports: Vec<String>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// Use templates/NAME.typ instead of the template for the report's type
    #[arg(long, short, value_name = "NAME", value_parser = template_name())]
    #[arg(add = crate::cli::complete::templates())]
    template: Option<String>,
    /// The port of the page [default: 3400, or the next that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The address that opens a file in your editor, with {path}, {line} and {column}; none,
    /// if there is no such editor
    #[arg(long, value_name = "ADDRESS")]
    #[arg(default_value = "vscode://file/{path}:{line}:{column}")]
    editor: String,
}

/// What the thread that renders is sent.
enum Message {
    /// Files have changed.
    Changed(Vec<PathBuf>),
    /// A browser wants to see a view that has to be rendered first.
    ViewAdded,
}

/// The files that are followed: those that the shown reports use, and all of the project's folders.
fn followed(session: &Session<'_>) -> BTreeSet<String> {
    let source = &session.source;
    let own = FOLDERS.iter().flat_map(|folder| source.files_below(folder.as_ref()));
    let own = own.map(|(path, _)| source.display_path(&path));
    session.files().into_iter().chain(own).collect()
}

/// Renders reports whenever they are out of date, until it is interrupted.
pub(super) fn run(
    watch: &Watch,
    terminal: &Terminal,
    journal: Journal,
    interrupt: Interrupt,
) -> Result<Outcome, Failure> {
    let (sender, receiver) = channel();
    let views = Arc::new(Views::default());
    let inbox = Inbox::new(receiver, interrupt.clone());
    let earlier_port = journal.port();
    let mut session =
        Session::open(watch, terminal, journal, interrupt, Arc::clone(&views), &inbox)?;
    let mut watcher = FileWatcher::new(session.source.root(), sender.clone())?;
    let config = PreviewConfig {
        root: session.source.root().to_owned(),
        lang: terminal.lang(),
        editor: Some(watch.editor.clone()).filter(|address| address != "none"),
        first: session.first.clone(),
    };
    let served = serve(config, Arc::clone(&views), sender, earlier_port.or(watch.port))?;
    session.journal.set_port(served.port);
    // A page that is open goes on by itself.
    let is_first = earlier_port.is_none();
    if let Some(occupied_port) = served.occupied_port {
        terminal.line(&words::port_taken(occupied_port, served.port, terminal.lang()));
    }
    let address = format!("http://localhost:{}/", served.port);
    if is_first {
        terminal.line(&words::watching(&address, terminal.lang()));
        terminal.event(&json!({ "kind": "watch", "address": address }));
    }
    if watch.open && is_first && open::that_detached(&address).is_err() {
        terminal.line(words::no_browser(terminal.lang()));
    }
    session.build();
    // What lies behind links is followed also while no page is open.
    if let Err(failure) = watcher.watch_folders_of(&followed(&session)) {
        print_failure(&failure, terminal.lang());
    }
    while let Some(changes) = inbox.next() {
        let renewed = watcher.renew();
        session.update(&watcher.with_links(&changes.paths));
        match renewed.and_then(|()| watcher.watch_folders_of(&followed(&session))) {
            Ok(fresh) if fresh.is_empty() => {}
            Ok(paths) => session.update(&paths),
            Err(failure) => print_failure(&failure, terminal.lang()),
        }
        // What came in meanwhile is shown before more is written.
        session.build();
    }
    views.end();
    terminal.line(words::watch_ended(terminal.lang()));
    Ok(Outcome::Done)
}
