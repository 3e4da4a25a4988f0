// Uses the page of `watch` as people do, in a real browser: edit, error, mend, choose, click
// through to the source, a folder that goes and comes, a command that is started anew; asks axe
// what it finds; and leaves pictures in target/preview/ to look at.
//
//   node scripts/preview/check.mjs      after `npm install --no-save playwright-core axe-core`; needs Chromium
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get } from "node:http";
import { join } from "node:path";
import { browser, pause, project, root, until, watch } from "./browser.mjs";

const folder = project();
const pictures = join(root, "target/preview");
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

const period = join(folder, "data/eksempelprogrammet/regioner/nord/2026-k3.yaml");
const region = join(folder, "data/eksempelprogrammet/regioner/nord/region.yaml");
const original = readFileSync(period, "utf8");
const edit = (file, from, to) => {
  const text = readFileSync(file, "utf8");
  assert(text.includes(from), `${file} has «${from}»`);
  writeFileSync(file, text.replace(from, to));
};

// Port 3400 is taken, so the next is used, and the command says so.
const blocker = createServer().listen(3400, "127.0.0.1");
await until("a taken port", () => blocker.listening);
let watched = await watch(folder, "nord/2026-k3", "--open");
assert.match(watched.said, /port 3400 er opptatt; bruker 34\d\d/);
const { address } = watched;
const opened = () => (existsSync(join(folder, "opened")) ? readFileSync(join(folder, "opened"), "utf8") : "");
await until("the browser", () => opened() === `${address}\n`);
rmSync(join(folder, "opened"));
const port = new URL(address).port;

const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1100, height: 900 } });
const outside = [];
const faults = [];
page.on("request", (request) => request.url().startsWith(address) || outside.push(request.url()));
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

const texts = () => page.locator(".texts span").allTextContents().then((all) => all.join(" "));
const shows = (text) => until(`«${text}» on the page`, async () => (await texts()).includes(text));
/** Waits until what is seen is drawn as it was last told; before that, a text may be replaced under a click. */
const settled = () =>
  until("the pages to be drawn", () =>
    page.evaluate(() => [...byId("pages").children].filter(isNear).every(({ dataset }) => dataset.drawn === dataset.id)),
  );
const status = () => page.locator("#status").textContent();
const says = (text) => until(`the status «${text}»`, async () => (await status()).includes(text));
const look = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
let step = "";
const begin = (name) => {
  if (step) console.log(`ok   ${step}`);
  step = name;
};
process.on("uncaughtException", (error) => {
  console.error(`in vain: ${step}\n`, error, watched.said);
  process.exit(1);
});

/** What axe finds on the page as it is. */
async function accessible(name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`);
  assert.deepEqual(told, [], `axe: ${name}`);
}

begin("the page is there, with its report, its period and its pages");
await page.goto(address);
await says("7 sider, à jour");
const plain = (text) => text.replaceAll("\u00a0", " ");
assert.equal(plain(await page.locator("#title").textContent()), "Region Nord: statusrapport 3. kvartal 2026");
assert.equal(await page.locator("html").getAttribute("lang"), "nb");
await shows("Regionen er i rute på nettverk og profilering.");
await accessible("a page");
await look("page");

begin("nothing but this page may ask: other names, other methods, other paths");
const asked = (path, host) =>
  new Promise((done) => get({ port, path, host: "127.0.0.1", headers: { Host: host } }, (it) => done(it.resume().statusCode)));
assert.equal(await asked("/state", "evil.example"), 403);
assert.equal(await asked("/state", `evil.example:${port}`), 403);
assert.equal(await asked("/", `127.0.0.1:${port}`), 200);
assert.equal(await asked("/../../etc/passwd", `127.0.0.1:${port}`), 404);
assert.equal(await asked("/state?report=no/such", `127.0.0.1:${port}`), 404);
assert.equal((await fetch(address, { method: "PUT" })).status, 405);
const sent = (origin) => fetch(new URL("/origin?page=0&piece=0", address), { method: "POST", headers: origin && { origin } });
assert.equal((await sent()).status, 403);
assert.equal((await sent("http://evil.example")).status, 403);
assert.equal((await sent(address.slice(0, -1))).status, 404);

begin("a saved file is a new page, and the page stays where it was");
await page.evaluate(() => scrollTo(0, 1500));
edit(period, "Regionen er i rute", "Regionen er godt i rute");
await shows("Regionen er godt i rute");
assert.equal(await page.evaluate(() => Math.round(scrollY)), 1500);
await page.evaluate(() => scrollTo(0, 0));

begin("an editor that saves by renaming");
writeFileSync(`${period}~`, readFileSync(period, "utf8").replace("godt i rute", "fint i rute"));
renameSync(`${period}~`, period);
await shows("Regionen er fint i rute");

begin("an error dims the last good pages and is told above them");
edit(period, "type: statusrapport", "type: statusraport");
await says("filene har feil");
assert.equal(await page.locator("#pages").getAttribute("class"), "old");
const finding = page.locator("#list li").first();
assert.match(await finding.innerText(), /statusraport/);
assert.match(await finding.innerText(), /2026-k3\.yaml, linje 3/);
assert.match(await finding.locator("mark").innerText(), /statusraport/);
assert.match(await finding.locator("a").getAttribute("href"), /^vscode:\/\/file\/.*preview%20.*2026-k3\.yaml:3:7$/);
await accessible("an error");
await look("error");

begin("mended, the findings are gone");
edit(period, "type: statusraport", "type: statusrapport");
await says("7 sider, à jour");
assert(await page.locator("#findings").isHidden());
assert.equal(await page.locator("#pages").getAttribute("class"), "");

begin("a template that is wrong, and one that comes and goes");
const templates = join(folder, "templates/sections");
mkdirSync(templates, { recursive: true });
writeFileSync(join(templates, "summary.typ"), "#let summary(report) = [\n  #ukjent\n]\n");
await says("filene har feil");
assert.match(await page.locator("#list").innerText(), /templates\/sections\/summary\.typ, linje 2/);
await look("template-error");
rmSync(join(folder, "templates"), { recursive: true });
await says("7 sider, à jour");

begin("warnings are a count that opens");
edit(period, "    kommentar: Næringsplanen er skrevet i førsteutkast.", "    kommentar: TODO");
await until("a count", () => page.locator("#warnings").isVisible());
assert.match(await page.locator("#warnings").innerText(), /^1 advarsel$/);
await page.locator("#warnings").click();
assert.match(await page.locator("#list").innerText(), /TODO/);
await accessible("warnings");
await look("warnings");
writeFileSync(period, original);
await until("no count", () => page.locator("#warnings").isHidden());

begin("a text leads to the line that it comes from");
const from = async (text, exact = false) => {
  const span = page.locator(".texts span").filter({ hasText: exact ? new RegExp(`^${text}$`) : text }).first();
  // What was told before may lie above the text.
  await page.keyboard.press("Escape");
  await settled();
  await span.scrollIntoViewIfNeeded();
  await settled();
  await span.click({ force: true });
  await until("an answer", async () => !(await page.locator("#origin-text").innerText()).startsWith("leter"));
  return page.locator("#origin-text").innerText();
};
assert.match(await from("fordi grunnundersøkelsene"), /står her:\s+data\/eksempelprogrammet\/regioner\/nord\/2026-k3\.yaml, linje 9/);
assert.match(await page.locator("#origin a").first().getAttribute("href"), /^vscode:.*2026-k3\.yaml:9:\d+$/);
await until("the editor", () => /^vscode:.*2026-k3\.yaml:9:\d+\n$/.test(opened()));
await accessible("an origin");
await look("origin");
begin("a number leads to its own line, though others read the same");
assert.match(await from("34.394", true), /region\.yaml, linje 22/);
assert.match(await from("Storvik", true), /region\.yaml, linje \d+/);
assert.match(await page.locator("#origin-text").innerText(), /Satt av templates\/.*\.typ, linje \d+ \(innebygd\)/);
begin("a status, a label, and what is worked out, are told apart");
assert.match(await from("Mindre avvik", true), /2026-k3\.yaml, linje \d+/);
assert.match(await from("Søkerkommune", true), /er laget med ordet .*Det kan endres i templates\/lang\/nb\.yaml/s);
assert.match(await from("64 %"), /regnet ut eller skrevet i malen/);
await look("derived");

begin("with the keyboard alone");
await page.keyboard.press("Escape");
assert(await page.locator("#origin").isHidden());
await page.locator(".texts").first().focus();
for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
assert.equal(plain(await page.evaluate(() => document.activeElement.textContent)), "3. kvartal 2026");
await page.keyboard.press("Enter");
await until("an answer", async () => /regnet ut|står her|laget med ordet/.test(await page.locator("#origin-text").innerText()));
await page.keyboard.press("Escape");

begin("another report, another template, another size");
await page.locator("#template").selectOption("enside");
await says("1 side, à jour");
await page.locator("#report").selectOption("byregionprogrammet/rana/2018");
await until("Rana", async () => (await page.locator("#title").textContent()).startsWith("Ranaregionen"));
const width = () => page.locator(".page").first().evaluate((it) => it.clientWidth);
await page.locator("#zoom").selectOption("0.5");
assert.equal(await width(), 397);
await page.reload();
await until("Rana", async () => (await page.locator("#title").textContent()).startsWith("Ranaregionen"));
assert.equal(await width(), 397);
const pdf = await fetch(new URL(await page.locator("#pdf").getAttribute("href"), address));
assert.equal(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString(), "%PDF-");
await page.locator("#zoom").selectOption("fit");
await look("rana");
await page.locator("#report").selectOption("eksempelprogrammet/nord/2026-k3");
await says("7 sider, à jour");

begin("the report as a web page, which follows the files and stays where it was read");
const inside = page.frameLocator("#web iframe:not(.coming)");
const tells = (text) => until(`«${text}» on the web page`, async () => plain(await inside.locator("main").innerText()).includes(text));
await page.locator("#medium").selectOption("web");
await says("nettsiden er à jour");
await tells("Regionen er i rute på nettverk og profilering.");
await accessible("a web page");
const height = () => page.locator("#web iframe:not(.coming)").evaluate((frame) => frame.contentWindow.scrollY);
await page.locator("#web iframe").evaluate((frame) => frame.contentWindow.scrollTo(0, 900));
edit(period, "Regionen er i rute", "Regionen er helt i rute");
await tells("Regionen er helt i rute");
await until("the same height", async () => (await height()) === 900);
await page.locator("#width").selectOption("390");
await until("the width of a telephone", async () => (await page.locator("#web iframe").boundingBox()).width === 390);
await look("web");
edit(period, "Regionen er helt i rute", "Regionen er i rute");
await page.locator("#medium").selectOption("");
await says("7 sider, à jour");

begin("a data folder that vanishes and comes back");
renameSync(join(folder, "data"), join(folder, "away"));
// A run that reads while the folder goes may tell of a file first.
await until("a failure", async () => (await page.locator("#findings").innerText()).includes("ingen mappe «data»"));
await look("vanished");
renameSync(join(folder, "away"), join(folder, "data"));
await says("7 sider, à jour");
edit(period, "Regionen er i rute", "Regionen er atter i rute");
await shows("Regionen er atter i rute");

begin("many files at once, as git changes them");
for (let i = 0; i < 30; i++) edit(region, "navn: ", "navn: ");
edit(region, "navn: Region Nord", "navn: Region Nordvest");
edit(period, "atter i rute", "nå i rute");
await until("both", async () => (await texts()).includes("Region Nordvest") && (await texts()).includes("nå i rute"));
edit(region, "navn: Region Nordvest", "navn: Region Nord");

begin("only what is concerned is written");
const written = () => watched.said.match(/rapporter\/\S+\.pdf/g) ?? [];
// A worker that has just started writes what the edit before concerns.
await pause(2500);
const before = written().length;
edit(join(folder, "data/eksempelprogrammet/regioner/fjord/region.yaml"), "navn: ", "navn: Ny ");
await pause(1500);
assert.equal(written().length, before, "another region's file changed");

begin("a page that stays open over a restart");
watched.child.kill("SIGINT");
assert.equal(await watched.ended, 0);
assert.match(watched.said, /avsluttet; det som er skrevet, er helt/);
await says("svarer ikke");
// It says nothing else while it waits.
faults.length = 0;
edit(period, "nå i rute", "igjen i rute");
watched = await watch(folder, "nord/2026-k3", "--port", port);
await shows("igjen i rute");
assert.deepEqual(faults.filter((it) => !/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE/.test(it)), []);

begin("dark, narrow, and in English");
await page.emulateMedia({ colorScheme: "dark" });
await accessible("dark");
await page.setViewportSize({ width: 420, height: 800 });
await accessible("narrow");
await look("dark-narrow");
const english = await watch(folder, "nord/2026-k3", "--lang", "en", "--port", "3450", "--editor", "none");
await page.goto(english.address);
await says("7 pages, up to date");
assert.equal(await page.locator("html").getAttribute("lang"), "en");
await from("Søkerkommune", true);
assert.equal(await page.locator("#origin a").count(), 0);
await accessible("English");
await look("english");

begin("it has asked nobody else");
assert.deepEqual(outside.filter((url) => !/^http:\/\/localhost:3450/.test(url)), []);
console.log(`ok   ${step}`);
await chromium.close();
process.exit(0);
