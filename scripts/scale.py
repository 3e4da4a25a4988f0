#!/usr/bin/env python3
"""Measures time and memory of `build` from a hundred to thousands of reports, prints Markdown and draws the curve.

    scripts/scale.py [REPORTS...]      100 300 500 1000 2000 5000 10000, unless told otherwise

    REGIONRAPPORT=  our program, if it is not target/release/regionrapport
    CURVE=          where the curve goes, as SVG; nowhere, if it is not set

For each number: a build of all, one with nothing changed (the best of five), and one after one
region's file has changed (the best of five). Memory is the peak of the whole process.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
OURS = os.environ.get("REGIONRAPPORT", str(HERE.parent / "target/release/regionrapport"))
NUMBERS = [int(it) for it in sys.argv[1:]] or [100, 300, 500, 1000, 2000, 5000, 10000]


def build(project):
    """Seconds and peak memory in MB of one build of the regions' reports."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [OURS, "build", "--root", project, "-q", "--message-format", "short", "region-*/2026-k3"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1000


def model():
    text = pathlib.Path("/proc/cpuinfo").read_text()
    return re.search(r"model name\s*: (.*)", text).group(1)


def curve(points):
    """The time for all reports over their number, as SVG."""
    most, longest = (max(column) for column in zip(*points))
    place = lambda point: (60 + 520 * point[0] / most, 230 - 200 * point[1] / longest)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, points))
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in map(place, points))
    ends = f'<text x="580" y="252" text-anchor="end">{most:,} reports</text><text x="8" y="34">{longest:.0f} s</text>'
    axes = '<path d="M60 20V230H590" fill="none" stroke="#55616c"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 260" font-family="sans-serif" font-size="13" fill="#0d4f6c">'
        f'<rect width="600" height="260" fill="#fff"/>{axes}<polyline points="{line}" fill="none" stroke="#0d4f6c" stroke-width="1.5"/>{dots}{ends}</svg>\n'
    )


print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {model()}.\n")
print("| reports | all | a report | peak memory | nothing changed | one region changed |")
print("|---|---|---|---|---|---|")
points = []
for number in NUMBERS:
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "p"
        subprocess.run([sys.executable, HERE / "sample-project.py", project, str(number)], check=True)
        whole, memory = build(project)
        points.append((number, whole))
        same = min(build(project)[0] for _ in range(5))
        region = project / "data/program/regioner/region-00001/region.yaml"
        changed = []
        for turn in range(5):
            region.write_text(re.sub(r"^navn: .*", f"navn: Region {turn}", region.read_text(), flags=re.M))
            changed.append(build(project)[0])
        print(
            f"| {number} | {whole:.1f} s | {whole / number * 1000:.0f} ms | {memory:.0f} MB "
            f"| {same * 1000:.0f} ms | {min(changed) * 1000:.0f} ms |",
            flush=True,
        )
if "CURVE" in os.environ:
    pathlib.Path(os.environ["CURVE"]).write_text(curve(points))
