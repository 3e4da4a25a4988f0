#!/usr/bin/env bash
# Times `regionrapport check` on a project of 1,000 data files: 500 regions, each with a
# region.yaml and a period.
#
#   scripts/check-speed.sh [RUNS]      REGIONRAPPORT=the program, if not target/release/
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-11}
ours=$(realpath "${REGIONRAPPORT:-target/release/regionrapport}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sample=data/eksempelprogrammet
mkdir -p "$work/data/p/regioner"
cp "$sample/program.yaml" "$sample/logo.svg" "$work/data/p/"
for i in $(seq 500); do
  region=$work/data/p/regioner/r$i
  mkdir "$region"
  cp -r "$sample/regioner/nord/region.yaml" "$sample/regioner/nord/bilder" "$region/"
  cp "$sample/regioner/nord/2026-k3.yaml" "$region/"
done
RUNS=$runs OURS=$ours WORK=$work python3 - <<'PY'
import os, statistics, subprocess, time
e = os.environ
def seconds():
    start = time.perf_counter()
    subprocess.run([e["OURS"], "check", "--root", e["WORK"], "-q"], check=False, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start
seconds()
times = [seconds() for _ in range(int(e["RUNS"]))]
print(f"check of 1,000 files: median {statistics.median(times):.2f} s, fastest {min(times):.2f} s, {os.cpu_count()} cores")
PY
