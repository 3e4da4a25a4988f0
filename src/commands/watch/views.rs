//! What browsers are shown: the last good pages of each report, and what is found since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::commands::environment::now;
use crate::diagnostics::{Failure, Finding, Severity};
use crate::pipeline::Pipeline;
use crate::project::ReportId;
use crate::report::Report;
use crate::typeset::{Typeset, page_numbers};

/// A view that no browser has asked for so long is no longer made anew.
const FORGOTTEN: Duration = Duration::from_secs(90);

/// A report in a template; in the one for its type, if none is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) report: ReportId,
    pub(super) template: Option<String>,
}

/// The pages of a report, and what they were made with.
pub(super) struct Shown {
    pub(super) pipeline: Arc<Pipeline>,
    pub(super) report: Report,
    pub(super) typeset: Typeset,
    /// A number for the looks of each page.
    pub(super) numbers: Vec<u128>,
}

impl Shown {
    pub(super) fn new(pipeline: Arc<Pipeline>, report: Report, typeset: Typeset) -> Self {
        let numbers = page_numbers(&typeset.document);
        Self { pipeline, report, typeset, numbers }
    }
}

/// A report as browsers are to show it.
#[derive(Clone)]
pub(super) struct View {
    /// Grows with every change.
    pub(super) turn: u64,
    /// The last pages that could be made.
    pub(super) shown: Option<Arc<Shown>>,
    /// What was found when it was last made: errors, or warnings if it could be.
    pub(super) findings: Vec<Finding>,
    /// Why it could not be tried at all.
    pub(super) failure: Option<Failure>,
    /// Whether it has been tried.
    pub(super) tried: bool,
    /// The files that it is made of, also those that may come; by their paths.
    pub(super) files: BTreeSet<String>,
    asked: Instant,
}

impl View {
    /// Whether the pages are those of the files as they are.
    pub(super) fn is_good(&self) -> bool {
        let errors = self.findings.iter().any(|it| it.severity == Severity::Error);
        self.tried && self.failure.is_none() && !errors
    }
}

/// What there is to choose from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Choices {
    pub(super) reports: Vec<ReportId>,
    pub(super) templates: Vec<String>,
}

/// The views, which one thread makes and those of the browsers wait for.
#[derive(Default)]
pub(super) struct Views {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    turn: u64,
    views: BTreeMap<Key, View>,
    choices: Choices,
    ended: bool,
}

impl Views {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is to choose from.
    pub(super) fn choices(&self) -> Choices {
        self.lock().choices.clone()
    }

    /// Another choice, which every browser is told.
    pub(super) fn set_choices(&self, choices: Choices) {
        let mut state = self.lock();
        if state.choices == choices {
            return;
        }
        state.choices = choices;
        state.turn += 1;
        let turn = state.turn;
        state.views.values_mut().for_each(|view| view.turn = turn);
        self.changed.notify_all();
    }

    /// Notes that a browser wants to see a view; tells whether it has to be made first.
    pub(super) fn want(&self, key: &Key) -> bool {
        let mut state = self.lock();
        let new = !state.views.contains_key(key);
        let view = state.views.entry(key.clone()).or_insert_with(|| View {
            turn: 0,
            shown: None,
            findings: Vec::new(),
            failure: None,
            tried: false,
            files: BTreeSet::new(),
            asked: now(),
        });
        view.asked = now();
        new
    }

    /// The reports that browsers look at.
    pub(super) fn reports(&self) -> Vec<ReportId> {
        self.lock().views.keys().map(|key| key.report.clone()).collect()
    }

    /// A view as it is.
    pub(super) fn get(&self, key: &Key) -> Option<View> {
        self.lock().views.get(key).cloned()
    }

    /// A view as soon as it is another than at some turn, or when the patience is over; none,
    /// when the command ends.
    pub(super) fn after(&self, key: &Key, turn: u64, patience: Duration) -> Option<View> {
        let is_same = |state: &mut State| {
            let view = state.views.get(key);
            !state.ended && view.is_some_and(|view| view.turn == turn || !view.tried)
        };
        let waited = self.changed.wait_timeout_while(self.lock(), patience, is_same);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.ended { None } else { state.views.get(key).cloned() }
    }

    /// The views that browsers look at; the others are forgotten.
    pub(super) fn wanted(&self) -> Vec<Key> {
        let mut state = self.lock();
        state.views.retain(|_, view| view.asked.elapsed() < FORGOTTEN);
        state.views.keys().cloned().collect()
    }

    /// Changes a view, and tells those who wait for it.
    pub(super) fn change(&self, key: &Key, change: impl FnOnce(&mut View)) {
        let mut state = self.lock();
        state.turn += 1;
        let turn = state.turn;
        if let Some(view) = state.views.get_mut(key) {
            change(view);
            view.turn = turn;
            view.tried = true;
        }
        self.changed.notify_all();
    }

    /// Notes that a view is still to be made, for those who wait for it to go on waiting.
    pub(super) fn retry(&self, key: &Key) {
        if let Some(view) = self.lock().views.get_mut(key) {
            view.tried = false;
        }
    }

    /// Lets nobody wait any longer.
    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }
}
