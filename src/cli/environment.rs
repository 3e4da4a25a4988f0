//! The environment and the clock.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
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

/// Sets the time at which a file was changed to now. A file that the system does not let change keeps its time.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub(super) fn touch(path: &Path) {
    let file = fs::File::options().append(true).open(path);
    let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
}

/// The folder of the project that the current folder lies in: itself, or the nearest above it with a programme
/// in `data/`, as a path from here; itself, if there is none.
pub(super) fn project_folder() -> PathBuf {
    const HERE: &str = ".";
    let Ok(here) = env::current_dir() else { return HERE.into() };
    if here.join("data").is_dir() {
        return HERE.into();
    }
    let above = here.ancestors().enumerate().skip(1).find(|(_, folder)| has_program(folder));
    above.map_or_else(|| HERE.into(), |(steps, _)| vec![".."; steps].iter().collect())
}

/// Whether a folder has a programme in `data/`.
fn has_program(folder: &Path) -> bool {
    let folders = fs::read_dir(folder.join("data")).into_iter().flatten().flatten();
    folders.into_iter().any(|entry| entry.path().join("program.yaml").is_file())
}

/// The folder in which the command runs.
pub(super) fn current_folder() -> Option<PathBuf> {
    env::current_dir().ok()
}

/// The project's folder from that in which GitHub Actions has checked out, if it lies there.
pub(super) fn from_workspace(root: &Path) -> Option<PathBuf> {
    let workspace = PathBuf::from(variable("GITHUB_WORKSPACE")?).canonicalize().ok()?;
    let root = root.canonicalize().ok()?;
    root.strip_prefix(workspace).ok().map(Path::to_owned)
}

/// Whether colours are wanted where nobody seems to see them: <https://force-color.org/>.
pub(super) fn is_color_forced() -> bool {
    variable("FORCE_COLOR").is_some_and(|value| value != "0") && variable("NO_COLOR").is_none()
}
