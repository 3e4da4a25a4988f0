//! Findings as text: for people, for scripts, for code scanning, for pull requests.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use super::Finding;
use crate::lang::Lang;

pub use human::{paint, render};

/// A format for findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum MessageFormat {
    /// Message, source line and remedy
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 log, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

impl MessageFormat {
    /// Whether programs rather than people read it.
    pub fn is_for_programs(self) -> bool {
        matches!(self, Self::Short | Self::Json | Self::Sarif | Self::Github)
    }

    /// The findings in this format, with a line end after each line.
    pub fn write(self, findings: &[Finding], lang: Lang) -> String {
        let line: fn(&Finding, Lang) -> String = match self {
            Self::Human => render,
            Self::Short => short::line,
            Self::Json => json::line,
            Self::Github => github::line,
            Self::Sarif => return sarif::log(findings, lang),
        };
        findings.iter().map(|finding| line(finding, lang) + "\n").collect()
    }
}
