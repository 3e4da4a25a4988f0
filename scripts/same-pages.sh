#!/usr/bin/env bash
# Shows that the stock Typst sets the same pages: renders a report with `regionrapport build`
# and, from `regionrapport data`, with the Python package `typst`, and compares the pictures
# byte by byte.
#
#   scripts/same-pages.sh [REPORT]      PYTHON=python that has the package `typst` 0.15
set -euo pipefail
cd "$(dirname "$0")/.."
report=${1:-rana/2018}
ours=${REGIONRAPPORT:-target/release/regionrapport}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r templates fonts data "$work/"
"$ours" data "$report" -o "$work" -q
"$ours" build "$report" --format png -o "$work/ours.png" -q
"${PYTHON:-python3}" - "$work" <<'PY'
import json, sys, typst
root = sys.argv[1]
report = json.load(open(root + "/rapport.json"))
kind = report["periode"]["type"] if report["region"] else "programrapport"
typst.compile(f"{root}/templates/{kind}.typ", output=root + "/typst-{p}.png", root=root, ppi=144,
              font_paths=[root + "/fonts"], ignore_system_fonts=True, format="png")
PY
count=0
for page in "$work"/ours-*.png; do
  cmp "$page" "${page/ours-/typst-}"
  count=$((count + 1))
done
test "$(find "$work" -name 'typst-*.png' | wc -l)" = "$count"
echo "$count pages, the same byte by byte"
