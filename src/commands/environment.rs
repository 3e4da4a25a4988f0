//! What the environment says.

use std::env;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Utc};

use crate::diagnostics::Lang;

/// The language of messages: from `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn message_language() -> Lang {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.map_or(Lang::Nb, |locale| Lang::from_locale(&locale))
}

/// Today, for a new project: from `SOURCE_DATE_EPOCH` (seconds since 1970), else the clock.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn today() -> NaiveDate {
    let given = env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let since = given.map_or_else(clock, Duration::from_secs);
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default().date_naive()
}
