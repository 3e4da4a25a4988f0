//! A new project that builds at once.

use super::title;
use crate::model::PeriodId;
use crate::schema::{FileKind, json};

/// The files of a new project, each by its path below the project's folder and its text: a programme
/// with one region, whose first report is on a period.
///
/// `name` is the name of the project's folder, in small ASCII letters.
pub fn start(name: &str, period: PeriodId) -> Vec<(String, String)> {
    let program = format!("data/{name}");
    let region = format!("{program}/regioner/min-region");
    let mut files = vec![
        ("README.md".into(), include_str!("start/README.md")),
        (".gitattributes".into(), include_str!("start/gitattributes")),
        (".gitignore".into(), "/rapporter/\n/nettsted/\n"),
        (".vscode/extensions.json".into(), include_str!("start/extensions.json")),
        (".vscode/settings.json".into(), include_str!("start/settings.json")),
        (format!("{program}/program.yaml"), include_str!("start/program.yaml")),
        (format!("{region}/region.yaml"), include_str!("start/region.yaml")),
        (format!("{region}/{period}.yaml"), include_str!("start/period.yaml")),
    ]
    .into_iter()
    .map(|(path, text)| (path, filled_in(text, name, period)))
    .collect::<Vec<_>>();
    files.extend(
        FileKind::ALL.map(|kind| (format!("data/schema/{}.json", kind.name()), json(kind))),
    );
    files
}

/// The text of a new template, which makes a report of the project's own; `title` is what it is called, and `name`
/// that of its file without `.typ`.
pub fn template(title: &str, name: &str) -> String {
    let text = include_str!("start/template.typ");
    text.replace("{tittel}", &super::title(title)).replace("{navn}", name)
}

/// A text with the names and days of a new project in place of the words in braces.
fn filled_in(text: &str, name: &str, period: PeriodId) -> String {
    text.replace("{navn}", &title(name))
        .replace("{år}", &period.year().to_string())
        .replace("{neste_år}", &(period.year() + 1).to_string())
        .replace("{slutt}", &period.last_day().to_string())
        .replace("{neste}", &period.successor().last_day().to_string())
        .replace("{program}", name)
        .replace("{periode}", &period.to_string())
}
