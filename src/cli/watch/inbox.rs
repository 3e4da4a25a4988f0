//! Collects what comes in for the thread that renders.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::Message;
use crate::cli::environment::now;
use crate::cli::interrupt::Interrupt;

/// How long nothing must come in before changes are taken up: editors write in several steps.
const QUIET_PERIOD: Duration = Duration::from_millis(12);
/// How long to wait for quiet at most.
const MAX_SETTLING: Duration = Duration::from_millis(400);
/// How often to check whether the command is to stop.
const TICK: Duration = Duration::from_millis(50);

/// What came in since the last time.
#[derive(Debug, Default)]
pub(super) struct PendingChanges {
    /// The files that may have changed.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Whether a browser wants to see a view that has to be rendered first.
    has_new_view: bool,
}

impl PendingChanges {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.has_new_view
    }

    fn add(&mut self, message: Message) {
        match message {
            Message::Changed(paths) => self.paths.extend(paths),
            Message::ViewAdded => self.has_new_view = true,
        }
    }
}

/// Where messages come in.
pub(super) struct Inbox {
    receiver: Receiver<Message>,
    interrupt: Interrupt,
    waiting: RefCell<PendingChanges>,
}

impl Inbox {
    pub(super) fn new(receiver: Receiver<Message>, interrupt: Interrupt) -> Self {
        Self { receiver, interrupt, waiting: RefCell::default() }
    }

    /// Waits for something to do; none, when the command is to stop.
    pub(super) fn next(&self) -> Option<PendingChanges> {
        let mut changes = self.waiting.take();
        while changes.is_empty() {
            if self.interrupt.is_requested() {
                return None;
            }
            match self.receiver.recv_timeout(TICK) {
                Ok(message) => changes.add(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        self.settle(&mut changes);
        Some(changes)
    }

    /// Takes what comes in until it is quiet.
    fn settle(&self, changes: &mut PendingChanges) {
        let begun = now();
        while !changes.paths.is_empty() && begun.elapsed() < MAX_SETTLING {
            match self.receiver.recv_timeout(QUIET_PERIOD) {
                Ok(message) => changes.add(message),
                Err(_) => return,
            }
        }
    }

    /// Whether something waits for the next round.
    pub(super) fn is_waiting(&self) -> bool {
        let mut waiting = self.waiting.borrow_mut();
        self.receiver.try_iter().for_each(|message| waiting.add(message));
        !waiting.is_empty()
    }
}
