//! The environment and the clock.

use std::env;
use std::time::{Instant, SystemTime};

use chrono::{DateTime, NaiveDate, Utc};
use regionrapport::model::values::Date;
use regionrapport::{Failure, Lang};

/// The language of messages: from `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
pub(super) fn message_language() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    locale.map_or(Lang::Nb, |locale| Lang::from_locale(&locale))
}

/// Today, for a new project: from `SOURCE_DATE_EPOCH` (seconds since 1970), else the clock.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is set and no number of seconds.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn today() -> Result<NaiveDate, Failure> {
    let clock = || DateTime::<Utc>::from(SystemTime::now()).date_naive();
    Ok(source_date()?.map_or_else(clock, |date| date.0))
}

/// The date of `SOURCE_DATE_EPOCH` (seconds since 1970), if that is set; see
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
///
/// # Errors
/// It is no number of seconds.
pub(super) fn source_date() -> Result<Option<Date>, Failure> {
    let name = "SOURCE_DATE_EPOCH";
    let Some(text) = variable(name) else { return Ok(None) };
    let date = |seconds| DateTime::<Utc>::from_timestamp(seconds, 0);
    match text.parse().ok().and_then(date) {
        Some(date) => Ok(Some(Date(date.date_naive()))),
        None => Err(Failure::new(format!("{name} is «{text}», which is no time"))
            .hint("set it to seconds since 1970, such as 1789948800, or unset it")),
    }
}

/// A variable that is set to something.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The time on a clock that only goes forward, to measure how long something takes.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn now() -> Instant {
    Instant::now()
}
