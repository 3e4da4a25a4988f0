#!/usr/bin/env python3
"""Compares what the program of another revision writes with what this one writes, byte for byte.

    scripts/same-outputs.py REVISION            builds both programs (release), then compares
    scripts/same-outputs.py REVISION OLD NEW    compares two programs that are there

Compared are, with the data of this repository: all reports as PDF, pages as PNG and SVG, their data as
JSON, the schemas, the new files that commands make, what commands print; and for every file of REVISION's
tests/invalid, and for the projects below DIR of each `--projects DIR`: findings in all formats and both
languages. Exit status 1 if anything differs.
"""

import argparse
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n"
REGION = "navn: Nord\nsøkerkommune: Storvik\n"
PERIOD = "type: sluttrapport\n"


def git(*args):
    return subprocess.run(["git", *args], cwd=ROOT, check=True, capture_output=True).stdout


def build(revision):
    """The programs of a revision and of the work tree."""
    there = ROOT / "target" / "same-outputs"
    shutil.rmtree(there, ignore_errors=True)
    git("worktree", "prune")
    git("worktree", "add", "--detach", str(there), revision)
    env = {**os.environ, "CARGO_TARGET_DIR": str(ROOT / "target")}
    programs = []
    for folder in (there, ROOT):
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=folder, env=env, check=True)
        program = ROOT / "target" / f"same-outputs-{len(programs)}"
        shutil.copy(ROOT / "target/release/regionrapport", program)
        programs.append(program)
    git("worktree", "remove", "--force", str(there))
    return programs


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def fixtures(revision, folder):
    """A project for each file of tests/invalid, as the tests have them."""
    names = git("ls-tree", "-r", "--name-only", revision, "tests/invalid").decode().split()
    source = lambda name: git("show", f"{revision}:tests/source/{name}")
    plan, earlier = source("plan.yaml"), source("earlier.yaml")
    projects = []
    for name in names:
        kind, text = Path(name).parent.name, git("show", f"{revision}:{name}")
        root = folder / kind / Path(name).stem
        parts = {"program.yaml": PROGRAM, "regioner/nord/region.yaml": REGION}
        if kind == "status":
            after = re.search(rb"^# After: (\S+)", text, re.M)
            after = after.group(1).decode() if after else "2026-k2"
            parts["regioner/nord/region.yaml"] = plan
            parts[f"regioner/nord/{after}.yaml"] = earlier
            parts["regioner/nord/2026-k3.yaml"] = text
        else:
            parts["regioner/nord/2026.yaml"] = PERIOD
            where = {"program": "program.yaml", "region": "regioner/nord/region.yaml"}
            parts[where.get(kind, "regioner/nord/2026.yaml")] = text
        for path, content in parts.items():
            content = content.encode() if isinstance(content, str) else content
            write(root / "data/p" / path, content)
        projects.append(root)
    return projects


def printed(program, args, cwd):
    """Exit status, output and errors, without times."""
    env = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1789948800"}
    run = subprocess.run([program, *args], cwd=cwd, env=env, capture_output=True, timeout=600)
    text = run.stdout + b"\n--- errors\n" + run.stderr + b"\n--- exit %d" % run.returncode
    return re.sub(rb" (p\xc3\xa5|in) \d+[,.]\d s\b", b"", text)


def messages(program, root):
    """Everything that is said of a project."""
    texts = []
    for lang in ("nb", "en"):
        for form in ("human", "short", "json", "sarif", "github"):
            texts.append(printed(program, ["check", "--lang", lang, "--message-format", form], root))
    texts.append(printed(program, ["check", "--complete"], root))
    return texts


def repository(program, folder):
    """What the program writes and prints of this repository's data, as files below a folder."""
    project = folder / "project"
    project.mkdir(parents=True)
    shutil.copytree(ROOT / "data", project / "data")
    run = lambda name, *args: write(folder / "printed" / name, printed(program, args, project))
    run("build", "build")
    run("again", "build")
    run("dry-run", "build", "-n", "--message-format", "json")
    run("png", "build", "rana/2018", "nord/2026-k3", "eksempelprogrammet/2026-k3", "-f", "png")
    run("svg", "build", "rana/2018", "nord/2026-k3", "-f", "svg")
    for template in ("enside", "sluttrapport"):
        run(template, "build", "nord/2026-k3", "fjord/2026-k3", "-t", template)
    run("deps", "build", "nord", "--force", "--deps", "deps.mk", "--junit", "junit.xml")
    for report in ("rana/2018", "nord/2026-k3", "fjord/2026-k4", "eksempelprogrammet/2026-k3"):
        run("data-" + report.replace("/", "-"), "data", report)
    for kind in ("program", "region", "period", "report"):
        run("schema-" + kind, "schema", kind)
    commands = ["build", "merge", "check", "watch", "explain", "data", "diff", "init", "new", "template", "schema"]
    for command in commands:
        run("help-" + command, command, "--help")
    run("check", "check", "--pages", "--complete")
    run("check-json", "check", "--message-format", "json")
    for form in ("human", "json"):
        run("diff-" + form, "diff", "nord/2026-k2", "nord/2026-k3", "--message-format", form)
    run("list", "template", "list")
    run("new-period", "new", "period", "nord")
    run("new-region", "new", "region", "eksempelprogrammet/Ny region")
    run("init", "init", "new-project")
    run("eject", "template", "eject", "--all")
    run("ejected", "build", "nord/2026-k3")
    for code in ("unknown-field", "thousands-dot", "nothing"):
        run("explain-" + code, "explain", code)
    for manifest in folder.rglob(".regionrapport.json"):
        manifest.unlink()
    junit = project / "junit.xml"
    junit.write_text(re.sub(r' (time|uuid|timestamp)="[^"]*"', "", junit.read_text()))


def differences(a, b):
    """The paths of the files that differ or are in one folder only."""
    files = {p.relative_to(x) for x in (a, b) for p in x.rglob("*") if p.is_file()}
    same = lambda p: (a / p).is_file() and (b / p).is_file() and filecmp.cmp(a / p, b / p, shallow=False)
    return sorted(str(p) for p in files if not same(p)), len(files)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("revision")
    parser.add_argument("programs", nargs="*", type=Path)
    parser.add_argument("--projects", action="append", type=Path, default=[])
    parser.add_argument("--keep", type=Path, help="a folder for what is compared")
    options = parser.parse_args()
    old, new = [path.resolve() for path in options.programs or build(options.revision)]
    folder = options.keep or Path(tempfile.mkdtemp(prefix="same-outputs-"))
    failed = 0
    for name, program in (("old", old), ("new", new)):
        repository(program, folder / name)
    different, count = differences(folder / "old", folder / "new")
    print(f"{count} files of the repository's data: {len(different)} differ")
    for path in different:
        print("  ", path)
    failed += len(different)
    projects = fixtures(options.revision, folder / "fixtures")
    for base in options.projects:
        projects += [path.parent for path in base.rglob("data") if path.is_dir()]
    with ThreadPoolExecutor(2) as pool:
        pairs = pool.map(lambda root: (messages(old, root), messages(new, root)), projects)
        for root, (before, after) in zip(projects, pairs):
            if before != after:
                failed += 1
                print("   differs:", root)
    print(f"{len(projects)} projects with faults: messages in 2 languages and 5 formats compared")
    if not options.keep:
        shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


main()
