//! The reason why the tool cannot run.

use std::path::Path;
use std::{fmt, io};

use serde::{Deserialize, Serialize};

use super::visible;
use crate::lang::{Lang, Message, message};
use crate::suggest::closest;

/// The reason why the tool cannot run: one message, with hints, in each language. Exit status 2.
///
/// ```
/// use regionrapport::{Failure, Lang, message};
///
/// let name = "nrd";
/// let failure = Failure::new(message!("det finnes ingen rapport «{name}»", "there is no report «{name}»"))
///     .hint(message!("mente du «{}»?", "did you mean «{}»?", "nord"));
/// assert_eq!(
///     failure.written(Lang::Nb),
///     "det finnes ingen rapport «nrd»\n  = tips: mente du «nord»?"
/// );
/// assert!(failure.to_string().starts_with("there is no report «nrd»"));
/// ```
///
/// [`Display`](fmt::Display) writes it in English, as programs expect of errors; for people there is
/// [`written`](Self::written).
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

    /// The failure of a file or folder that must not be there, and is.
    pub fn exists(path: &Path) -> Self {
        Self::new(message!("{} finnes fra før", "{} is there already", path.display()))
    }

    /// What the system refuses: `action` is an infinitive.
    pub fn system(action: &Message, error: &io::Error) -> Self {
        let error = Message::of_io(error);
        Self::new(Message {
            nb: format!("kan ikke {}: {}", action.nb, error.nb),
            en: format!("cannot {}: {}", action.en, error.en),
        })
    }

    /// The same of an action on a path.
    pub fn io(action: &Message, path: &Path, error: &io::Error) -> Self {
        let [nb, en] = [&action.nb, &action.en].map(|text| format!("{text} {}", path.display()));
        Self::system(&Message { nb, en }, error)
    }

    /// The failure in a language, with its hints on lines of their own.
    pub fn written(&self, lang: Lang) -> String {
        let word = lang.choose("tips", "hint");
        let hints =
            self.hints.iter().map(|hint| format!("\n  = {word}: {}", visible(hint.get(lang))));
        std::iter::once(visible(self.message.get(lang)).into_owned()).chain(hints).collect()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(Lang::En))
    }
}

impl std::error::Error for Failure {}
