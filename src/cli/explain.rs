//! `explain`: what a finding means, with a wrong and a right example.

use clap::Args;
use regionrapport::Failure;
use regionrapport::fault::{explained, explanation};

use super::Outcome;
use super::terminal::Terminal;

/// Which finding to explain.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The finding's code, such as unknown-field
    #[arg(value_name = "CODE")]
    code: String,
}

/// Prints the explanation of a code.
pub(super) fn run(explain: &Explain, terminal: &Terminal) -> Result<Outcome, Failure> {
    let code = explain.code.as_str();
    let Some(text) = explanation(code, terminal.lang()) else {
        let (codes, failure) = (explained(), Failure::new(format!("there is no finding «{code}»")));
        let list = || format!("the findings are {}", codes.join(", "));
        return Err(failure.suggest(code, codes.iter().copied(), list));
    };
    terminal.data(format!("{text}\n").as_bytes())?;
    Ok(Outcome::Done)
}
