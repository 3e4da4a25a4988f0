#!/usr/bin/env bash
# Asks the real shells, and the real pre-commit, for what they do with the program that is given:
#
#   scripts/shells.sh PROGRAM     needs bash, zsh, fish and pre-commit
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
cp "$1" "$work/bin/regionrapport"
export PATH="$work/bin:$PATH"

expect() {
  local name=$1 found=$2 wanted=$3
  if [ "$found" != "$wanted" ]; then
    printf '%s offers:\n%s\nand not:\n%s\n' "$name" "$found" "$wanted" >&2
    exit 1
  fi
  echo "$name: $(echo "$found" | tr '\n' ' ')"
}

wanted=$(regionrapport list 'nord/*' | sed 's,^[^/]*/,,' | sort)
line="regionrapport build nord/"
found=$(bash -c '
  source <(regionrapport completions bash)
  function=$(complete -p regionrapport | sed "s/.*-F \([^ ]*\).*/\1/")
  COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMP_WORDS=($1) COMP_CWORD=2
  "$function" regionrapport nord/ build
  printf "%s\n" "${COMPREPLY[@]}"' - "$line" | sort)
expect bash "$found" "$wanted"
found=$(fish --no-config -c "regionrapport completions fish | source; complete -C '$line'" | cut -f1 | sort)
expect fish "$found" "$wanted"
# What zsh would show is given to _describe.
found=$(zsh -fc '
  autoload -U compinit && compinit -u
  source <(regionrapport completions zsh)
  _describe() { print -l -- "${(@P)3}"; }
  words=(regionrapport build nord/) CURRENT=3
  _clap_dynamic_completer_regionrapport' 2>/dev/null | grep -v '^$' | sort -u)
expect zsh "$found" "$wanted"

regionrapport init "$work/project" -q
cd "$work/project"
git init -q
git add -A
git -c user.name=x -c user.email=x@example.org commit -q -m x
pre-commit try-repo "$repository" regionrapport --all-files >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
sed -i 's/^type:.*/type: nei/' data/*/regioner/*/*-k*.yaml
git add -A
if pre-commit try-repo "$repository" regionrapport >"$work/log" 2>&1; then
  echo "pre-commit lets a fault through" >&2
  exit 1
fi
grep -q 'unknown-word' "$work/log"
echo "pre-commit: a fault is held back"
