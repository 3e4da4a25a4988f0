// Looks at the reports of data/ as pages of the web, and at the site of them, in a browser: at three widths, light and dark, axe
// finds nothing, nothing is wider than the screen, and nothing is asked for over the network.
//
//   node scripts/web/check.mjs [FILE…]   after `npm install --no-save playwright-core axe-core`; needs Chromium
//                                        REGIONRAPPORT=the program, if not target/release/; FILE instead of data/
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { browser, program, project, root } from "../preview/browser.mjs";

const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
let files = process.argv.slice(2).map((file) => resolve(file));
if (files.length === 0) {
  const folder = project();
  execFileSync(program, ["build", "--format", "html", "-q"], { cwd: folder, stdio: "inherit" });
  execFileSync(program, ["build", "nord/2026-k3", "-t", "enside", "--format", "html", "-q"], { cwd: folder, stdio: "inherit" });
  execFileSync(program, ["site", "--drafts", "-q"], { cwd: folder, stdio: "inherit" });
  const pages = (below) =>
    readdirSync(join(folder, below), { recursive: true })
      .filter((name) => name.endsWith(".html"))
      .map((name) => join(folder, below, name));
  // The reports are the same in both, but for their links.
  files = [...pages("rapporter"), ...pages("nettsted").filter((file) => !/\d\.html$/.test(file) || file.endsWith("404.html"))];
}
assert.ok(files.length > 0, "no pages");

const chromium = await browser();
for (const file of files) {
  for (const width of [320, 768, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      const address = pathToFileURL(file).href;
      await page.goto(address);
      const where = `${file} at ${width} px, ${colorScheme}`;
      assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [address], `requests: ${where}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `width: ${where}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run());
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
      assert.deepEqual(told, [], `axe: ${where}`);
      await context.close();
    }
  }
}
await chromium.close();
console.log(`${files.length} pages at three widths, light and dark: axe finds nothing, nothing is fetched, nothing is too wide`);
