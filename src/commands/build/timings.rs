//! How long the steps of the reports took.

use std::time::Duration;

use super::make::Times;
use super::run::Ended;
use crate::commands::{Settings, print};

/// How many of the slowest reports are named.
const MOST: usize = 10;

/// Prints the sum of each step over all reports, and the slowest reports.
pub(super) fn tell(reports: &[Ended], settings: &Settings) {
    let step = |step: fn(&Times) -> Duration| -> Duration {
        reports.iter().map(|it| step(&it.times)).sum()
    };
    let steps = [
        ("data", step(|it| it.data)),
        ("pages", step(|it| it.pages)),
        ("export", step(|it| it.export)),
    ];
    for (name, time) in steps {
        print::line(&format!("{name:8}{:10.1} ms", in_ms(time)), settings);
    }
    let mut slowest: Vec<&Ended> =
        reports.iter().filter(|it| !it.times.sum().is_zero()).collect();
    slowest.sort_by_key(|it| std::cmp::Reverse(it.times.sum()));
    for it in slowest.into_iter().take(MOST) {
        let Times { data, pages, export } = it.times;
        let parts = [data, pages, export].map(|time| format!("{:.1}", in_ms(time)));
        let sum = in_ms(it.times.sum());
        print::line(
            &format!("{sum:10.1} ms  {}  ({})", it.id, parts.join(" + ")),
            settings,
        );
    }
}

fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
