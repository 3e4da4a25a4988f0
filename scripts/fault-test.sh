#!/usr/bin/env bash
# Builds onto a disk that is full, a folder that is read-only, and under names that are folders.
#
#   scripts/fault-test.sh      REGIONRAPPORT=the program, if not target/release/
#
# A full disk needs the right to mount; without it that is left out, and said.
set -euo pipefail
cd "$(dirname "$0")/.."
ours=$(realpath "${REGIONRAPPORT:-target/release/regionrapport}")
work=$(mktemp -d)
trap 'umount "$work/p/rapporter" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 scripts/sample-project.py "$work/p" 4

# Builds, expects an exit status and words on standard error.
expect() {
  local status=$1 words=$2 code=0
  shift 2
  "$ours" build --root "$work/p" --lang en "$@" > "$work/out" 2> "$work/err" || code=$?
  [ "$code" = "$status" ] || { echo "exit $code, not $status"; cat "$work/out" "$work/err"; exit 1; }
  grep -q -- "$words" "$work/err" "$work/out" || { echo "«$words» was not said"; cat "$work/out" "$work/err"; exit 1; }
}
whole() { for pdf in "$work"/p/rapporter/program/*.pdf; do pdfinfo "$pdf" > /dev/null 2>&1; done; }

mkdir -p "$work/p/rapporter"
if mount -t tmpfs -o size=600k tmpfs "$work/p/rapporter" 2>/dev/null; then
  expect 2 "No space left on device"
  whole
  mount -o remount,size=50m "$work/p/rapporter"
  expect 0 "written"
  whole
  umount "$work/p/rapporter"
  echo "disk full: told, what was written is whole, the next run goes on"
else
  echo "disk full: left out, mounting is not allowed here"
fi

mkdir -p "$work/p/rapporter/program"
if mount -t tmpfs -o ro tmpfs "$work/p/rapporter" 2>/dev/null; then
  expect 2 "Read-only file system"
  umount "$work/p/rapporter"
  echo "read-only: told"
elif [ "$(id -u)" != 0 ]; then
  chmod a-w "$work/p/rapporter/program"
  expect 2 "Permission denied"
  chmod u+w "$work/p/rapporter/program"
  echo "read-only: told"
fi

mkdir "$work/p/rapporter/program/region-00001-2026-k3.pdf"
expect 2 "it is a folder"
rmdir "$work/p/rapporter/program/region-00001-2026-k3.pdf"
expect 0 "1 written"
echo "a folder in the report's place: told, the others are written"

# A data file that changes all the time while it is read: what is built is what was read.
file=$work/p/data/program/regioner/region-00001/region.yaml
cp "$file" "$work/one.yaml"
sed 's/^navn: .*/navn: Et annet navn/' "$file" > "$work/other.yaml"
( while [ ! -e "$work/stop" ]; do cat "$work/one.yaml" > "$file"; cat "$work/other.yaml" > "$file"; done ) &
for _ in $(seq 20); do
  "$ours" build --root "$work/p" -q region-00001 > /dev/null 2>&1 || true
done
touch "$work/stop"
wait
cat "$work/one.yaml" > "$file"
"$ours" build --root "$work/p" -q region-00001 2>/dev/null
cp "$work/p/rapporter/program/region-00001-2026-k3.pdf" "$work/kept.pdf"
"$ours" build --root "$work/p" -q --force region-00001 2>/dev/null
cmp "$work/kept.pdf" "$work/p/rapporter/program/region-00001-2026-k3.pdf"
whole
echo "a file that changes while it is read: the next run makes the report right"
