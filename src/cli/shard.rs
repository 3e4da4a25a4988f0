//! Which share of the reports this machine is to build.

use std::str::FromStr;

use regionrapport::project::Shard;
use regionrapport::{Failure, message};

use super::environment::variable;

/// Which share of the reports is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShardChoice {
    /// This one.
    Given(Shard),
    /// The share that the variables of the CI engine name; a count overrides the engine's.
    Auto(Option<usize>),
}

/// Engines that run a job on several machines: the variable with the machine's number, the one
/// with how many there are, and the first number.
const ENGINES: [(&str, Option<&str>, usize); 6] = [
    // https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/
    ("JOB_COMPLETION_INDEX", None, 0),
    // https://docs.gitlab.com/ci/variables/predefined_variables/
    ("CI_NODE_INDEX", Some("CI_NODE_TOTAL"), 1),
    // https://circleci.com/docs/reference/variables/
    ("CIRCLE_NODE_INDEX", Some("CIRCLE_NODE_TOTAL"), 0),
    // https://buildkite.com/docs/pipelines/configure/environment-variables
    ("BUILDKITE_PARALLEL_JOB", Some("BUILDKITE_PARALLEL_JOB_COUNT"), 0),
    // https://cloud.google.com/run/docs/container-contract
    ("CLOUD_RUN_TASK_INDEX", Some("CLOUD_RUN_TASK_COUNT"), 0),
    // https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
    ("AWS_BATCH_JOB_ARRAY_INDEX", Some("AWS_BATCH_JOB_ARRAY_SIZE"), 0),
];

/// `3/8`, `auto` or `auto/8`.
impl FromStr for ShardChoice {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let (number, count) = match text.split_once('/') {
            Some((number, count)) => (number, Some(count.parse().ok())),
            None => (text, None),
        };
        match (number, count) {
            ("auto", None) => Some(Self::Auto(None)),
            ("auto", Some(Some(1..))) => Some(Self::Auto(count.flatten())),
            (number, Some(Some(count))) => {
                let number = number.parse().ok();
                number.and_then(|number| Shard::new(number, count)).map(Self::Given)
            }
            _ => None,
        }
        .ok_or_else(|| {
            Failure::new(message!(
                "en del er for eksempel 3/8, den tredje av åtte; auto/8 eller auto leser nummeret \
                 fra miljøvariablene",
                "a share is such as 3/8, the third of eight; auto/8 or auto reads the number \
                 from the engine's environment",
            ))
        })
    }
}

impl ShardChoice {
    /// The share that is selected on this machine.
    ///
    /// # Errors
    /// The environment names no share, no count, or a share beyond the count.
    pub(super) fn resolve(self) -> Result<Shard, Failure> {
        let given = match self {
            Self::Given(shard) => return Ok(shard),
            Self::Auto(count) => count,
        };
        let engine = ENGINES.iter().find_map(|(index, total, first)| {
            Some((index, number(index)?, total.and_then(number), first))
        });
        let Some((index, number, total, first)) = engine else {
            let names: Vec<&str> = ENGINES.iter().map(|(index, ..)| *index).collect();
            return Err(Failure::new(message!(
                "miljøvariablene sier ikke hvilken del det gjelder",
                "the environment does not tell which share is meant",
            ))
            .hint(message!(
                "sett en av {}, eller skriv --shard 3/8",
                "set one of {}, or write --shard 3/8",
                names.join(", "),
            )));
        };
        let Some(count) = given.or(total) else {
            return Err(Failure::new(message!(
                "miljøvariablene sier ikke hvor mange deler det er",
                "the environment does not tell how many shares there are",
            ))
            .hint(message!(
                "skriv hvor mange det er, for eksempel --shard auto/8",
                "write how many there are, such as --shard auto/8",
            )));
        };
        let shard = number.checked_sub(*first).and_then(|n| Shard::new(n + 1, count));
        shard.ok_or_else(|| {
            Failure::new(message!(
                "{index} er {number}, og det er {count} deler",
                "{index} is {number}, and there are {count} shares",
            ))
            .hint(message!("den teller fra {first}", "it counts from {first}"))
        })
    }
}

/// The number in a variable.
fn number(name: &str) -> Option<usize> {
    variable(name).and_then(|text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_parsed() {
        let given = ShardChoice::Given(Shard { number: 3, count: 8 });
        assert_eq!("3/8".parse(), Ok(given));
        assert_eq!("auto".parse(), Ok(ShardChoice::Auto(None)));
        assert_eq!("auto/8".parse(), Ok(ShardChoice::Auto(Some(8))));
        for wrong in ["0/8", "9/8", "8", "3/0", "auto/0", "a/8", "3/", "/", ""] {
            assert!(wrong.parse::<ShardChoice>().is_err(), "{wrong}");
        }
    }
}
