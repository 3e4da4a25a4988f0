#!/usr/bin/env bash
# Makes a Debian package and a Python wheel of the program, in target/debian/ and target/wheels/. Both carry
# the licence, the notices of all crates, and an SBOM; scripts/check-packages.py opens them and looks.
#
#   scripts/package.sh      PROFILE=release makes them of the program that is quick to build
#
# Needs python3, `cargo install cargo-deb` and `pip install maturin`.
set -euo pipefail
cd "$(dirname "$0")/.."
profile=${PROFILE:-dist}
cargo build --profile "$profile"
program=target/$profile/regionrapport
"$program" man target/man -q
mkdir -p target/completions
"$program" completions bash > target/completions/regionrapport
"$program" completions zsh > target/completions/_regionrapport
"$program" completions fish > target/completions/regionrapport.fish
python3 scripts/notices.py
rm -f target/debian/*.deb target/wheels/*.whl
cargo deb --no-build --no-strip --profile "$profile"
(cd packaging && maturin build --profile "$profile" --out ../target/wheels)
