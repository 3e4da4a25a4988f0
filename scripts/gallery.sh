#!/usr/bin/env bash
# Writes the pictures of docs/gallery.md, and those of the README, anew.
#
# Needs `pdftoppm` (Debian: poppler-utils) and a release build.
set -euo pipefail
cd "$(dirname "$0")/.."
regionrapport=$PWD/target/release/regionrapport
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Writes page N of a report as a picture: page REPORT N NAME [OPTION ...].
page() {
  local report=$1 number=$2 name=$3
  shift 3
  "$regionrapport" build "$report" -o "$work/x.pdf" --quiet "$@"
  pdftoppm -r 72 -f "$number" -l "$number" -singlefile -png "$work/x.pdf" "docs/$name"
}

mkdir -p docs/gallery
page nord/2026-k3 1 status-page
page rana/2018 1 first-page
page nord/2026-k3 2 gallery/changes
page nord/2026-k3 3 gallery/plan
page nord/2026-k3 4 gallery/money
page nord/2026-k3 5 gallery/risks
page fjord/2026-k2 1 gallery/one-page --template enside
page rana/2018 1 gallery/one-page-final --template enside
page eksempelprogrammet/2026-k3 1 gallery/programme
page eksempelprogrammet/2026-k3 3 gallery/regions

# A project of its own for the cover, for the samples have none.
cp -r data "$work/data"
sed -i 's/^profil:/profil:\n  forside: ja/' "$work/data/eksempelprogrammet/program.yaml"
page nord/2026-k3 1 gallery/cover --root "$work"
