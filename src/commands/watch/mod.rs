//! `watch`: reports are made anew when something that they use changes, and their pages are
//! shown in a browser.

mod answers;
mod http;
mod inbox;
mod origin;
mod server;
mod session;
mod views;
mod watcher;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;

use serde_json::json;

use self::inbox::{Changes, Inbox};
use self::server::{Front, serve};
use self::session::Session;
use self::views::{Key, Views};
use self::watcher::FileWatcher;
use super::{Outcome, Settings, interrupt, print, words};
use crate::diagnostics::Failure;

/// The address that opens a file in an editor, unless another is given.
pub const EDITOR: &str = "vscode://file/{path}:{line}:{column}";

/// What to watch, and how.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// The names of reports; all, when there are none.
    pub reports: Vec<String>,
    /// The template, instead of the one for the report's type.
    pub template: Option<String>,
    /// Whether to open the page in the browser.
    pub open: bool,
    /// The port of the page, instead of the first that is free.
    pub port: Option<u16>,
    /// The address that opens a file in an editor, with `{path}`, `{line}` and `{column}`; none
    /// where there is no such editor.
    pub editor: Option<String>,
}

/// What the thread that makes reports is told.
enum Message {
    /// Files have changed.
    Changed(Vec<PathBuf>),
    /// A browser wants to see a view.
    Wanted(Key),
}

/// Makes reports whenever they are out of date, until it is interrupted.
pub(super) fn run(watch: &Watch, settings: &Settings) -> Result<Outcome, Failure> {
    interrupt::listen()?;
    let (tell, told) = channel();
    let views = Arc::new(Views::default());
    let inbox = Inbox::new(told);
    let mut session = Session::open(watch, settings, Arc::clone(&views), &inbox)?;
    let mut watcher = FileWatcher::new(&session.root, tell.clone())?;
    let front = Front {
        root: session.root.clone(),
        lang: settings.lang,
        editor: watch.editor.clone(),
        first: session.first(),
    };
    let served = serve(front, Arc::clone(&views), tell, watch.port)?;
    if let Some(taken) = served.taken {
        print::line(&words::port_taken(taken, served.port, settings.lang), settings);
    }
    let address = format!("http://localhost:{}/", served.port);
    print::line(&words::watching(&address, settings.lang), settings);
    print::event(&json!({ "kind": "watch", "address": address }), settings);
    if watch.open && open::that_detached(&address).is_err() {
        print::line(words::no_browser(settings.lang), settings);
    }
    session.build();
    while let Some(mut changes) = inbox.next() {
        let renewed = watcher.renew();
        changes.paths = watcher.with_links(&changes.paths);
        session.take(&changes);
        match renewed.and_then(|()| watcher.also(&session.files())) {
            Ok(fresh) if fresh.is_empty() => {}
            Ok(paths) => session.take(&Changes { paths, ..Changes::default() }),
            Err(failure) => print::print_failure(&failure),
        }
        // What came meanwhile is shown before more is written.
        session.build();
    }
    views.end();
    print::line(words::watched(settings.lang), settings);
    Ok(Outcome::Done)
}
