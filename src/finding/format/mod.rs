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

    /// The findings in this format, with a line end after each line. `root` is put before the
    /// paths of files, which are otherwise relative to the project's folder.
    pub fn write(self, findings: &[Finding], lang: Lang, root: &str) -> String {
        let line: fn(&Finding, Lang, &str) -> String = match self {
            Self::Human => |finding, lang, _| render(finding, lang),
            Self::Short => short::line,
            Self::Json => json::line,
            Self::Github => github::line,
            Self::Sarif => return sarif::log(findings, lang, root),
        };
        findings.iter().map(|finding| line(finding, lang, root) + "\n").collect()
    }
}

/// A file's path with the project's folder before it.
fn path_from(root: &str, path: &str) -> String {
    match root.trim_end_matches('/') {
        "" | "." => path.to_owned(),
        root => format!("{root}/{path}"),
    }
}
