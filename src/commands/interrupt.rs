//! Ctrl-C and SIGTERM.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::diagnostics::Failure;
use crate::output::between_writes;

/// The exit status of a command that was interrupted, as shells give it.
pub(super) const STATUS: u8 = 130;
/// How long a command may take to say what it has done.
const PATIENCE: Duration = Duration::from_millis(700);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From here on the command asks whether it is to stop; if it does not in time, it is ended,
/// but not in the middle of a file.
pub(super) fn listen() -> Result<(), Failure> {
    let stop = || {
        INTERRUPTED.store(true, Ordering::Relaxed);
        thread::sleep(PATIENCE);
        between_writes(|| process::exit(STATUS.into()));
    };
    ctrlc::set_handler(stop)
        .map_err(|e| Failure::new(format!("cannot listen to interrupts: {e}")))
}

/// Whether the user or the system wants the command to stop.
pub(super) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}
