//! A finding: one fault in the user's files.

use serde::{Deserialize, Serialize};

use super::Place;
use crate::fault::Fault;
use crate::lang::Lang;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Severity {
    /// The report would be wrong, so it is not written.
    Error,
    /// The report is written, but probably not as its writer intended.
    Warning,
}

/// A fault in the user's files.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, with the facts that its words show.
    pub fault: Fault,
    /// Where it is.
    pub place: Place,
    /// Other places that the finding concerns, such as the first of two equal keys.
    pub related: Vec<Related>,
}

/// A second place of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// How it is related.
    pub note: Note,
    /// Where it is.
    pub place: Place,
}

/// How a second place is related to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Note {
    /// The first of two that must not be equal.
    First,
    /// Where the ids that may be used are defined.
    Defined,
    /// The call of a template's function, with its name if it has one.
    Called(Option<String>),
    /// The same in a built-in template.
    BuiltIn(Option<String>),
    /// The value of the data that a template's fault is about.
    Value,
}

impl Finding {
    /// A finding at a place.
    pub fn new(severity: Severity, fault: impl Into<Fault>, place: Place) -> Self {
        Self { severity, fault: fault.into(), place, related: Vec::new() }
    }

    /// An error at a place.
    pub fn error(fault: impl Into<Fault>, place: Place) -> Self {
        Self::new(Severity::Error, fault, place)
    }

    /// A warning at a place.
    pub fn warning(fault: impl Into<Fault>, place: Place) -> Self {
        Self::new(Severity::Warning, fault, place)
    }

    /// The same finding with a second place.
    pub fn related_to(mut self, note: Note, place: Place) -> Self {
        self.related.push(Related { note, place });
        self
    }

    /// The stable name of its fault, such as `unknown-field`.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// What is wrong: lower case, without full stop.
    pub fn message(&self, lang: Lang) -> String {
        self.fault.message(lang)
    }

    /// What to do about it: lower case, without full stop.
    pub fn hint(&self, lang: Lang) -> String {
        self.fault.hint(lang)
    }
}

impl Severity {
    /// The word for it in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Error => lang.choose("feil", "error"),
            Self::Warning => lang.choose("advarsel", "warning"),
        }
    }
}

impl Note {
    /// What the place is, in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::First => lang.choose("første gang her", "first written here").into(),
            Self::Defined => lang.choose("id-ene står her", "the ids are here").into(),
            Self::Value => lang.choose("verdien står her", "the value is here").into(),
            Self::Called(name) => {
                let called = lang.choose("brukt herfra", "called from here");
                name.as_ref().map_or(called.into(), |name| format!("{called} ({name})"))
            }
            Self::BuiltIn(name) => {
                let called = lang.choose("i en innebygd fil", "in a built-in file");
                name.as_ref().map_or(called.into(), |name| format!("{called} ({name})"))
            }
        }
    }
}
