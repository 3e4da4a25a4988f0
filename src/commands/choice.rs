//! Which reports are meant.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::environment::variable;
use crate::diagnostics::Failure;
use crate::project::{Project, ReportId, Shard, affected, newest, select};

/// A choice of reports: those that every part of it fits.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Names and patterns; all reports, when there are none.
    pub names: Vec<String>,
    /// Only the newest report of each region and programme.
    pub latest: bool,
    /// Only what may have changed since this revision of git.
    pub changed_since: Option<String>,
}

impl Choice {
    /// The reports that are meant, in order.
    ///
    /// # Errors
    /// A name that means nothing, or a revision that git does not know.
    pub(super) fn reports(&self, project: &Project) -> Result<Vec<ReportId>, Failure> {
        let mut reports = select(project, &self.names)?;
        if self.latest {
            let newest = newest(project.reports());
            reports.retain(|id| newest.contains(id));
        }
        match &self.changed_since {
            None => Ok(reports),
            Some(revision) => {
                let changed = changed_since(&project.root, revision)?;
                Ok(affected(project, reports, &changed))
            }
        }
    }
}

/// The files that differ from a revision, by their paths below the project's folder; also those
/// that are gone, and new ones that git does not know yet.
fn changed_since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Failure> {
    let commit = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--end-of-options", &commit])
        .map_err(|failure| {
            failure.hint(
                "name a commit, branch or tag; a shallow clone may lack it, so fetch \
                 the whole history (in GitHub Actions: fetch-depth: 0)",
            )
        })?;
    let diff = ["diff", "--name-only", "--no-renames", "--relative", "-z", commit.trim()];
    let new = ["ls-files", "--others", "--exclude-standard", "-z"];
    let files = git(root, &diff)? + &git(root, &new)?;
    Ok(files.split_terminator('\0').map(str::to_owned).collect())
}

/// What git says.
fn git(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|e| {
        Failure::new(format!("cannot run git: {e}"))
            .hint("install git, or leave out --changed-since")
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().trim_start_matches("fatal: ");
        return Err(Failure::new(format!("git says: {said}")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Which share of the reports is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardChoice {
    /// This one.
    Given(Shard),
    /// The one that the engine which runs many machines names in the environment, of so many,
    /// if the engine does not tell how many.
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

impl ShardChoice {
    /// Reads `3/8`, `auto` or `auto/8`.
    ///
    /// # Errors
    /// It is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
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
            "a share is such as 3/8, the third of eight; auto/8 or auto reads the number \
             from the engine's environment"
                .into()
        })
    }

    /// The share that is meant here.
    pub(super) fn here(self) -> Result<Shard, Failure> {
        let given = match self {
            Self::Given(shard) => return Ok(shard),
            Self::Auto(count) => count,
        };
        let number = |name: &str| variable(name).and_then(|text| text.parse().ok());
        let found = ENGINES.iter().find_map(|(index, total, first)| {
            Some((index, number(index)?, total.and_then(number), first))
        });
        let Some((index, number, total, first)) = found else {
            let names: Vec<&str> = ENGINES.iter().map(|(index, ..)| *index).collect();
            return Err(Failure::new(
                "the environment does not tell which share is meant",
            )
            .hint(format!("set one of {}, or write --shard 3/8", names.join(", "))));
        };
        let Some(count) = given.or(total) else {
            return Err(Failure::new(
                "the environment does not tell how many shares there are",
            )
            .hint("write how many there are, such as --shard auto/8"));
        };
        let shard = number.checked_sub(*first).and_then(|n| Shard::new(n + 1, count));
        shard.ok_or_else(|| {
            Failure::new(format!("{index} is {number}, and there are {count} shares"))
                .hint(format!("it counts from {first}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_they_are_written() {
        let shard = |number, count| ShardChoice::Given(Shard { number, count });
        assert_eq!(ShardChoice::parse("3/8"), Ok(shard(3, 8)));
        assert_eq!(ShardChoice::parse("auto"), Ok(ShardChoice::Auto(None)));
        assert_eq!(ShardChoice::parse("auto/8"), Ok(ShardChoice::Auto(Some(8))));
        for wrong in ["0/8", "9/8", "8", "3/0", "auto/0", "a/8", "3/", "/", ""] {
            assert!(ShardChoice::parse(wrong).is_err(), "{wrong}");
        }
    }
}
