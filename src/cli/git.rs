//! Queries of git for changed files.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use regionrapport::Failure;

/// The files that differ from a revision, by their paths below the project's folder; also those
/// that are gone, and new ones that git does not know yet.
///
/// # Errors
/// Git cannot be run, or does not know the revision.
pub(super) fn changed_since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Failure> {
    let commit = format!("{revision}^{{commit}}");
    let commit =
        git(root, &["rev-parse", "--verify", "--end-of-options", &commit]).map_err(|failure| {
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

/// Runs git and gives its standard output.
fn git(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|e| {
        Failure::new(format!("cannot run git: {e}"))
            .hint("install git, or leave out --changed-since")
    })?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        let error = error.trim().trim_start_matches("fatal: ");
        return Err(Failure::new(format!("git says: {error}")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
