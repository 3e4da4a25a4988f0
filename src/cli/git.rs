//! Queries of git for changed files.
//!
//! The project may come from anybody, and git runs what its settings name. So nothing is asked that
//! reads the content of files through programs, settings that run programs are off, and a repository
//! that lies among the data is not taken for the project's own.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use regionrapport::{Failure, message};

/// Settings of git, all of which would run programs or read from elsewhere if they were others.
const SETTINGS: [&str; 10] = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.pager=cat",
    "diff.external=",
    "protocol.allow=never",
    "submodule.recurse=false",
];
/// Variables that do the same.
const VARIABLES: [(&str, &str); 3] = [
    // The index is not refreshed, so that no hook is run.
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
];

/// The files that differ from a revision, by their paths below the project's folder; also those
/// that are gone, and new ones that git does not know yet.
///
/// # Errors
/// Git cannot be run, or does not know the revision.
pub(super) fn changed_since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Failure> {
    refuse_bare_repository(root)?;
    if revision.trim_matches('.').trim().is_empty() {
        return Err(Failure::new(message!(
            "--changed-since har ingen revisjon",
            "--changed-since has no revision",
        ))
        .hint(message!(
            "oppgi en commit, en gren eller en tagg; er den fra en variabel, så er variabelen tom",
            "name a commit, branch or tag; if it is from a variable, that is empty",
        )));
    }
    let commit = match revision.split_once("..") {
        Some((from, to)) => {
            let (from, until) =
                (commit_of(root, from)?, commit_of(root, to.trim_start_matches('.'))?);
            if until != commit_of(root, "HEAD")? {
                return Err(not_checked_out(to.trim_start_matches('.')));
            }
            let is_of_branch = to.starts_with('.');
            if is_of_branch {
                git(root, &["merge-base", &from, &until])?.trim().to_owned()
            } else {
                from
            }
        }
        None => commit_of(root, revision)?,
    };
    let mut files = changed_since_commit(root, &commit)?;
    for (path, commit) in submodules(root, &commit)? {
        let inner = root.join(&path);
        // One that is not checked out has no files, and one whose commit is not there has changed as a whole.
        match changed_since_commit(&inner, &commit) {
            Ok(changed) => files.extend(changed.iter().map(|file| format!("{path}/{file}"))),
            Err(_) => {
                files.insert(path);
            }
        }
    }
    Ok(files)
}

/// The failure for a range that ends elsewhere than the work tree.
fn not_checked_out(revision: &str) -> Failure {
    Failure::new(message!(
        "«{revision}» er ikke det som er hentet ut, og bare det kan bygges",
        "«{revision}» is not what is checked out, and only that can be built",
    ))
    .hint(message!(
        "sjekk den ut, eller la området slutte med HEAD",
        "check it out, or let the range end with HEAD",
    ))
}

/// The commit that a revision names; an empty name is `HEAD`.
fn commit_of(root: &Path, revision: &str) -> Result<String, Failure> {
    let revision = if revision.is_empty() { "HEAD" } else { revision };
    let wanted = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]);
    commit.map(|commit| commit.trim().to_owned()).map_err(|failure| {
        if failure.message.en.contains("not a git repository") {
            return Failure::new(message!(
                "prosjektet ligger ikke i et git-repositorium: hva som er endret, er ikke kjent",
                "the project lies in no repository of git: what has changed is not known",
            ))
            .hint(message!(
                "kjør uten --changed-since, eller klon prosjektet med git",
                "leave out --changed-since, or clone the project with git",
            ));
        }
        if !failure.message.en.ends_with("git says: ") {
            return failure;
        }
        Failure::new(message!("git kjenner ikke «{revision}»", "git does not know «{revision}»"))
            .hint(message!(
                "oppgi en commit, en gren eller en tagg; en grunn klone kan mangle den, så hent \
                 hele historikken (i GitHub Actions: fetch-depth: 0)",
                "name a commit, branch or tag; a shallow clone may lack it, so fetch \
                 the whole history (in GitHub Actions: fetch-depth: 0)",
            ))
    })
}

/// The files below a folder that differ from a commit, and those that git does not know.
fn changed_since_commit(root: &Path, commit: &str) -> Result<BTreeSet<String>, Failure> {
    let diff = [
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        "--relative",
        "-z",
        commit,
        "--",
        ".",
    ];
    // Attributes come from the tree without files: no filters, drivers or text conversions are named.
    let empty = git(root, &["hash-object", "-t", "tree", "--stdin"])?;
    let attributes = format!("--attr-source={}", empty.trim());
    let diff = [[attributes.as_str()].as_slice(), &diff].concat();
    let new = ["ls-files", "--others", "--exclude-standard", "-z"];
    let files = git(root, &diff)? + &git(root, &new)?;
    Ok(files.split_terminator('\0').map(str::to_owned).collect())
}

/// The submodules below a folder, each with the commit that it was at in a commit.
fn submodules(root: &Path, commit: &str) -> Result<Vec<(String, String)>, Failure> {
    let tree = git(root, &["ls-tree", "-r", "-z", commit, "--", "."])?;
    let entries = tree.split_terminator('\0').filter_map(|entry| {
        let (kind, path) = entry.split_once('\t')?;
        let commit = kind.strip_prefix("160000 commit ")?;
        // Only what is checked out has a repository of its own.
        root.join(path).join(".git").exists().then(|| (path.to_owned(), commit.to_owned()))
    });
    Ok(entries.collect())
}

/// Refuses a folder that git would take for a repository of its own, though it lies in another: older
/// versions of git do not know the setting for it.
fn refuse_bare_repository(root: &Path) -> Result<(), Failure> {
    let folders = root.ancestors().take_while(|folder| !folder.join(".git").exists());
    for folder in folders {
        let parts = ["HEAD", "objects", "refs"].map(|part| folder.join(part));
        if parts.iter().all(|part| part.exists()) {
            return Err(Failure::new(message!(
                "{} ser ut som et git-repositorium",
                "{} looks like a repository of git",
                folder.display(),
            ))
            .hint(message!(
                "ta bort HEAD, objects og refs fra mappen, eller kjør uten --changed-since; med \
                 dem kunne prosjektet kjøre programmer",
                "remove HEAD, objects and refs from it, or leave out --changed-since; with them, \
                 the project could run programs",
            )));
        }
    }
    Ok(())
}

/// Runs git and gives its standard output.
fn git(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let settings = SETTINGS.iter().flat_map(|setting| ["-c", setting]);
    let mut command = Command::new("git");
    command.arg("--no-pager").args(settings).arg("-C").arg(root).args(arguments);
    command.envs(VARIABLES).env_remove("GIT_EXTERNAL_DIFF").stdin(Stdio::null());
    let output = command.output();
    let output = output.map_err(|e| {
        Failure::system(&message!("kjøre git", "run git"), &e).hint(message!(
            "installer git, eller kjør uten --changed-since",
            "install git, or leave out --changed-since",
        ))
    })?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        let error = error.trim().trim_start_matches("fatal: ");
        return Err(Failure::new(message!("git sier: {error}", "git says: {error}")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
