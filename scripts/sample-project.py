#!/usr/bin/env python3
"""Makes a project of many regions after those of Eksempelprogrammet, to measure with.

    scripts/sample-project.py FOLDER REGIONS [PERIOD...]      2026-k1 to 2026-k3, unless named

Each region is one of the three of the example, in turn, under a name of its own, and every text
of more than a line ends in that name: no two reports say the same, so that nothing that Typst
remembers of one helps the next more than it would in a real programme.
"""
import pathlib
import re
import shutil
import sys

SAMPLE = pathlib.Path(__file__).parent.parent / "data/eksempelprogrammet"


def varied(text, name):
    """The text of a data file with the name of the region in each sentence at a line's end."""
    text = re.sub(r"^navn: .*$", f"navn: {name}", text, count=1, flags=re.M)
    return re.sub(r"(?<=[a-zæøå])\.$", f" i {name}.", text, flags=re.M)


def main(folder, regions, *periods):
    folder = pathlib.Path(folder)
    program = folder / "data/program"
    program.mkdir(parents=True)
    for file in ("program.yaml", "logo.svg"):
        shutil.copy(SAMPLE / file, program)
    samples = sorted((SAMPLE / "regioner").iterdir())
    for number in range(1, int(regions) + 1):
        sample = samples[number % len(samples)]
        region = program / f"regioner/region-{number:05}"
        region.mkdir(parents=True)
        if (sample / "bilder").is_dir():
            shutil.copytree(sample / "bilder", region / "bilder")
        for file in ["region"] + list(periods or ["2026-k1", "2026-k2", "2026-k3"]):
            text = (sample / f"{file}.yaml").read_text(encoding="utf-8")
            if file == "region":
                text = varied(text, f"Region {number}")
            else:
                text = re.sub(r"(?<=[a-zæøå])\.$", f" i region {number}.", text, flags=re.M)
            (region / f"{file}.yaml").write_text(text, encoding="utf-8")


main(*sys.argv[1:])
