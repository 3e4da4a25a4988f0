//! What has come for the thread that makes reports, gathered.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::Message;
use super::views::Key;
use crate::commands::environment::now;
use crate::commands::interrupt::interrupted;

/// How long it must be quiet before what changed is looked at: editors write in several steps.
const QUIET: Duration = Duration::from_millis(12);
/// How long it is waited for quiet, at most.
const UNREST: Duration = Duration::from_millis(400);
/// How often it is looked whether the command is to stop.
const TICK: Duration = Duration::from_millis(50);

/// What has changed since the last time, and which views are wanted.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The files that may have changed.
    pub(super) paths: BTreeSet<PathBuf>,
    /// The views that have to be made.
    pub(super) wanted: Vec<Key>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.wanted.is_empty()
    }

    fn add(&mut self, message: Message) {
        match message {
            Message::Changed(paths) => self.paths.extend(paths),
            Message::Wanted(key) => self.wanted.push(key),
        }
    }
}

/// Where messages come in.
pub(super) struct Inbox {
    told: Receiver<Message>,
    waiting: RefCell<Changes>,
}

impl Inbox {
    pub(super) fn new(told: Receiver<Message>) -> Self {
        Self { told, waiting: RefCell::default() }
    }

    /// Waits for something to do; none, when the command is to stop.
    pub(super) fn next(&self) -> Option<Changes> {
        let mut changes = self.waiting.take();
        while changes.is_empty() {
            if interrupted() {
                return None;
            }
            match self.told.recv_timeout(TICK) {
                Ok(message) => changes.add(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        self.settle(&mut changes);
        Some(changes)
    }

    /// Takes what comes until it is quiet.
    fn settle(&self, changes: &mut Changes) {
        let begun = now();
        while !changes.paths.is_empty() && begun.elapsed() < UNREST {
            match self.told.recv_timeout(QUIET) {
                Ok(message) => changes.add(message),
                Err(_) => return,
            }
        }
    }

    /// Whether something waits, which the next round takes up.
    pub(super) fn is_waiting(&self) -> bool {
        let mut waiting = self.waiting.borrow_mut();
        self.told.try_iter().for_each(|message| waiting.add(message));
        !waiting.is_empty()
    }
}
