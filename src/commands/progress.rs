//! How far a run has come, on a terminal.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::Settings;
use super::environment::now;
use crate::diagnostics::{Lang, MessageFormat};

/// A run that is shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// A bar with rate and time left; nothing, where nobody would see it.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
    wanted: bool,
}

impl Progress {
    pub(super) fn new(reports: usize, settings: &Settings) -> Self {
        let human =
            matches!(settings.format, MessageFormat::Human | MessageFormat::Short);
        let wanted =
            human && !settings.quiet && reports > 1 && io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(
            Some(reports as u64),
            ProgressDrawTarget::hidden(),
        );
        let lang = settings.lang;
        let template = match lang {
            Lang::Nb => {
                "{bar:24} {pos} av {len} rapporter, {rate} i sekundet, {eta} igjen"
            }
            Lang::En => "{bar:24} {pos} of {len} reports, {rate} a second, {eta} left",
        };
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("rate", move |state: &ProgressState, to: &mut dyn Write| {
                let rate = format!("{:.1}", state.per_sec());
                let _ = to.write_str(&match lang {
                    Lang::Nb => rate.replace('.', ","),
                    Lang::En => rate,
                });
            })
            .progress_chars("━╸─");
        bar.set_style(style);
        Self { bar, begun: now(), shown: false, wanted }
    }

    /// One more report is done.
    pub(super) fn advance(&mut self) {
        self.bar.inc(1);
        if self.wanted && !self.shown && self.begun.elapsed() > PATIENCE {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Prints while the bar is out of the way.
    pub(super) fn above(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
