#!/usr/bin/env python3
"""Times many reports beside the `typst` program and WeasyPrint, in turn, and prints Markdown.

    scripts/compare-many.py [REPORTS] [ROUNDS]      300 reports, 3 rounds, unless told otherwise

    TYPST=       the `typst` program, 0.15.1, if it is not on PATH; of several, NAME=PROGRAM for each
    WEASYPRINT=  a Python that has weasyprint; left out, if there is none
    REGIONRAPPORT=  our program, if it is not target/release/regionrapport

Both sides use the same templates and fonts, the peers one process for each report, two at a time
(`xargs -P2`); ours reads the YAML, the peers find JSON and HTML ready. No side reads the
system's fonts. Times are of one machine at one moment: quote the ratio.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
REPORTS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
OURS = os.environ.get("REGIONRAPPORT", str(ROOT / "target/release/regionrapport"))
TYPST = [word.rpartition("=")[::2] for word in os.environ.get("TYPST", "typst").split()]
WEASYPRINT = os.environ.get("WEASYPRINT")
TEMPLATES = ["statusrapport", "sluttrapport", "enside"]
# WeasyPrint is slow; it makes fewer, and its time is counted for as many as the others make.
FEWER = 10


def run(command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def seconds(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main(work):
    project = work / "p"
    run([sys.executable, HERE / "sample-project.py", project, str(REPORTS)])
    templates = shutil.copytree(ROOT / "templates", work / "templates")
    names = sorted(path.name for path in (project / "data/program/regioner").iterdir())
    for name in names:
        # The stock program finds what it reads below a folder for each report.
        folder = work / "typst" / name
        folder.mkdir(parents=True)
        run([OURS, "data", "--root", project, name, "-o", folder, "-q"])
        shutil.copytree(templates, folder / "templates", copy_function=os.link)
        (folder / "data").symlink_to(project / "data")
        run([sys.executable, HERE / "page.py", folder / "rapport.json", folder / "page.html"])

    def ours(template):
        shutil.rmtree(project / "rapporter", ignore_errors=True)
        run([OURS, "build", "--root", project, "-q", "--jobs", "2", "--template", template, "region-*/2026-k3"])

    def typst(program, template):
        command = (
            f"printf '%s\\n' {work}/typst/* | xargs -P2 -I% {program} compile --root % --ignore-system-fonts "
            f"--font-path {ROOT}/fonts --features a11y-extras --pdf-standard ua-1,a-2a "
            f"%/templates/{template}.typ %/out.pdf"
        )
        run(["bash", "-c", command])

    def weasyprint():
        few = " ".join(str(work / "typst" / name) for name in names[: REPORTS // FEWER])
        command = f"printf '%s\\n' {few} | xargs -P2 -I% {WEASYPRINT} -m weasyprint --pdf-variant pdf/ua-1 %/page.html %/page.pdf"
        run(["bash", "-c", command])

    versions = {
        subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split("(")[0].strip()
        for _, program in TYPST
    }
    print(f"{REPORTS} reports, two at a time, median of {ROUNDS} rounds in turn; {', '.join(sorted(versions))}.\n")
    print("| template | regionrapport | `typst`, a process for each | | ratio |")
    print("|---|---|---|---|---|")
    for template in TEMPLATES:
        rounds = []
        for _ in range(ROUNDS):
            rounds.append([seconds(lambda: ours(template))])
            for _, program in TYPST:
                rounds[-1].append(seconds(lambda: typst(program, template)))
        a, *peers = (statistics.median(column) for column in zip(*rounds))
        for number, ((name, _), b) in enumerate(zip(TYPST, peers), start=1):
            ratio = statistics.median(row[number] / row[0] for row in rounds)
            print(f"| `{template}` | {a:.1f} s | {b:.1f} s | {name} | {ratio:.2f} |", flush=True)
    if WEASYPRINT:
        time_of = statistics.median(seconds(weasyprint) for _ in range(ROUNDS)) * FEWER
        print(f"\nWeasyPrint on a page of the same texts and tables, without charts: {time_of:.0f} s.")


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder))
