//! Commands that read data or set pages in their own process run in a second one, under the eyes of the
//! first: when it dies, the first tells of what, and `watch` goes on.
//!
//! What the second process is doing stands in a file that both know, its journal.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use regionrapport::output::temporary_folder;
use regionrapport::{Failure, Finding, message};
use serde::{Deserialize, Serialize};

use super::Outcome;
use super::environment::{arguments, now, this_program, variable};
use super::interrupt::{INTERRUPTED, Interrupt};
use super::terminal::Terminal;
use super::worker::{Death, cause_of, limit_memory, parallelism, prepare_limit};

/// The variable with the path of the journal, which makes a process the second.
const JOURNAL: &str = "REGIONRAPPORT_JOURNAL";
/// The exit status of a process that ends because what it does takes too long.
const TOO_LONG: i32 = 75;
/// How often is checked whether the second process has ended.
const TICK: Duration = Duration::from_millis(5);
/// How long the second process may take to end when it is asked to.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(3);
/// How often it may die of nothing in particular, soon after it was started, before that is all.
const MAX_DEATHS: usize = 3;
/// How soon that is.
const SOON: Duration = Duration::from_secs(10);

/// What the second process tells the first, and the next one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Entry {
    /// The report that it is setting, with its template, if it is.
    current: Option<(String, Option<String>)>,
    /// The reports that it died of and that have not changed since.
    deaths: Vec<DeathAt>,
    /// The port of its page.
    port: Option<u16>,
}

/// A report that the second process died of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DeathAt {
    pub(super) report: String,
    pub(super) template: Option<String>,
    death: Death,
}

impl DeathAt {
    /// The finding for it.
    pub(super) fn finding(&self, limit: Duration) -> Finding {
        let template = self.template.as_ref().map(|name| format!("templates/{name}.typ"));
        let file = template.unwrap_or_else(|| self.report.clone());
        self.death.finding(self.report.clone(), file, limit)
    }
}

/// The journal of the second process.
pub(super) struct Journal {
    path: PathBuf,
    entry: RefCell<Entry>,
}

impl Journal {
    /// The journal, if this is the second process. Its memory is then limited.
    pub(super) fn open(terminal: &Terminal) -> Option<Self> {
        let path = PathBuf::from(variable(JOURNAL)?);
        limit_memory(terminal.settings.memory_limit(), parallelism());
        let entry = RefCell::new(read(&path));
        Some(Self { path, entry })
    }

    /// Notes which report is being set, if one is.
    pub(super) fn set_current(&self, current: Option<(String, Option<String>)>) {
        self.change(|entry| entry.current = current);
    }

    /// How an earlier process died of a report in a template, which have not changed since.
    pub(super) fn death_of(&self, report: &str, template: Option<&str>) -> Option<DeathAt> {
        let entry = self.entry.borrow();
        let is_same =
            |death: &&DeathAt| death.report == report && death.template.as_deref() == template;
        entry.deaths.iter().find(is_same).cloned()
    }

    /// Notes that reports have changed.
    pub(super) fn forget_deaths(&self) {
        if !self.entry.borrow().deaths.is_empty() {
            self.change(|entry| entry.deaths.clear());
        }
    }

    /// The port of the page of an earlier process.
    pub(super) fn port(&self) -> Option<u16> {
        self.entry.borrow().port
    }

    /// Notes the port of the page.
    pub(super) fn set_port(&self, port: u16) {
        self.change(|entry| entry.port = Some(port));
    }

    /// Ends this process, because the report that is noted takes too long.
    pub(super) fn give_up() -> ! {
        process::exit(TOO_LONG)
    }

    fn change(&self, change: impl FnOnce(&mut Entry)) {
        let mut entry = self.entry.borrow_mut();
        change(&mut entry);
        write(&self.path, &entry);
    }
}

fn read(path: &Path) -> Entry {
    serde_json::from_slice(&fs::read(path).unwrap_or_default()).unwrap_or_default()
}

fn write(path: &Path, entry: &Entry) {
    // Without a journal the first process only knows less.
    let _ = fs::write(path, serde_json::to_vec(entry).unwrap_or_default());
}

/// Runs a command about a report, or about what `subject` is, in a second process.
pub(super) fn once(
    subject: &str,
    terminal: &Terminal,
    command: impl FnOnce() -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    if Journal::open(terminal).is_some() {
        when_first_ends(|| process::exit(INTERRUPTED.into()));
        return command();
    }
    let folder = temporary_folder()?;
    let limit = terminal.settings.time_limit;
    let interrupt = Interrupt::notice()?;
    let mut second = Second::start(&folder.path().join("journal"))?;
    match second.wait(Some(limit), &interrupt)? {
        End::Exit(code) => Ok(outcome(code)),
        End::Death(death) => {
            let subject = subject.to_owned();
            Ok(terminal.findings(vec![death.finding(subject.clone(), subject, limit)]))
        }
    }
}

/// Runs a command in a second process that is started again when it dies, and then leaves alone what it
/// died of until that changes.
pub(super) fn again(
    terminal: &Terminal,
    command: impl FnOnce(Journal, Interrupt) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    if let Some(journal) = Journal::open(terminal) {
        let interrupt = Interrupt::listen()?;
        let requested = interrupt.clone();
        when_first_ends(move || requested.request());
        return command(journal, interrupt);
    }
    let folder = temporary_folder()?;
    let path = folder.path().join("journal");
    let interrupt = Interrupt::notice()?;
    let mut deaths = 0;
    loop {
        let begun = now();
        let death = match Second::start(&path)?.wait(None, &interrupt)? {
            End::Exit(code) => return Ok(outcome(code)),
            End::Death(death) => death,
        };
        let mut entry = read(&path);
        if let Some((report, template)) = entry.current.take() {
            entry.deaths.push(DeathAt { report, template, death });
        } else {
            deaths = if begun.elapsed() < SOON { deaths + 1 } else { 1 };
        }
        if deaths == MAX_DEATHS {
            return Err(Failure::new(message!(
                "kommandoen brøt sammen flere ganger",
                "the command broke down several times",
            ))
            .hint(message!(
                "«regionrapport check» sier hva som er galt i prosjektet",
                "«regionrapport check» tells what is wrong with the project",
            )));
        }
        write(&path, &entry);
    }
}

/// Calls a function when the first process is gone, whatever became of it.
fn when_first_ends(then: impl FnOnce() + Send + 'static) {
    thread::spawn(move || {
        let mut byte = [0];
        while matches!(io::stdin().lock().read(&mut byte), Ok(1)) {}
        then();
    });
}

/// The second process.
struct Second(Child);

/// How the second process ended.
enum End {
    Exit(i32),
    Death(Death),
}

impl Second {
    /// Starts this program once more with the same arguments.
    fn start(journal: &Path) -> Result<Self, Failure> {
        let action = message!("starte kommandoen", "start the command");
        let failure = |e: io::Error| Failure::system(&action, &e);
        let program = this_program().map_err(failure)?;
        let mut command = Command::new(program);
        // It ends when the pipe is closed.
        command.args(arguments()).env(JOURNAL, journal).stdin(Stdio::piped());
        prepare_limit(&mut command);
        command.spawn().map(Self).map_err(failure)
    }

    /// Waits until it has ended. It is asked to when this process is interrupted, and ended after the
    /// limit.
    fn wait(&mut self, limit: Option<Duration>, interrupt: &Interrupt) -> Result<End, Failure> {
        let begun = now();
        let mut asked = None;
        let action = message!("vente på kommandoen", "wait for the command");
        loop {
            let status = self.0.try_wait().map_err(|e| Failure::system(&action, &e))?;
            if let Some(status) = status {
                return Ok(match status.code() {
                    Some(TOO_LONG) => End::Death(Death::TimeLimit),
                    Some(code) => End::Exit(code),
                    None if asked.is_some() => End::Exit(interrupt.status().into()),
                    None => End::Death(Death::Crash(cause_of(Some(status)))),
                });
            }
            if interrupt.is_requested() && asked.is_none() {
                asked = Some(now());
                drop(self.0.stdin.take());
            }
            if asked.is_some_and(|asked| asked.elapsed() > SHUTDOWN_GRACE) {
                return Ok(End::Exit(interrupt.status().into()));
            }
            if limit.is_some_and(|limit| begun.elapsed() > limit) {
                return Ok(End::Death(Death::TimeLimit));
            }
            thread::sleep(TICK);
        }
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn outcome(code: i32) -> Outcome {
    match u8::try_from(code) {
        Ok(0) => Outcome::Done,
        Ok(1) => Outcome::Findings,
        _ => Interrupt::status_of(code).map_or(Outcome::Failed, Outcome::Interrupted),
    }
}
