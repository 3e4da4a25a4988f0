#!/usr/bin/env python3
"""Runs the shell of action.yml on made-up inputs, and checks that what CI uses is pinned.

    scripts/check-action.py      needs bash, PyYAML, and shellcheck
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
STEPS = {step["name"]: step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]}
PARTS = [
    "action.yml", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "build.rs",
    "src", "templates", "fonts", "data/eksempelprogrammet",
]  # fmt: skip


def shell(step, folder, **env):
    """Runs a step's shell as the runner does; its status and what it printed."""
    script = folder / "step.sh"
    script.write_text(STEPS[step]["run"])
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), **env}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    return done.returncode, done.stdout


def included():
    """Files and folders that `include_dir!`, `include_str!` and `include_bytes!` take into the program, from the root."""
    for source in sorted((ROOT / "src").rglob("*.rs")):
        text = source.read_text()
        for path in re.findall(r'include_dir!\("\$CARGO_MANIFEST_DIR/([^"]+)"\)', text):
            yield path
        for path in re.findall(r'include_(?:str|bytes)!\("([^"]+)"\)', text):
            yield (source.parent / path).resolve().relative_to(ROOT).as_posix()


def check_key(work):
    """The key of the cached program changes with every part of the program, and with nothing else."""
    action = work / "action"
    action.mkdir()
    for part in [*PARTS, "README.md"]:
        (action / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, action / part)

    def key(**env):
        output = work / "output"
        output.unlink(missing_ok=True)
        env = {"ACTION": str(action), "GITHUB_OUTPUT": str(output), "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", **env}
        assert shell("Digest of what the program is made of", work, **env) == (0, "")
        name, value = output.read_text().strip().split("=")
        assert name == "key" and re.fullmatch(r"regionrapport-Linux-X64-\w+-[0-9a-f]{64}", value), value
        return value

    usual = key()
    assert key() == usual
    assert key(ImageOS="ubuntu26") != usual, "the same for another image"
    (action / "README.md").write_text("other")
    assert key() == usual, "the README is no part of the program"

    includes = sorted(set(included()))
    assert len(includes) > 10, includes
    changed = 0
    for path in [*PARTS, *includes]:
        path = action / path
        assert path.exists(), f"{path} is in the program, but not in its key"
        # The last byte of one file, and the name of another.
        file = max(path.rglob("*.*")) if path.is_dir() else path
        before = file.read_bytes()
        file.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        assert key() != usual, f"the same after a change of {file}"
        file.write_bytes(before)
        if path.is_dir():
            file.rename(other := file.with_name("other name"))
            assert key() != usual, f"the same after {file} was renamed"
            other.rename(file)
        changed += 1
    assert key() == usual
    print(f"key: another one after each of {changed} changes")


# The input `command`, and the words that the program must get. All but the last are what a shell makes of them too.
COMMANDS = {
    "build": ["build"],
    "  check   --latest ": ["check", "--latest"],
    "build 'region-*/2026-k3' --summary \"a b.json\"": ["build", "region-*/2026-k3", "--summary", "a b.json"],
    "build\n  nord/2026-k3\n  --summary 'a b.json'\n": ["build", "nord/2026-k3", "--summary", "a b.json"],
    "build \\\n  --latest \\\n  --force": ["build", "--latest", "--force"],
    "build\r\n--latest\r\n": ["build", "--latest"],
    "build '{nord,fjord}/*' \"it's\" 'say \"so\"' a\\ b": ["build", "{nord,fjord}/*", "it's", 'say "so"', "a b"],
    "build --template '' \"\"": ["build", "--template", "", ""],
    'build "a\\"b" "c\\\\d" "C:\\ny" \'e\\f\'': ["build", 'a"b', "c\\d", "C:\\ny", "e\\f"],
    "build --lang=nb'-x'\"y\"z": ["build", "--lang=nb-xyz"],
    "build «Ålesund og Østfold»": ["build", "«Ålesund", "og", "Østfold»"],
    "build 'to\nlinjer'": ["build", "to\nlinjer"],
    "build ** ~ $HOME ${HOME} $((1+1)) {a,b} !! #c": ["build", "**", "~", "$HOME", "${HOME}", "$((1+1))", "{a,b}", "!!", "#c"],
    "build $(touch x) `touch x` \"$(touch x)\"": ["build", "$(touch", "x)", "`touch", "x`", "$(touch x)"],
    "build ; touch x && touch x | tee x > x <(touch x)": "build ; touch x && touch x | tee x > x <(touch x)".split(),
    "": [],
}


def check_command(work):
    """The words of the input arrive as they are meant, and nothing in them is expanded or run."""
    program, got = work / "program", work / "got"
    program.write_text(f"#!/bin/sh\nprintf '%s\\0' \"$@\" > '{got}'\nexit 3\n")
    program.chmod(0o755)
    folder = work / "project"
    folder.mkdir()
    (folder / "a file").touch()

    def run(command):
        got.unlink(missing_ok=True)
        ended = shell(
            "Run", folder, COMMAND=command, PROGRAM=str(program), REGIONRAPPORT_LANG="nb", REGIONRAPPORT_ROOT="$(touch x) y", LC_ALL="C.UTF-8"
        )
        assert {path.name for path in folder.iterdir()} == {"a file", "step.sh"}, f"«{command}» wrote a file"
        return ended, got.read_bytes().decode().split("\0")[:-1] if got.exists() else None

    rest = ["--root", "$(touch x) y", "--lang", "nb", "--message-format", "github"]
    for command, words in COMMANDS.items():
        (status, _), found = run(command)
        assert found == words + rest, f"«{command}» became {found}"
        assert status == 3, "the program's status"
        joined = shlex.join(words)
        assert run(joined)[1] == words + rest, f"«{joined}» became other words"
    for command in ("build 'open", 'build "open', "build 'a\" b"):
        (status, said), found = run(command)
        assert (status, found) == (2, None) and said.startswith("::error::a quote is not closed"), f"«{command}» ran"
    print(f"command: {len(COMMANDS)} inputs arrive as the words that are meant, and run nothing")


def check_pins():
    """Actions are named by commit, images by digest; what stands for something of the reader's is capital letters."""
    pinned = 0
    for path in ["action.yml", *(p.relative_to(ROOT) for folder in ("docs/ci", ".github/workflows") for p in (ROOT / folder).glob("*.y*ml"))]:
        for uses, comment in re.findall(r"uses: (\S+)(.*)", (ROOT / path).read_text()):
            placeholder = uses == "OWNER/regionrapport@COMMIT"
            pinned_action = re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", uses) and re.fullmatch(r" # v\d+(\.\d+)*", comment)
            assert placeholder or pinned_action, f"{path}: {uses}{comment}"
            pinned += 1
        for image in re.findall(r"image: (\S+)", (ROOT / path).read_text()):
            assert re.fullmatch(r"\S+@sha256:([0-9a-f]{64}|DIGEST)", image), f"{path}: {image}"
            pinned += 1
    for image in re.findall(r"^(?:FROM|# syntax=) ?(\S+)", (ROOT / "packaging/Dockerfile").read_text(), re.M):
        assert re.search(r"@sha256:[0-9a-f]{64}$", image), f"packaging/Dockerfile: {image}"
        pinned += 1
    print(f"pins: {pinned} actions and images")


def check_image():
    """All that the program is made of is let into the build of the image."""
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line.startswith("!")]
    assert all((ROOT / path).exists() for path in let_in), let_in
    for path in [*PARTS[1:], *included(), "scripts/notices.py", "packaging/licences", "LICENSE"]:
        assert any(path == part or path.startswith(part + "/") for part in let_in), f".dockerignore keeps {path} out"


def main():
    for step in STEPS.values():
        if "run" in step:
            subprocess.run(["shellcheck", "--shell=bash", "-"], input=step["run"], text=True, check=True)
    check_pins()
    check_image()
    with tempfile.TemporaryDirectory() as work:
        check_key(Path(work))
    with tempfile.TemporaryDirectory() as work:
        check_command(Path(work))


if __name__ == "__main__":
    sys.exit(main())
