#!/usr/bin/env bash
# Kills publications at random moments, and publishes onto a disk that is full: what has been issued is
# whole each time, and the next run goes on.
#
#   scripts/publish-test.sh [ROUNDS]      REGIONRAPPORT=the program, if not target/release/
#
# A full disk needs the right to mount; without it that is left out, and said.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-60}
ours=$(realpath "${REGIONRAPPORT:-target/release/regionrapport}")
work=$(mktemp -d)
trap 'umount "$work/p/publisert" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 scripts/sample-project.py "$work/p" 4
run() { "$ours" "$@" --root "$work/p" --lang en > "$work/out" 2> "$work/err"; }
editions() { find "$work/p/publisert" -name utgave.yaml 2>/dev/null | wc -l; }

# What is issued is as it was issued; what a run that was killed left is a warning.
intact() {
  [ "$(editions)" = 0 ] || run verify || { cat "$work/out" "$work/err"; exit 1; }
}

killed=0
for round in $(seq "$rounds"); do
  [ $((round % 6)) != 1 ] || rm -rf "$work/p/publisert"
  "$ours" publish '*/*' --root "$work/p" -q > /dev/null 2>&1 &
  sleep "0.$(printf "%03d" $((RANDOM % 700)))"
  if kill -KILL $! 2>/dev/null; then killed=$((killed + 1)); fi
  wait $! 2>/dev/null || true
  intact
done
run publish '*/*'
[ "$(editions)" = 15 ]
run verify --rebuild
! grep -q "not-issued" "$work/err" || { cat "$work/err"; exit 1; }
[ "$(grep -c 'becomes the same again' "$work/out")" = "$(editions)" ]
echo "$rounds rounds, $killed of them killed in the middle: every edition was whole each time, and right in the end"

rm -rf "$work/p/publisert"
mkdir "$work/p/publisert"
if mount -t tmpfs -o size=900k tmpfs "$work/p/publisert" 2>/dev/null; then
  code=0
  run publish '*/*' || code=$?
  if [ "$code" != 2 ] || ! grep -q "No space left on device" "$work/err"; then
    cat "$work/out" "$work/err"
    exit 1
  fi
  intact
  mount -o remount,size=50m "$work/p/publisert"
  run publish '*/*' || { cat "$work/out" "$work/err"; exit 1; }
  run verify --rebuild
  ! grep -q "not-issued" "$work/err" || { cat "$work/err"; exit 1; }
  umount "$work/p/publisert"
  echo "disk full: told, what was issued is whole, the next run goes on"
else
  echo "disk full: left out, mounting is not allowed here"
fi
