//! What browsers are shown: the last good pages of each report, and what has been found since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use regionrapport::digest::Digest;
use regionrapport::finding::has_errors;
use regionrapport::project::ReportId;
use regionrapport::typeset::page_hashes;
use regionrapport::{Failure, Finding, Rendered};

use crate::cli::environment::now;

/// How long a view is kept up to date after a browser last asked for it.
const VIEW_LIFETIME: Duration = Duration::from_secs(90);

/// A report in a template; in the one for its type, if none is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ViewKey {
    pub(super) report: ReportId,
    pub(super) template: Option<String>,
    /// Whether it is shown as a page of the web.
    pub(super) is_web: bool,
}

/// A report as it is shown.
pub(super) enum RenderedView {
    Pages(Box<RenderedPages>),
    Web(RenderedWeb),
}

/// The pages of a report as they are shown.
pub(super) struct RenderedPages {
    pub(super) rendered: Rendered,
    /// A hash of what each page looks like.
    pub(super) page_hashes: Vec<u128>,
}

/// A report as a page of the web.
pub(super) struct RenderedWeb {
    pub(super) title: String,
    pub(super) html: String,
    /// The digest of the page.
    pub(super) digest: Digest,
}

impl RenderedPages {
    pub(super) fn new(rendered: Rendered) -> Self {
        Self { page_hashes: page_hashes(&rendered.pages().document), rendered }
    }
}

impl RenderedWeb {
    pub(super) fn new(title: String, html: String) -> Self {
        Self { digest: Digest::of(html.as_bytes()), title, html }
    }
}

impl RenderedView {
    /// The pages, if they are what is shown.
    pub(super) fn pages(&self) -> Option<&RenderedPages> {
        match self {
            Self::Pages(pages) => Some(pages),
            Self::Web(_) => None,
        }
    }

    /// The page of the web, if it is what is shown.
    pub(super) fn web(&self) -> Option<&RenderedWeb> {
        match self {
            Self::Web(web) => Some(web),
            Self::Pages(_) => None,
        }
    }
}

/// A report as browsers are to show it.
#[derive(Clone, Default)]
pub(super) struct View {
    /// Grows with every change.
    pub(super) revision: u64,
    /// What could be rendered last.
    pub(super) shown: Option<Arc<RenderedView>>,
    /// What was found when it was last rendered.
    pub(super) findings: Vec<Finding>,
    /// Why it could not be rendered at all.
    pub(super) failure: Option<Failure>,
    /// Whether rendering has been tried.
    pub(super) is_rendered: bool,
    /// The paths of the files that it depends on, also of those that do not exist yet.
    pub(super) files: BTreeSet<String>,
    /// When a browser last asked for it.
    last_requested: Option<Instant>,
}

impl View {
    /// Whether the pages are those of the files as they are.
    pub(super) fn is_current(&self) -> bool {
        self.is_rendered && self.failure.is_none() && !has_errors(&self.findings)
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
    revision: u64,
    views: BTreeMap<ViewKey, View>,
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

    /// Sets the choices, and wakes every browser if they are others.
    pub(super) fn set_choices(&self, choices: Choices) {
        let mut state = self.lock();
        if state.choices == choices {
            return;
        }
        state.choices = choices;
        state.revision += 1;
        let revision = state.revision;
        state.views.values_mut().for_each(|view| view.revision = revision);
        self.changed.notify_all();
    }

    /// Records a request for a view; returns whether the view is new.
    pub(super) fn request(&self, key: &ViewKey) -> bool {
        let mut state = self.lock();
        let new = !state.views.contains_key(key);
        state.views.entry(key.clone()).or_default().last_requested = Some(now());
        new
    }

    /// The reports that browsers look at.
    pub(super) fn reports(&self) -> Vec<ReportId> {
        self.lock().views.keys().map(|key| key.report.clone()).collect()
    }

    /// A view as it is.
    pub(super) fn get(&self, key: &ViewKey) -> Option<View> {
        self.lock().views.get(key).cloned()
    }

    /// A view as soon as it is another than at some revision, or after the timeout; `None` when the
    /// command ends.
    pub(super) fn after(&self, key: &ViewKey, revision: u64, timeout: Duration) -> Option<View> {
        let waited = self.changed.wait_timeout_while(self.lock(), timeout, |state| {
            let view = state.views.get(key);
            !state.ended && view.is_some_and(|view| view.revision == revision || !view.is_rendered)
        });
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.ended { None } else { state.views.get(key).cloned() }
    }

    /// The views that browsers look at; the others are forgotten.
    pub(super) fn active_keys(&self) -> Vec<ViewKey> {
        let mut state = self.lock();
        state.views.retain(|_, view| {
            view.last_requested
                .is_some_and(|last_requested| last_requested.elapsed() < VIEW_LIFETIME)
        });
        state.views.keys().cloned().collect()
    }

    /// PendingChanges a view, and tells those who wait for it.
    pub(super) fn change(&self, key: &ViewKey, change: impl FnOnce(&mut View)) {
        let mut state = self.lock();
        state.revision += 1;
        let revision = state.revision;
        if let Some(view) = state.views.get_mut(key) {
            change(view);
            view.revision = revision;
            view.is_rendered = true;
        }
        self.changed.notify_all();
    }

    /// Marks a view as not rendered, so that waiting requests keep waiting.
    pub(super) fn retry(&self, key: &ViewKey) {
        if let Some(view) = self.lock().views.get_mut(key) {
            view.is_rendered = false;
        }
    }

    /// Wakes all waiting requests, which then end.
    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }
}
