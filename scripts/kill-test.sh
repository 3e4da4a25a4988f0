#!/usr/bin/env bash
# Kills builds at random moments, and looks that every file that is left is whole.
#
#   scripts/kill-test.sh [ROUNDS]      REGIONRAPPORT=the program, if not target/release/
#
# Fifteen reports are built of two versions of their data and set aside. Each round then turns to the
# other version, begins a build, and kills it with SIGKILL after a random time; every PDF must be
# one of the two, to the byte. After the last round one more build goes on, and all are of the last
# version, with nothing left beside them. With VALIDATE=yes the two versions are validated
# by scripts/verapdf.sh, and with them all that was compared.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-200}
ours=$(realpath "${REGIONRAPPORT:-target/release/regionrapport}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 scripts/sample-project.py "$work/p" 4
reports=$work/p/rapporter/program

# Gives the data the name of a version.
turn() { sed -i "s/^navn: .*/navn: Programmet $1/" "$work/p/data/program/program.yaml"; }
for version in a b; do
  turn "$version"
  "$ours" build --root "$work/p" -q 2>/dev/null
  cp -r "$reports" "$work/$version"
done
! cmp -s "$work"/{a,b}/region-00001-2026-k3.pdf || { echo "the versions are alike"; exit 1; }
[ -z "${VALIDATE:-}" ] || scripts/verapdf.sh UA-1,A-2A "$work"/{a,b}/*.pdf

killed=0
for round in $(seq "$rounds"); do
  version=$([ $((round % 2)) = 0 ] && echo a || echo b)
  turn "$version"
  [ $((round % 10)) != 0 ] || rm -f "$work/p/rapporter/.regionrapport.json"
  "$ours" build --root "$work/p" -q 2>/dev/null &
  sleep "$((RANDOM % 2)).$(printf "%03d" $((RANDOM % 800)))"
  if kill -KILL $! 2>/dev/null; then killed=$((killed + 1)); fi
  wait $! 2>/dev/null || true
  for pdf in "$reports"/*.pdf; do
    name=$(basename "$pdf")
    cmp -s "$pdf" "$work/a/$name" || cmp -s "$pdf" "$work/b/$name" \
      || { echo "round $round: $name is neither of the two"; exit 1; }
  done
done

"$ours" build --root "$work/p" -q 2>/dev/null
diff -r "$reports" "$work/$version"
[ "$(find "$work/p/rapporter" -name '.regionrapport-*' | wc -l)" = 0 ]
echo "$rounds rounds, $killed of them killed in the middle: every report was whole each time, and right in the end"
