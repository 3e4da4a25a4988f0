//! `explain`: what a finding means, with a wrong and a right example.

use std::fmt::Write;

use clap::Args;
use regionrapport::fault::{Topic, explained, explanation, topics};
use regionrapport::{Failure, Lang, message};

use super::Outcome;
use super::terminal::Terminal;

/// Which finding to explain.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The finding's code, such as unknown-field; all findings by topic, when none is named
    #[arg(value_name = "CODE", add = super::complete::codes())]
    code: Option<String>,
}

/// Prints the explanation of a code, or all codes by topic.
pub(super) fn run(explain: &Explain, terminal: &Terminal) -> Result<Outcome, Failure> {
    let Some(code) = explain.code.as_deref() else {
        terminal.data(list(terminal.lang()).as_bytes())?;
        return Ok(Outcome::Done);
    };
    let Some(text) = explanation(code, terminal.lang()) else {
        let codes = explained();
        let list = || message!("funnene er {}", "the findings are {}", codes.join(", "));
        return Err(Failure::new(message!(
            "det finnes ikke noe funn «{code}»",
            "there is no finding «{code}»",
        ))
        .suggest(code, codes.iter().copied(), list));
    };
    terminal.data(format!("{text}\n").as_bytes())?;
    Ok(Outcome::Done)
}

/// All codes by topic, each with what it means.
fn list(lang: Lang) -> String {
    let topics: Vec<String> = topics(lang).iter().map(topic).collect();
    topics.join("\n")
}

fn topic(topic: &Topic) -> String {
    let mut text = format!("{}\n", topic.title);
    for (code, summary) in &topic.findings {
        let _ = writeln!(text, "  {code:22} {summary}");
    }
    text
}
