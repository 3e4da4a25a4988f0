#!/usr/bin/env python3
"""Makes a project of many regions after those of Eksempelprogrammet, to measure with.

    scripts/sample-project.py FOLDER REGIONS [PERIOD...]      2026-k1 to 2026-k3, unless named

Each region is one of the three of the example, in turn, and differs from all others in every name
and text, in its dates, its amounts, its indicators and its progress: what Typst remembers of one
report helps the next no more than in a real programme, where regions share the headings and the
words for status. Only population and areas stay, for they add up.
"""
import datetime
import pathlib
import re
import shutil
import sys

SAMPLE = pathlib.Path(__file__).parent.parent / "data/eksempelprogrammet"

FIELD = re.compile(r"(?P<start> *(?:- )?(?P<key>[\w-]+): +)(?P<value>.+)")
DATES = {"frist", "ny_frist", "nådd", "start", "slutt"}
AMOUNTS = {"beløp", "regnskap", "prognose"}
TEXTS = set(
    "navn tiltak konsekvens risiko kommentar tekst eier ansvarlig årsak avvik utarbeidet_av kilde tittel rolle "
    "bildetekst alt".split()
)
# Numbers that mean something else than a size.
FIXED = {"framdrift", "sannsynlighet", "konsekvens", "folketall", "areal", "antall"}


def text_of(line, number):
    """A line of text with the region's number at its end."""
    if re.search(r"[a-zæøå]\.$", line):
        return f"{line[:-1]} i region {number}."
    return f"{line} {number}" if re.search(r"[a-zæøå]$", line) else line


def value_of(key, value, number):
    """The value of a field as this region has it."""
    if key in DATES and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return str(datetime.date.fromisoformat(value) - datetime.timedelta(number % 10))
    if key in AMOUNTS and value.replace(" ", "").isdigit():
        return str(int(value.replace(" ", "")) * (1000 + number) // 1000)
    if key == "framdrift" and value.isdigit() and 5 <= int(value) < 100:
        return str(int(value) - number % 5)
    if key not in FIXED and re.fullmatch(r"\d+(,\d+)?", value):
        whole, *part = value.split(",")
        return ",".join([str(int(whole) + number % 40), *part])
    # A status, too, can stand at the key `risiko`.
    if key in TEXTS and (key == "navn" or " " in value):
        return text_of(value, number)
    return value


def varied(text, number):
    """The text of a data file as the region of that number has it."""

    def line_of(line):
        field = FIELD.fullmatch(line)
        if field:
            return field["start"] + value_of(field["key"], field["value"], number)
        is_text = line.startswith("  ") and not line.lstrip().startswith("#")
        return text_of(line, number) if is_text else line

    return "\n".join(map(line_of, text.split("\n")))


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
            (region / f"{file}.yaml").write_text(varied(text, number), encoding="utf-8")


main(*sys.argv[1:])
