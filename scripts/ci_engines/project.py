"""The programme that the engines work on, in a git repository, and helpers that all of them use."""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Fault(Exception):
    """Something is not as it should be."""


def expect(condition, message):
    """Raises a fault with the message unless the condition holds."""
    if not condition:
        raise Fault(message)


def proven(text):
    """Prints what has been proven."""
    print(f"proven: {text}", flush=True)


def only_known(mapping, known, where):
    """Refuses keys that the engine would heed and this emulation does not."""
    unknown = set(mapping) - set(known.split())
    expect(not unknown, f"{where}: {', '.join(map(str, unknown))} is not emulated")


def environment(home, **more):
    """The variables of a machine that runs jobs, without those of the caller but `PATH`."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "CI": "true", "LANG": "C.UTF-8", **more}


def bash(script, folder, env, home):
    """Runs a script as runners do; its exit status, and what it printed."""
    file = home / "script.sh"
    file.write_text(script)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)]
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def merge_folder(source, target):
    """Copies a folder's files into another. Which of two different files wins is not defined, so that is a fault."""
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        copy = target / file.relative_to(source)
        expect(
            not copy.exists() or copy.read_bytes() == file.read_bytes(),
            f"{copy.relative_to(target)} comes from two places and differs; {source.name} brings one of them",
        )
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


def pdfs(folder):
    """The bytes of all reports in a project's `rapporter/`, by their paths."""
    files = sorted((folder / "rapporter").rglob("*.pdf"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def expect_same(found, expected):
    """Expects some reports to be others, by their paths and to the byte."""
    missing, more = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    differ = sorted(path for path in found.keys() & expected.keys() if found[path] != expected[path])
    expect(not missing + more + differ, f"reports missing: {missing}, too many: {more}, different: {differ}")


def expect_junit(file, tests, failures):
    """Expects a number of reports, and of those that failed, in a JUnit file."""
    expect(file.is_file(), f"there is no {file.name}")
    root = ElementTree.parse(file).getroot()
    found = (int(root.get("tests")), int(root.get("failures")))
    expect(found == (tests, failures), f"{file.name} has {found}, not {(tests, failures)}")


def sample(folder, regions, *periods):
    """Makes the data of a programme with some regions and periods."""
    script = ROOT / "scripts/sample-project.py"
    subprocess.run([sys.executable, script, folder, str(regions), *periods], check=True)


class Project:
    """A programme in a clone that somebody works in, and its origin, which engines check out."""

    def __init__(self, work, program):
        self.program, self.folder, self.origin, self.work = program, work / "clone", work / "origin.git", work
        self.home = work / "home"
        self.home.mkdir()
        self.folder.mkdir()
        self.command("init")
        shutil.rmtree(self.folder / "data")
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.origin], check=True)
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", self.origin.as_uri())

    def git(self, *arguments):
        """Runs git in the clone, as somebody with a name; what it printed."""
        names = {f"GIT_{role}_{key}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        command = ["git", *map(str, arguments)]
        env = environment(self.home, **names)
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True)
        expect(done.returncode == 0, f"git {' '.join(command[1:])}: {done.stderr}")
        return done.stdout.strip()

    def command(self, *arguments, folder=None, status=0):
        """Runs the program, which must end with a status; what it printed."""
        command = [self.program, *arguments]
        env = environment(self.home)
        done = subprocess.run(command, cwd=folder or self.folder, env=env, capture_output=True, text=True)
        expect(done.returncode == status, f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def commit(self, message, branch="main"):
        """Commits all that has changed, and pushes it."""
        self.git("add", ".")
        self.git("commit", "-q", "-m", message)
        self.git("push", "-q", "origin", f"HEAD:{branch}")

    def open_pull_request(self, branch):
        """Pushes the merge of a branch into main, which pull requests are checked as, as `refs/pull/1/merge`."""
        self.git("checkout", "-q", "--detach", "origin/main")
        self.git("merge", "-q", "--no-ff", "-m", "Merge", branch)
        self.git("push", "-q", "--force", "origin", "HEAD:refs/pull/1/merge")
        self.git("checkout", "-q", branch)

    def merge_pull_request(self, branch):
        """Merges a branch into main, and pushes it."""
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", "Merge", branch)
        self.git("push", "-q", "origin", "main")

    def checkout(self, folder, ref):
        """A shallow clone of the origin at main or at a ref, as runners make it."""
        self.git("clone", "-q", "--depth=1", "--branch=main", self.origin.as_uri(), folder)
        if ref != "main":
            self.git("-C", folder, "fetch", "-q", "--depth=1", "origin", ref)
            self.git("-C", folder, "checkout", "-q", "FETCH_HEAD")

    def head(self, ref="main"):
        """The commit that a ref of the origin names."""
        return self.git("ls-remote", "origin", ref).split()[0]

    def undisturbed(self):
        """The reports of main, built by one command on one machine."""
        folder = self.work / f"undisturbed-{self.head()}"
        if not folder.exists():
            self.checkout(folder, "main")
            self.command("build", folder=folder)
        return pdfs(folder)

    def replace(self, path, pattern, text):
        """Replaces the first match of a pattern in a file of the clone; the number of its line."""
        file = self.folder / path
        before = file.read_text()
        match = re.search(pattern, before, re.M)
        expect(match, f"{path} has no {pattern}")
        file.write_text(before[: match.start()] + match.expand(text) + before[match.end() :])
        return before.count("\n", 0, match.start()) + 1
