//! The environment and the clock.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use chrono::{DateTime, NaiveDate, Utc};
use regionrapport::model::values::Date;
use regionrapport::{Failure, Lang, message};

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
        None => Err(Failure::new(message!(
            "{name} er «{text}», som ikke er noe tidspunkt",
            "{name} is «{text}», which is no time",
        ))
        .hint(message!(
            "sett den til sekunder siden 1970, for eksempel 1789948800, eller fjern den",
            "set it to seconds since 1970, such as 1789948800, or unset it",
        ))),
    }
}

/// A variable that is set to something.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The arguments of this process.
pub(super) fn arguments() -> impl Iterator<Item = OsString> {
    env::args_os().skip(1)
}

/// The path of this program.
///
/// # Errors
/// The system does not know it.
pub(super) fn this_program() -> io::Result<PathBuf> {
    env::current_exe()
}

/// The most memory that the container may take, in bytes, if there is a limit.
///
/// Source: Linux, «Control Group v2», `memory.max`, and «Memory Resource Controller»,
/// `memory.limit_in_bytes`.
pub(super) fn container_memory() -> Option<u64> {
    let files =
        ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].into_iter();
    files.filter_map(|file| fs::read_to_string(file).ok()?.trim().parse().ok()).min()
}

/// The time on a clock that only goes forward, to measure how long something takes.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn now() -> Instant {
    Instant::now()
}
