//! `build --dry-run`: what would be written, and why.

use regionrapport::output::Reason;
use serde_json::json;

use super::plan::BuildTask;
use crate::cli::terminal::Terminal;
use crate::cli::words;

/// Prints what would be written, and why; gives whether a report would fail for its warnings.
pub(super) fn print_plan(tasks: &[BuildTask], terminal: &Terminal) -> bool {
    let lang = terminal.lang();
    let denied = |task: &BuildTask| {
        let has_warnings = task.cached.as_ref().is_some_and(|cached| !cached.warnings.is_empty());
        terminal.settings.deny_warnings && has_warnings
    };
    for task in tasks {
        let why = match (&task.reason, &task.published) {
            (Some(reason), _) => words::reason(reason, lang),
            (None, Some(Ok(publication))) => words::published_on(publication.latest().dato.0, lang),
            (None, _) => words::unchanged(lang).to_owned(),
        };
        if denied(task) {
            terminal.line(&words::denied(&task.id.to_string(), lang));
        } else if task.reason.is_some() || task.published.is_some() {
            terminal.line(&format!("{}: {why}", task.id));
        }
        terminal.event(&json!({
            "kind": "plan", "report": task.id.to_string(),
            "build": task.reason.is_some(), "reason": why,
            "code": task.reason.as_ref().map(Reason::code), "fails": denied(task),
        }));
    }
    let stale = tasks.iter().filter(|task| task.reason.is_some()).count();
    let published = tasks.iter().filter(|task| task.published.is_some()).count();
    let unchanged = tasks.len() - stale - published;
    terminal.line(&words::planned([stale, unchanged, published], lang));
    tasks.iter().any(denied)
}
