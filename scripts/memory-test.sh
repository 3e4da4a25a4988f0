#!/usr/bin/env bash
# Three hundred reports, each with a hostile picture, in the 512 MiB of docs/ci/kubernetes-job.yaml: the
# command and its workers stay below that together, and every other report is written.
#
#     scripts/memory-test.sh [REPORTS]
#
#     REGIONRAPPORT=  our program, if it is not target/release/regionrapport
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${REGIONRAPPORT:-target/release/regionrapport}")
reports=${1:-300}
limit_kib=$((512 * 1024))
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

pictures=(tests/hostile/png/*.png tests/hostile/png/*.jpg tests/hostile/svg/*.svg)
mkdir -p "$folder/data/p"
printf 'navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n' >"$folder/data/p/program.yaml"
for number in $(seq "$reports"); do
  region="$folder/data/p/regioner/r$number"
  mkdir -p "$region"
  printf 'navn: Region %s\nsøkerkommune: Storvik\n' "$number" >"$region/region.yaml"
  # Every fourth has a picture that is as large as it may be.
  if [ $((number % 4)) = 0 ]; then
    name=stort.png
    [ -e "$folder/$name" ] || python3 - "$folder/$name" <<'PYTHON'
import struct, sys, zlib
side = 7000
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
PYTHON
    cp "$folder/$name" "$region/$name"
  else
    picture=${pictures[$((number % ${#pictures[@]}))]}
    name=$(basename "$picture")
    cp "$picture" "$region/$name"
  fi
  printf 'type: sluttrapport\nbilder: [{ fil: %s, alt: Et bilde }]\n' "$name" >"$region/2026.yaml"
done

"$program" build 'r*/2026' --root "$folder" --quiet --memory-limit 384 --summary "$folder/summary.json" >/dev/null 2>&1 &
pid=$!
most=0
while kill -0 "$pid" 2>/dev/null; do
  # The command, and the workers that it has started.
  now=$({ ps -o rss= --pid "$pid" --ppid "$pid" || true; } | awk '{ sum += $1 } END { print sum + 0 }')
  [ "$now" -le "$most" ] || most=$now
  sleep 0.02
done
wait "$pid" && status=0 || status=$?
built=$(find "$folder/rapporter" -name '*.pdf' | wc -l)
echo "exit $status, $built of $reports reports written, at most $((most / 1024)) MiB"
[ "$status" = 1 ] && [ "$built" = $((reports / 4)) ] && [ "$most" -lt "$limit_kib" ]

# Three reports on a hundred regions each, which do not fit side by side: one after another they do.
python3 scripts/sample-project.py "$folder/many" 100 > /dev/null
"$program" build program/2026-k1 program/2026-k2 program/2026-k3 --root "$folder/many" --quiet
[ "$(find "$folder/many/rapporter" -name '*.pdf' | wc -l)" = 3 ]
echo "three programme reports on 100 regions: written"
