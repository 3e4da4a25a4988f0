//! The reason why the tool cannot run.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::visible;
use crate::suggest::closest;

/// The reason why the tool cannot run: one message, with hints. Exit status 2.
///
/// Messages of failures are English, like the help of the command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What could not be done and why, lower case, without full stop.
    pub message: String,
    /// What the user can do about it.
    pub hints: Vec<String>,
}

impl Failure {
    /// A failure without hints.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
    }

    /// The same failure with one more hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same failure with the nearest of the names that are known as a hint; without a near one,
    /// with `otherwise`.
    pub fn suggest<'a>(
        self,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        let near = closest(name, known).map(|near| format!("did you mean «{near}»?"));
        self.hint(near.unwrap_or_else(otherwise))
    }

    /// An input or output error of `action` on a path.
    pub fn io(action: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {action} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", visible(&self.message))?;
        self.hints.iter().try_for_each(|hint| write!(f, "\n  = hint: {}", visible(hint)))
    }
}

impl std::error::Error for Failure {}
