# The commands of daily work. `just` alone lists them.

_default:
    @just --list

# Everything that must hold before a commit: form, lints, tests.
check:
    cargo fmt --check
    python3 scripts/check-format.py
    cargo clippy --all-targets -- -D warnings
    cargo test

# Format the code and the templates.
format:
    cargo fmt
    npm install --no-save --no-package-lock --silent @typstyle/typstyle-wasm-bundler@0.14.4
    node scripts/format-templates.mjs

# Run the tests; `just test name` runs those with a name.
test *NAMES:
    cargo test {{NAMES}}

# Try so many random cases of every property, other ones each time.
search CASES="1000":
    PROPTEST_CASES={{CASES}} cargo test --test suite -- properties schemas every_text

# Write expected results anew; then read every difference.
bless:
    INSTA_UPDATE=always REGIONRAPPORT_BLESS=1 cargo test

# Write the schemas in data/schema/ anew.
schema:
    for kind in program region period; do cargo run -q -- schema $kind > data/schema/$kind.json; done

# Compare what the program of another revision writes with what this one writes.
same REVISION:
    scripts/same-outputs.py {{REVISION}}

# Write the reports of data/ into rapporter/.
build *REPORTS:
    cargo run --release -- build {{REPORTS}}

# Write the pages of a report as PNG, to look at.
look REPORT="rana/2018":
    cargo run -- build {{REPORT}} --format png

# Time the steps of one report, and the whole beside the typst program.
bench:
    cargo bench
    scripts/compare-typst.sh

# Ask the YAML language server what it thinks of the data files.
editor:
    npm install --no-save --no-package-lock --silent yaml-language-server@1.25.0
    node scripts/editor/check.mjs

# Use the page of `watch` in a real Chromium; pictures lie in target/preview/.
preview:
    npm install --no-save --no-package-lock --silent playwright-core@1.65.1 axe-core@4.14.1
    cargo build --release
    node scripts/preview/check.mjs

# Fuzz `reader`, `check` or `pictures`, for so many seconds (needs `cargo install cargo-fuzz`).
fuzz TARGET SECONDS="1200":
    mkdir -p fuzz/corpus/{{TARGET}}
    find tests/invalid tests/source data -name '*.yaml' -exec cp {} fuzz/corpus/{{TARGET}}/ \;
    find tests/hostile tests/source data \( -name '*.svg' -o -name '*.png' -o -name '*.jpg' \) -exec cp {} fuzz/corpus/{{TARGET}}/ \;
    cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run -O --sanitizer none {{TARGET}} -- -max_total_time={{SECONDS}}

# What CI runs.
ci:
    .ci/run
