// Measures from the save of a file to the new page in the browser, beside `typst watch` on the same
// template, in turn; and with --rebuilds N whether memory stays flat. Prints Markdown.
//
//   TYPST=/path/to/typst node scripts/preview/speed.mjs [ROUNDS] [--rebuilds N]      21 rounds, unless told otherwise
//
// The report has ten pages or more. Both sides start with warm caches, and each round changes one sentence of it. Ours
// ends when the browser has drawn the new picture of the page; Typst's when the new PDF lies there, which no viewer has
// opened yet. Times are of one machine at one moment: quote the ratio.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser, pause, program, project, root, until, watch } from "./browser.mjs";

const rounds = Number(process.argv[2]) || 21;
const rebuilds = Number(process.argv[process.argv.indexOf("--rebuilds") + 1]) || 0;
const typst = process.env.TYPST ?? "typst";
const report = "nord/2026-k3";
const folder = project();
const file = join(folder, "data/eksempelprogrammet/regioner/nord/2026-k3.yaml");

// Long texts of its own make the report as long as is asked for.
const sentence = "Arbeidet går som planlagt, og kommunene har satt av folk og penger til neste år. ";
const paragraphs = Array.from({ length: 24 }, (_, i) => `      Avsnitt ${i + 1}. ${sentence.repeat(6).trim()}\n`);
const section = `seksjoner:\n  - tittel: Mer om arbeidet\n    innhold: |\n${paragraphs.join("\n")}\n`;
const text = readFileSync(file, "utf8").replace("seksjoner:\n", section);
writeFileSync(file, text);
const mark = "Regionen er i rute på nettverk";
const changed = (round) => text.replace(mark, `Regionen er i rute ${round} på nettverk`);

const watched = await watch(folder, report);
const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1100, height: 900 } });
await page.goto(watched.address);
await until("the page", async () => await page.evaluate(() => document.body.dataset.turn), 30_000).catch(async (e) => { console.log(watched.said, await page.locator("body").innerText()); throw e; });
const pages = await page.locator(".page").count();

/** From a save until the browser has the picture of the new page on the screen, in milliseconds. */
async function ours(round) {
  const drawn = page.evaluate(
    () =>
      new Promise((done) => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
        }).observe(document.body, { attributeFilter: ["data-turn"] });
      }),
  );
  await pause(30);
  const begun = performance.timeOrigin + performance.now();
  writeFileSync(file, changed(round));
  return (await drawn) - begun;
}

// The stock program watches the template with the ready data.
const beside = join(folder, "typst");
mkdirSync(beside);
cpSync(join(root, "templates"), join(beside, "templates"), { recursive: true });
symlinkSync(join(folder, "data"), join(beside, "data"));
execFileSync(program, ["data", report, "-q", "-o", beside], { cwd: folder });
const out = join(beside, "out.pdf");
const peer = spawn(typst, ["watch", "--root", beside, "--ignore-system-fonts", "--font-path", join(root, "fonts"), "--features", "a11y-extras",
  "--pdf-standard", "ua-1,a-2a", join(beside, "templates/statusrapport.typ"), out]);
process.on("exit", () => peer.kill("SIGKILL"));
const stamp = () => statSync(out, { throwIfNoEntry: false })?.mtimeMs ?? 0;
await until("typst's PDF", stamp, 30_000);
await pause(500);

/** From a save of the data until the new PDF lies there, in milliseconds. */
async function theirs(round) {
  const data = readFileSync(join(beside, "rapport.json"), "utf8").replace(/Regionen er i rute( \d+)? på nettverk/, `Regionen er i rute ${round} på nettverk`);
  const before = stamp();
  const begun = performance.now();
  writeFileSync(join(beside, "rapport.json"), data);
  while (stamp() === before || statSync(out).size === 0) await pause(1);
  return performance.now() - begun;
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const pairs = [];
for (let round = 1; round <= rounds; round++) {
  const a = await ours(round);
  await pause(700);
  const b = await theirs(round);
  await pause(700);
  if (round > 1) pairs.push([a, b]);
}
const column = (i) => pairs.map((pair) => pair[i]);
console.log(`${pages} pages, ${pairs.length} rounds in turn.\n`);
console.log("| | median | slowest |\n|---|---|---|");
console.log(`| save to new page in the browser, \`regionrapport watch\` | ${median(column(0)).toFixed(0)} ms | ${Math.max(...column(0)).toFixed(0)} ms |`);
console.log(`| save to new PDF, \`typst watch\` | ${median(column(1)).toFixed(0)} ms | ${Math.max(...column(1)).toFixed(0)} ms |`);
console.log(`\nratio: ${median(pairs.map(([a, b]) => b / a)).toFixed(2)}`);
peer.kill("SIGKILL");

if (rebuilds) {
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${watched.child.pid}/status`, "utf8"))[1]) / 1000;
  console.log("\n| rebuilds | memory |\n|---|---|");
  for (let round = 1; round <= rebuilds; round++) {
    await ours(round + rounds);
    if (round === 20 || round % Math.ceil(rebuilds / 8) === 0) console.log(`| ${round} | ${memory().toFixed(0)} MB |`);
  }
}
await chromium.close();
process.exit(0);
