//! The progress of a run, on a terminal.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::args::Settings;
use super::environment::{now, variable};

/// A run that is shorter than this shows no bar.
const PROGRESS_DELAY: Duration = Duration::from_millis(400);

/// A bar with rate and time left; nothing, where nobody would see it.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
    enabled: bool,
}

impl Progress {
    pub(super) fn new(reports: usize, settings: &Settings) -> Self {
        let is_for_people = !settings.message_format.is_for_programs();
        let is_watched = io::stderr().is_terminal() && variable("CI").is_none();
        let enabled = is_for_people && !settings.quiet && reports > 1 && is_watched;
        let bar = ProgressBar::with_draw_target(Some(reports as u64), ProgressDrawTarget::hidden());
        let lang = settings.lang;
        let template = lang.choose(
            "{bar:24} {pos} av {len} rapporter, {rate} i sekundet, {eta} igjen",
            "{bar:24} {pos} of {len} reports, {rate} a second, {eta} left",
        );
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("rate", move |state: &ProgressState, to: &mut dyn Write| {
                let rate = format!("{:.1}", state.per_sec());
                let _ = to.write_str(&lang.choose(rate.replace('.', ","), rate));
            })
            .progress_chars("━╸─");
        bar.set_style(style);
        Self { bar, begun: now(), shown: false, enabled }
    }

    /// Counts one more report.
    pub(super) fn advance(&mut self) {
        self.bar.inc(1);
        if self.enabled && !self.shown && self.begun.elapsed() > PROGRESS_DELAY {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Prints while the bar is out of the way.
    pub(super) fn above(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Removes the bar.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
