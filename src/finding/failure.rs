//! The reason why the tool cannot run.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::visible;
use crate::lang::{Lang, Message};
use crate::message;
use crate::suggest::closest;

/// The reason why the tool cannot run: one message, with hints. Exit status 2.
///
/// Shown as it is, it is English; [`written`](Self::written) gives another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What could not be done and why, lower case, without full stop.
    pub message: Message,
    /// What the user can do about it.
    pub hints: Vec<Message>,
}

impl Failure {
    /// A failure without hints.
    pub fn new(message: Message) -> Self {
        Self { message, hints: Vec::new() }
    }

    /// The same failure with one more hint.
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// The same failure with the nearest of the names that are known as a hint; without a near one,
    /// with `otherwise`.
    pub fn suggest<'a>(
        self,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
        otherwise: impl FnOnce() -> Message,
    ) -> Self {
        let near = closest(name, known);
        let near = near.map(|near| message!("mente du «{}»?", "did you mean «{}»?", near));
        self.hint(near.unwrap_or_else(otherwise))
    }

    /// An input or output error of `action`, an infinitive, on a path.
    pub fn io(action: &Message, path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        Self::new(Message {
            nb: format!("kan ikke {} {path}: {}", action.nb, Message::of_io(error).nb),
            en: format!("cannot {} {path}: {error}", action.en),
        })
    }

    /// The failure in a language, with its hints on lines of their own.
    pub fn written(&self, lang: Lang) -> String {
        let word = lang.choose("tips", "hint");
        let hints = self.hints.iter().map(|hint| format!("\n  = {word}: {}", visible(hint.get(lang))));
        std::iter::once(visible(self.message.get(lang)).into_owned()).chain(hints).collect()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(Lang::En))
    }
}

impl std::error::Error for Failure {}
