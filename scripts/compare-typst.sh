#!/usr/bin/env bash
# Times `regionrapport build` beside the `typst` program on the same template and data, in
# turn, each a new process, and prints the medians and the median of the ratios.
#
#   scripts/compare-typst.sh [REPORT] [RUNS]      TYPST=/path/to/typst (0.15.1) if not on PATH
#
# Both read the same templates/ and fonts/, neither reads the system's fonts, and both write
# PDF/UA-1 and PDF/A-2a. Times are of one machine at one moment: quote the ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
report=${1:-rana/2018}
runs=${2:-41}
typst=${TYPST:-typst}
ours=${REGIONRAPPORT:-target/release/regionrapport}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The stock program sees a folder with the templates, the fonts and the ready JSON.
cp -r templates fonts data "$work/"
"$ours" data "$report" -o "$work" -q
kind=$(sed -n 's/.*"type": "\(statusrapport\|sluttrapport\)".*/\1/p' "$work/rapport.json" | head -n 1)
"$typst" --version

REPORT=$report RUNS=$runs TYPST=$typst OURS=$ours WORK=$work KIND=$kind python3 - <<'PY'
import os, statistics, subprocess, time
e = os.environ
ours = [e["OURS"], "build", e["REPORT"], "-o", e["WORK"] + "/ours.pdf", "-q"]
typst = [e["TYPST"], "compile", "--root", e["WORK"], "--ignore-system-fonts",
         "--font-path", e["WORK"] + "/fonts",
         "--pdf-standard", "ua-1,a-2a", f"{e['WORK']}/templates/{e['KIND']}.typ", e["WORK"] + "/typst.pdf"]

def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000

for command in (ours, typst):
    milliseconds(command)
pairs = [(milliseconds(ours), milliseconds(typst)) for _ in range(int(e["RUNS"]))]
ratios = sorted(a / b for a, b in pairs)
print(f"regionrapport  median {statistics.median(a for a, _ in pairs):6.1f} ms  (YAML to PDF)")
print(f"typst          median {statistics.median(b for _, b in pairs):6.1f} ms  (JSON to PDF)")
print(f"ratio          median {statistics.median(ratios):6.2f}     "
      f"(quartiles {ratios[len(ratios) // 4]:.2f}–{ratios[3 * len(ratios) // 4]:.2f}, {len(pairs)} pairs)")
PY
