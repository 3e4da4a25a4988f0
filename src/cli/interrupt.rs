//! Ctrl-C and SIGTERM.

use std::ops::ControlFlow;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use regionrapport::output::with_write_lock;
use regionrapport::{Failure, message};

/// The exit status of a command that was interrupted with Ctrl-C, as shells give it.
pub(super) const INTERRUPTED: u8 = 130;
/// The exit status of a command that was asked to end with SIGTERM.
const TERMINATED: u8 = 143;
/// How long a command may take to end by itself.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(700);

/// Whether the user or the system has asked the command to stop.
#[derive(Clone, Default)]
pub(super) struct Interrupt {
    is_requested: Arc<AtomicBool>,
    /// The status of SIGTERM once it has come; else 0.
    status: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens from now on. A command that does not end within [`SHUTDOWN_GRACE`] is ended, but
    /// not in the middle of a file.
    ///
    /// # Errors
    /// The system refuses to listen.
    pub(super) fn listen() -> Result<Self, Failure> {
        let interrupt = Self::default();
        let requested = interrupt.clone();
        ctrlc::set_handler(move || {
            requested.request();
            thread::sleep(SHUTDOWN_GRACE);
            with_write_lock(|| process::exit(requested.status().into()));
        })
        .map_err(|e| deaf(&e))?;
        interrupt.tell_apart()?;
        Ok(interrupt)
    }

    /// Listens from now on, and leaves it to the command to end.
    ///
    /// # Errors
    /// The system refuses to listen.
    pub(super) fn notice() -> Result<Self, Failure> {
        let interrupt = Self::default();
        let requested = interrupt.clone();
        ctrlc::set_handler(move || requested.request()).map_err(|e| deaf(&e))?;
        interrupt.tell_apart()?;
        Ok(interrupt)
    }

    /// Notes whether it is SIGTERM that comes, before the handler runs.
    #[cfg(unix)]
    fn tell_apart(&self) -> Result<(), Failure> {
        use signal_hook::consts::SIGTERM;
        let status = Arc::clone(&self.status);
        let registered = signal_hook::flag::register_usize(SIGTERM, status, TERMINATED.into());
        registered.map(drop).map_err(|e| deaf(&e))
    }

    /// There is no other signal on this system.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as on other systems")]
    fn tell_apart(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// Asks the command to stop.
    pub(super) fn request(&self) {
        self.is_requested.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_requested(&self) -> bool {
        self.is_requested.load(Ordering::Relaxed)
    }

    /// The exit status of a command that stops since it was asked to.
    pub(super) fn status(&self) -> u8 {
        match self.status.load(Ordering::Relaxed) {
            0 => INTERRUPTED,
            _ => TERMINATED,
        }
    }

    /// The status of a process that was asked to stop, if a code is that.
    pub(super) fn status_of(code: i32) -> Option<u8> {
        [INTERRUPTED, TERMINATED].into_iter().find(|status| i32::from(*status) == code)
    }

    /// Whether to go on.
    pub(super) fn control_flow(&self) -> ControlFlow<()> {
        if self.is_requested() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

fn deaf(error: &dyn std::error::Error) -> Failure {
    Failure::new(message!(
        "kan ikke ta imot avbrudd: {error}",
        "cannot listen to interrupts: {error}",
    ))
}
