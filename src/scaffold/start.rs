//! A new project that builds at once.

use super::title;
use crate::model::PeriodId;
use crate::schema::{FileKind, json};

/// A file of a new project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartFile {
    /// Its path below the project's folder.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a new project: a programme with one region, whose first report is on a period.
///
/// `name` is the name of the project's folder, in small ASCII letters.
#[must_use]
pub fn start(name: &str, period: PeriodId) -> Vec<StartFile> {
    let file = |path: String, text: &str| {
        let first = period.year();
        let text = text
            .replace("{navn}", &title(name))
            .replace("{år}", &first.to_string())
            .replace("{neste_år}", &(first + 1).to_string())
            .replace("{slutt}", &period.last_day().to_string())
            .replace("{neste}", &period.successor().last_day().to_string())
            .replace("{program}", name)
            .replace("{periode}", &period.to_string());
        StartFile { path, text }
    };
    let program = format!("data/{name}");
    let region = format!("{program}/regioner/min-region");
    let mut files = vec![
        file("README.md".into(), include_str!("start/README.md")),
        file(".gitignore".into(), "/rapporter/\n"),
        file(".vscode/extensions.json".into(), include_str!("start/extensions.json")),
        file(format!("{program}/program.yaml"), include_str!("start/program.yaml")),
        file(format!("{region}/region.yaml"), include_str!("start/region.yaml")),
        file(format!("{region}/{period}.yaml"), include_str!("start/period.yaml")),
    ];
    let schema = |kind: FileKind| StartFile {
        path: format!("data/schema/{}.json", kind.name()),
        text: json(kind),
    };
    files.extend(FileKind::ALL.map(schema));
    files
}
