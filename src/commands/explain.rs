//! `explain`: what a finding means, with a wrong and a right example.

use super::{Outcome, Settings, print};
use crate::diagnostics::{Failure, closest, explained, explanation};

/// Prints the explanation of a code.
pub(super) fn run(code: &str, settings: &Settings) -> Result<Outcome, Failure> {
    match explanation(code, settings.lang) {
        Some(text) => print::data(format!("{text}\n").as_bytes())?,
        None => return Err(unknown(code)),
    }
    Ok(Outcome::Done)
}

fn unknown(code: &str) -> Failure {
    let failure = Failure::new(format!("there is no finding «{code}»"));
    let codes = explained();
    match closest(code, codes.iter().copied()) {
        Some(near) => failure.hint(format!("did you mean «{near}»?")),
        None => failure.hint(format!("the findings are {}", codes.join(", "))),
    }
}
