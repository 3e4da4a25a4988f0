//! `explain`: what a finding means, with a wrong and a right example.

use clap::Args;
use regionrapport::fault::{explained, explanation};
use regionrapport::{Failure, message};

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
