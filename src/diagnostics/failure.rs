//! Why the tool could not work at all.

use std::fmt;
use std::path::Path;

/// The tool could not work: one message, with hints. Exit status 2.
///
/// Messages of failures are English, like the help: who reads them runs the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done and why, lower case, without full stop.
    pub message: String,
    /// What the user can do about it.
    pub hints: Vec<String>,
}

impl Failure {
    /// A failure without hints.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
    }

    /// The same failure with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// An operation on a path that the system refused.
    #[must_use]
    pub fn io(action: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {action} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, "\n  = hint: {hint}"))
    }
}

impl std::error::Error for Failure {}
