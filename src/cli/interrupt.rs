//! Ctrl-C and SIGTERM.

use std::ops::ControlFlow;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use regionrapport::output::with_write_lock;
use regionrapport::{Failure, message};

/// The exit status of a command that was interrupted, as shells give it.
pub(super) const STATUS: u8 = 130;
/// How long a command may take to end by itself.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(700);

/// Whether the user or the system has asked the command to stop.
#[derive(Clone)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. A command that does not end within [`SHUTDOWN_GRACE`] is ended, but
    /// not in the middle of a file.
    ///
    /// # Errors
    /// The system refuses to listen.
    pub(super) fn listen() -> Result<Self, Failure> {
        let requested = Arc::new(AtomicBool::new(false));
        let interrupt = Self(Arc::clone(&requested));
        ctrlc::set_handler(move || {
            requested.store(true, Ordering::Relaxed);
            thread::sleep(SHUTDOWN_GRACE);
            with_write_lock(|| process::exit(STATUS.into()));
        })
        .map_err(|e| deaf(&e))?;
        Ok(interrupt)
    }

    /// Listens from now on, and leaves it to the command to end.
    ///
    /// # Errors
    /// The system refuses to listen.
    pub(super) fn notice() -> Result<Self, Failure> {
        let interrupt = Self(Arc::default());
        let requested = interrupt.clone();
        ctrlc::set_handler(move || requested.request()).map_err(|e| deaf(&e))?;
        Ok(interrupt)
    }

    /// Asks the command to stop.
    pub(super) fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether to go on.
    pub(super) fn control_flow(&self) -> ControlFlow<()> {
        if self.is_requested() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

fn deaf(error: &ctrlc::Error) -> Failure {
    Failure::new(message!(
        "kan ikke ta imot avbrudd: {error}",
        "cannot listen to interrupts: {error}",
    ))
}
