// Formats the templates with typstyle, or with --check tells which are not formatted.
//
//   npm install --no-save @typstyle/typstyle-wasm-bundler@0.14.4 && node scripts/format-templates.mjs [--check]

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const wasm = createRequire(join(process.cwd(), "x.js")).resolve("@typstyle/typstyle-wasm-bundler/package.json");
const glue = "typstyle_wasm_bg.js";
const source = readFileSync(join(dirname(wasm), glue), "utf8");
const typstyle = await import("data:text/javascript," + encodeURIComponent(source));
const bytes = readFileSync(join(dirname(wasm), "typstyle_wasm_bg.wasm"));
const { instance } = await WebAssembly.instantiate(bytes, { ["./" + glue]: typstyle });
typstyle.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

const check = process.argv.includes("--check");
let changed = 0;
for (const name of readdirSync("templates", { recursive: true }).filter((n) => n.endsWith(".typ"))) {
  const path = join("templates", name);
  const text = readFileSync(path, "utf8");
  const formatted = typstyle.format(text, { max_width: 100, tab_spaces: 2, reorder_import_items: true });
  if (formatted === text) continue;
  changed++;
  console.log(check ? "not formatted:" : "formatted:", path);
  if (!check) writeFileSync(path, formatted);
}
process.exit(check && changed > 0 ? 1 : 0);
