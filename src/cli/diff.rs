//! `diff`: what changed between two periods of a region.

mod words;

use clap::Args;
use regionrapport::finding::{MessageFormat, has_errors};
use regionrapport::model::values::Text;
use regionrapport::standing::{Change, ChangeValue, Field, Standing, Subject, Trend, changes};
use regionrapport::{Case, Failure, Lang, Message, Workspace, message};
use serde::Serialize;

use super::Outcome;
use super::terminal::Terminal;

/// Which periods to compare.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The earlier report, such as nord/2026-k2
    #[arg(value_name = "A", add = super::complete::reports())]
    before: String,
    /// The later report, such as nord/2026-k3
    #[arg(value_name = "B", add = super::complete::reports())]
    pub(super) after: String,
}

/// The changes as JSON has them: a line for the two reports, then one for each change.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum JsonLine<'a> {
    Diff { version: u32, fra: String, til: String },
    Change(JsonChange<'a>),
}

/// The version of the lines; keys are added without changing it.
const VERSION: u32 = 1;

/// A change as JSON has it; names and units as they are written, not as a page shows them.
#[derive(Serialize)]
struct JsonChange<'a> {
    art: Subject,
    id: &'a str,
    navn: Option<&'a str>,
    felt: Field,
    enhet: Option<&'a str>,
    fra: Option<JsonValue<'a>>,
    til: Option<JsonValue<'a>>,
    rettet: bool,
    retning: Trend,
}

/// A value; a text as it is written.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonValue<'a> {
    Text(&'a str),
    Other(&'a ChangeValue),
}

impl<'a> From<&'a ChangeValue> for JsonValue<'a> {
    fn from(value: &'a ChangeValue) -> Self {
        match value {
            ChangeValue::Text(text) => Self::Text(text.as_str()),
            other => Self::Other(other),
        }
    }
}

impl<'a> From<&'a Change> for JsonChange<'a> {
    fn from(change: &'a Change) -> Self {
        let Change { art, felt, rettet, retning, .. } = *change;
        let [fra, til] =
            [&change.fra, &change.til].map(|value| value.as_ref().map(JsonValue::from));
        let navn = change.navn.as_ref().map(Text::as_str);
        let enhet = change.enhet.as_ref().map(Text::as_str);
        Self { art, id: &change.id, navn, felt, enhet, fra, til, rettet, retning }
    }
}

/// Prints the changes from one report to another of the same region.
pub(super) fn run(diff: &Diff, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workspace = Workspace::open(&terminal.settings.root)?;
    let before = case(&workspace, &diff.before)?;
    let after = case(&workspace, &diff.after)?;
    let (a, b) = (before.id(), after.id());
    if (&a.program, &a.region) != (&b.program, &b.region) {
        return Err(Failure::new(message!(
            "{a} og {b} gjelder ikke samme region",
            "{a} and {b} are not of the same region",
        ))
        .hint(example()));
    }
    let findings = [before.file_findings(), after.file_findings()].concat();
    let standings = standing(&before).zip(standing(&after));
    let Some((earlier, later)) = standings.filter(|_| !has_errors(&findings)) else {
        return Ok(terminal.findings(findings));
    };
    let endringer = changes(earlier, later);
    let text = match terminal.settings.message_format {
        MessageFormat::Json => {
            let (fra, til) = (a.to_string(), b.to_string());
            let lines = endringer.iter().map(|change| JsonLine::Change(change.into()));
            std::iter::once(JsonLine::Diff { version: VERSION, fra, til })
                .chain(lines)
                .map(|line| json(&line))
                .collect::<Result<String, Failure>>()?
        }
        _ => human(&endringer, terminal.lang()),
    };
    terminal.data(text.as_bytes())?;
    Ok(terminal.findings_beside_data(findings))
}

/// The case of the one region's report that a name means.
fn case(workspace: &Workspace, name: &str) -> Result<Case, Failure> {
    let case = workspace.case(name)?;
    if case.id().region.is_some() {
        return Ok(case);
    }
    Err(Failure::new(message!(
        "{} er rapporten til et program",
        "{} is a programme's report",
        case.id(),
    ))
    .hint(example()))
}

/// The hint what to name.
fn example() -> Message {
    message!(
        "oppgi to perioder for én region, for eksempel nord/2026-k2 nord/2026-k3",
        "name two periods of one region, such as nord/2026-k2 nord/2026-k3",
    )
}

/// Where a case's region stands at its end.
fn standing(case: &Case) -> Option<&Standing> {
    case.loaded()?.regions.first()?.standing.as_ref()
}

fn json(line: &JsonLine<'_>) -> Result<String, Failure> {
    serde_json::to_string(line).map(|json| json + "\n").map_err(|e| {
        Failure::new(message!(
            "kan ikke skrive endringene som JSON: {e}",
            "cannot write the changes as JSON: {e}",
        ))
    })
}

fn human(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return lang.choose("ingen endringer\n", "no changes\n").into();
    }
    changes.iter().map(|change| words::line(change, lang) + "\n").collect()
}
