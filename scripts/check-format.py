#!/usr/bin/env python3
"""Checks that rustfmt formats every line: a misformatted copy of each source file is put right by it.

rustfmt leaves an expression as it is when it cannot make it fit, a string that is longer than a line for
instance, and `cargo fmt --check` says nothing of it. So this takes the indentation from every line and
doubles the spaces within it, outside of strings, character literals and comments, runs rustfmt over the
copy, and names the lines that are not what they were. rustfmt leaves macros whose arguments are no
expressions to their author (`json!`, `macro_rules!`); they are skipped here.
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A string, a raw string, a character, a comment; a lifetime is none of them.
TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|r(#*)".*?"\1|' r"'(?:\\(?:u\{[0-9a-fA-F]+\}|.)|[^'\\\n])'" r"|//[^\n]*|/\*.*?\*/",
    re.S,
)
# Calls of macros and attributes whose arguments are not of the usual form, which rustfmt leaves to their author.
MACRO = re.compile(
    r"\b(?:macro_rules! \w+|(?:\w+::)*(?:json|json_schema|options|budget|forward_to_deserialize_any|proptest"
    r"|prop_oneof|matches|families|value_kinds|criterion_group)!) ?(?=[({\[])|#\[(?:arg|command)(?=\()"
)


def misformat(code):
    """The code without indentation and with doubled spaces."""
    code = re.sub(r"\n +", "\n", code)
    return re.sub(r"(?<=[^ \n]) (?=[^ \n])", "  ", code)


def misformatted(text):
    """A file misformatted outside of such macros, strings, characters and comments."""
    out, at = [], 0
    for macro in MACRO.finditer(text):
        if macro.start() >= at:
            out.append(outside(text[at : macro.start()]))
            at = closing(text, macro.end())
            out.append(text[macro.start() : at])
    return "".join([*out, outside(text[at:])])


def closing(text, at):
    """Where the bracket that opens at a place is closed."""
    depth = 0
    while True:
        token = TOKEN.match(text, at)
        if token:
            at = token.end()
            continue
        depth += (text[at] in "([{") - (text[at] in ")]}")
        at += 1
        if depth == 0:
            return at


def outside(text):
    """A part of a file misformatted outside of its strings, characters and comments."""
    out, at = [], 0
    for token in TOKEN.finditer(text):
        out.append(misformat(text[at : token.start()]))
        out.append(token.group())
        at = token.end()
    return "".join([*out, misformat(text[at:])])


def formatted(text):
    """What rustfmt makes of a text."""
    args = ["rustfmt", "--edition", "2024", "--config-path", str(ROOT / "rustfmt.toml")]
    return subprocess.run(args, input=text, text=True, capture_output=True, check=True).stdout


def main():
    files = [path for folder in ("src", "tests", "benches") for path in sorted((ROOT / folder).rglob("*.rs"))]
    files.append(ROOT / "build.rs")
    texts = [path.read_text() for path in files]
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda text: formatted(misformatted(text)), texts))
    bad = 0
    for path, text, result in zip(files, texts, results):
        lines = zip(text.splitlines(), result.splitlines())
        different = next((number for number, (a, b) in enumerate(lines, 1) if a != b), None)
        if different or text != result:
            bad += 1
            print(f"{path.relative_to(ROOT)}:{different}: rustfmt does not put this right when it is misformatted")
    print(f"{len(files)} files misformatted: {len(files) - bad} put right again by rustfmt, {bad} not")
    sys.exit(1 if bad else 0)


main()
