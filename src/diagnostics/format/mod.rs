//! Findings as text: for people, for scripts, for code scanning, for pull requests.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use super::{Finding, Lang};

pub use human::{paint, render};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MessageFormat {
    /// Message, source line and remedy, with colour.
    #[default]
    Human,
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 log, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
}

impl MessageFormat {
    /// All formats with their names.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Human, "human"),
        (Self::Short, "short"),
        (Self::Json, "json"),
        (Self::Sarif, "sarif"),
        (Self::Github, "github"),
    ];

    /// Whether it is made for programs rather than people.
    #[must_use]
    pub fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Github)
    }

    /// All findings in this format, each line with its end. `root` is put before the paths of
    /// files, which are shown from the project's folder otherwise.
    #[must_use]
    pub fn write(self, findings: &[Finding], lang: Lang, root: &str) -> String {
        let lines = |line: fn(&Finding, Lang, &str) -> String| {
            findings.iter().map(|finding| line(finding, lang, root) + "\n").collect()
        };
        match self {
            Self::Human => lines(|finding, lang, _| render(finding, lang)),
            Self::Short => lines(short::line),
            Self::Json => lines(json::line),
            Self::Sarif => sarif::log(findings, lang, root),
            Self::Github => lines(github::line),
        }
    }
}

/// A file's path with the project's folder before it.
fn path_from(root: &str, path: &str) -> String {
    match root.trim_end_matches('/') {
        "" | "." => path.to_owned(),
        root => format!("{root}/{path}"),
    }
}
