#!/usr/bin/env bash
# Builds the same data under other circumstances, and compares the PDFs to the byte.
#
#   scripts/same-bytes.sh      REGIONRAPPORT=the program, if not target/release/
#
# Another folder, day (faketime), time zone, locale, home, user (as root: nobody), number of
# threads, and order: one report in a process of its own instead of all in one.
set -euo pipefail
cd "$(dirname "$0")/.."
ours=$(realpath "${REGIONRAPPORT:-target/release/regionrapport}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cp "$ours" "$work/regionrapport"

# Builds a copy of data/ in a new folder, with words before the command.
build() {
  local folder=$work/$1
  shift
  mkdir "$folder"
  cp -r data "$folder/"
  chmod -R a+rwX "$folder"
  "$@" "$work/regionrapport" build --root "$folder" -q 2>/dev/null
  diff -r --exclude='.*' "$work/usual/rapporter" "$folder/rapporter"
}

mkdir -p "$work/usual"
cp -r data "$work/usual/"
"$work/regionrapport" build --root "$work/usual" -q 2>/dev/null

build "another folder, with spaces" env
build day faketime '2031-02-03 04:05:06' env
build zone env TZ=Pacific/Kiritimati
build locale env LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8
build home env -i HOME=/nowhere
[ "$(id -u)" != 0 ] || build user setpriv --reuid=65534 --regid=65534 --clear-groups env
jobs() { local program=$1; shift; "$program" "$@" --jobs "$JOBS"; }
JOBS=1 build one-thread jobs
JOBS=7 build seven-threads jobs
mkdir "$work/apart"
cp -r data "$work/apart/"
"$work/regionrapport" build --root "$work/apart" --dry-run --message-format json \
  | sed -n 's/.*"report":"\([^"]*\)".*/\1/p' | tac | while read -r report; do
  "$work/regionrapport" build --root "$work/apart" -q "$report" 2>/dev/null
done
diff -r --exclude='.*' "$work/usual/rapporter" "$work/apart/rapporter"
find "$work/usual/rapporter" -name '*.pdf' | wc -l | sed 's/$/ PDFs: the same bytes under all circumstances/'
