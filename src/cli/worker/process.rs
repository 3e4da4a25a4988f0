//! One worker process, as the command sees it.

use std::collections::VecDeque;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use regionrapport::fault::{CrashCause, TemplateFault};
use regionrapport::finding::Place;
use regionrapport::{Failure, Finding, message};
use serde::{Deserialize, Serialize};

use super::limits::prepare_limit;
use super::message::{Setup, receive_bytes, send};
use crate::cli::environment::this_program;

/// The hidden command that makes this program a worker.
pub(in crate::cli) const COMMAND: &str = "worker";
/// How many answers may wait for the command.
const MAX_WAITING: usize = 4;
/// How much of what a worker says before it dies is kept.
const MAX_LAST_WORDS: usize = 4096;

/// Why a process that makes reports is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) enum Death {
    /// It ended by itself, or the system ended it.
    Crash(CrashCause),
    /// It was ended, because a task took too long.
    TimeLimit,
}

impl Death {
    /// Whether memory was short.
    pub(in crate::cli) fn is_of_memory(self) -> bool {
        matches!(self, Self::Crash(CrashCause::Memory | CrashCause::Killed))
    }

    /// The finding for a report, or what else the process was busy with, at a file.
    pub(in crate::cli) fn finding(self, report: String, file: String, limit: Duration) -> Finding {
        let fault = match self {
            Self::Crash(cause) => TemplateFault::Crashed { cause, report },
            Self::TimeLimit => TemplateFault::TimeLimit { seconds: limit.as_secs(), report },
        };
        Finding::error(fault, Place::file(file))
    }
}

/// A process with what it is sent and what it answers.
pub(in crate::cli) struct WorkerProcess {
    child: Option<Child>,
    stdin: ChildStdin,
    /// The bytes of its answers.
    answers: Receiver<Vec<u8>>,
    last_words: Arc<Mutex<VecDeque<u8>>>,
}

/// What comes next from a worker.
pub(super) enum Next {
    Answer(Vec<u8>),
    /// Nothing yet.
    Timeout,
    /// The worker is no more.
    Ended,
}

impl WorkerProcess {
    /// Starts a worker, which waits for its setup.
    ///
    /// # Errors
    /// The system cannot start it.
    pub(in crate::cli) fn spawn() -> Result<Self, Failure> {
        let action = message!("starte en arbeidsprosess", "start a worker");
        let failure = |e: io::Error| Failure::system(&action, &e);
        let program = this_program().map_err(failure)?;
        let mut child = command(&program).spawn().map_err(failure)?;
        let pipe = || {
            Failure::new(message!(
                "kan ikke starte en arbeidsprosess: den har ingen forbindelse hit",
                "cannot start a worker: it has no pipes",
            ))
        };
        let stdin = child.stdin.take().ok_or_else(pipe)?;
        let stdout = child.stdout.take().ok_or_else(pipe)?;
        let stderr = child.stderr.take().ok_or_else(pipe)?;
        let (sender, answers) = sync_channel(MAX_WAITING);
        thread::spawn(move || pass_on(BufReader::new(stdout), &sender));
        let last_words = Arc::new(Mutex::new(VecDeque::new()));
        let words = Arc::clone(&last_words);
        thread::spawn(move || keep_last(stderr, &words));
        Ok(Self { child: Some(child), stdin, answers, last_words })
    }

    /// The same worker, which opens a project.
    pub(super) fn with_setup(mut self, setup: &Setup) -> Self {
        self.send(setup);
        self
    }

    /// Sends a message; one to a worker that has died is lost.
    pub(super) fn send(&mut self, message: &impl Serialize) {
        let _ = send(&mut self.stdin, message);
    }

    /// The next answer, within some time.
    pub(super) fn next(&self, timeout: Duration) -> Next {
        match self.answers.recv_timeout(timeout) {
            Ok(bytes) => Next::Answer(bytes),
            Err(RecvTimeoutError::Timeout) => Next::Timeout,
            Err(RecvTimeoutError::Disconnected) => Next::Ended,
        }
    }

    /// Why a worker ended that was not asked to.
    pub(super) fn death(mut self) -> Death {
        // One that has only closed its pipe is ended.
        let mut child = self.child.take();
        let mut status = None;
        for _ in 0..CHECKS {
            status = child.as_mut().and_then(|child| child.try_wait().ok().flatten());
            if status.is_some() {
                break;
            }
            thread::sleep(GRACE / CHECKS);
        }
        self.child = child;
        let words = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        let words: Vec<u8> = words.iter().copied().collect();
        Death::Crash(cause(status, &String::from_utf8_lossy(&words)))
    }
}

/// How long a worker may take to be gone after its last answer.
const GRACE: Duration = Duration::from_millis(500);
/// How often is checked in that time.
const CHECKS: u32 = 100;

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        let _ = child.kill();
        // Its memory is given back while this process goes on.
        thread::spawn(move || child.wait());
    }
}

/// The command that starts a worker.
fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(COMMAND);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    prepare_limit(&mut command);
    // What a panic says is for those who write this program.
    command.env("RUST_BACKTRACE", "0");
    command
}

/// Passes on the bytes of each answer until there are no more.
fn pass_on(mut from: impl Read, to: &SyncSender<Vec<u8>>) {
    while let Ok(bytes) = receive_bytes(&mut from) {
        if to.send(bytes).is_err() {
            return;
        }
    }
}

/// Keeps the end of what a worker writes to standard error.
fn keep_last(mut from: impl Read, words: &Mutex<VecDeque<u8>>) {
    let mut bytes = [0; 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        words.extend(&bytes[..count]);
        let more = words.len().saturating_sub(MAX_LAST_WORDS);
        words.drain(..more);
    }
}

/// Why a worker ended, by its status and what the runtime of Rust said before.
fn cause(status: Option<ExitStatus>, words: &str) -> CrashCause {
    if words.contains("overflowed its stack") {
        CrashCause::Stack
    } else if words.contains("memory allocation of") {
        CrashCause::Memory
    } else {
        cause_of(status)
    }
}

/// Why a process ended, by its status.
#[cfg(unix)]
pub(in crate::cli) fn cause_of(status: Option<ExitStatus>) -> CrashCause {
    use std::os::unix::process::ExitStatusExt;
    /// The signal of the system when memory is short, and of those who end processes.
    const SIGKILL: i32 = 9;
    /// The signal for an access to memory that is not there, such as below a stack.
    const SIGSEGV: i32 = 11;
    match status.and_then(|status| status.signal()) {
        Some(SIGKILL) => CrashCause::Killed,
        Some(SIGSEGV) => CrashCause::Stack,
        _ => CrashCause::Other,
    }
}

#[cfg(not(unix))]
pub(in crate::cli) fn cause_of(_: Option<ExitStatus>) -> CrashCause {
    CrashCause::Other
}
