#!/usr/bin/env python3
"""Executes the files of docs/ci/ as GitHub, GitLab and Kubernetes would, with a programme that it makes.

    scripts/ci-engines.py [PROGRAM]      target/release/regionrapport, unless told otherwise

The files are read as they are: a key or an action that is not emulated ends the run. In place of the engines stand
folders and processes of this machine. It prints what has been proven, line by line, and ends with 1 and the reason at
the first thing that is not as it should be. Needs git, jq and PyYAML.
"""

import sys
import tempfile
from pathlib import Path

from ci_engines import kubernetes_story, quarter
from ci_engines.project import ROOT, Fault


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/regionrapport").resolve()
    if not program.is_file():
        sys.exit(f"there is no {program}")
    with tempfile.TemporaryDirectory() as work:
        try:
            quarter.run(Path(work), program)
            kubernetes_story.run(Path(work), program)
        except Fault as fault:
            sys.exit(f"fault: {fault}")


main()
