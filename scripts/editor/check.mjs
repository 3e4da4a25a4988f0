// Asks the YAML language server, which editors use, what it thinks of the data files, and
// compares it with the tool: the samples are without fault, every invalid file whose fault a
// schema can see has one, completion offers fields and words, and hover texts are Norwegian.
//
//   node scripts/editor/check.mjs        after `npm install --no-save yaml-language-server@1.25.0`
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const schema = (kind) => pathToFileURL(join(root, `data/schema/${kind}.json`)).href;

// Codes of faults that only the tool can see: they concern the calendar, the sense of a text,
// other files, or several values at once.
const onlyOurs = new Set(
  `no-such-date thousands-dot markdown empty-text outside-project comment folded-list contrast
   missing-picture picture-format picture-name broken-picture date-order character unknown-font
   pdf-standards outside-program duplicate-id unknown-id direction sum reserved-id progress-status
   curly-quotes semicolon missing-space incomplete-deviation reached-status reached-later unaccounted
   second-document empty-file tab-inside html-entity not-a-bar folded-text sum-row negative-amount forecast-below bullet
   municipality-twice several-values section-twice unknown-section applicant-time`
    .split(/\s+/),
);
// Files whose fault the server overlooks, though the schema has it or YAML does: a name without a
// value in braces, .nan as a number, two documents, control characters; and names in braces in a heading, which only a rule sees.
const overlooked = new Set(["braces-text.yaml", "not-a-number.yaml", "headings.yaml", "mistake-110-dots-to-be-done.yaml",
  "mistake-137-comma-in-braces.yaml", "mistake-186-vertical-tab.yaml"]);

const server = spawn("node", [join(root, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"]);
const pending = new Map();
const diagnostics = new Map();
let buffer = Buffer.alloc(0);
let next = 1;

const send = (message) => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
const request = (method, params) =>
  new Promise((done) => {
    pending.set(next, done);
    send({ id: next++, method, params });
  });

server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end))[1]);
    if (buffer.length < end + 4 + length) return;
    const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length));
    buffer = buffer.subarray(end + 4 + length);
    receive(message);
  }
});

const settings = {
  yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } },
};
function receive(message) {
  if (message.method === "textDocument/publishDiagnostics") {
    const { uri, diagnostics: found } = message.params;
    diagnostics.get(uri)?.(found);
  } else if (message.method === "workspace/configuration") {
    send({ id: message.id, result: message.params.items.map((item) => settings[item.section] ?? null) });
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (pending.has(message.id)) {
    pending.get(message.id)(message.result);
    pending.delete(message.id);
  }
}

/// Opens a text as a file of a kind and gives what the server finds in it.
let opened = 0;
async function open(kind, text) {
  const uri = pathToFileURL(join(root, `editor-${opened++}.yaml`)).href;
  const withSchema = `# yaml-language-server: $schema=${schema(kind)}\n${text}`;
  const found = new Promise((done) => diagnostics.set(uri, done));
  send({
    method: "textDocument/didOpen",
    params: { textDocument: { uri, languageId: "yaml", version: 1, text: withSchema } },
  });
  return { uri, found: await found };
}

const faults = [];
const expect = (truth, what) => truth || faults.push(what);

await request("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(root).href,
  capabilities: {
    textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } }, hover: {} },
    workspace: { configuration: true },
  },
});
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings } });

let samples = 0;
function* yamlFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && entry.name.endsWith(".yaml")) yield join(entry.parentPath, entry.name);
  }
}
for (const path of yamlFiles(join(root, "data"))) {
  const name = path.split("/").at(-1);
  const kind = name === "program.yaml" ? "program" : name === "region.yaml" ? "region" : "period";
  const { found } = await open(kind, readFileSync(path, "utf8"));
  expect(found.length === 0, `${path}: ${found.map((it) => it.message).join("; ")}`);
  samples++;
}

let invalid = 0;
for (const folder of ["program", "region", "period", "status"]) {
  const kind = folder === "status" ? "period" : folder;
  for (const path of yamlFiles(join(root, "tests/invalid", folder))) {
    const text = readFileSync(path, "utf8");
    const codes = [...text.matchAll(/^# Error: \S+ (\S+)/gm)].map((match) => match[1]);
    const visible = codes.filter((code) => !onlyOurs.has(code));
    const { found } = await open(kind, text);
    if (overlooked.has(path.split("/").at(-1))) continue;
    if (visible.length > 0) {
      expect(found.length > 0, `${path}: the editor finds nothing, we find ${visible.join(", ")}`);
      invalid++;
    } else if (codes.length === 0) {
      expect(found.length === 0, `${path}: the editor finds ${found.map((it) => it.message)}, we none`);
    }
  }
}

const at = (line, character) => ({ line, character });
const { uri } = await open("region", "navn: Nord\nsøkerkommune: Storvik\ns\n");
const fields = await request("textDocument/completion", { textDocument: { uri }, position: at(3, 1) });
const labels = (fields?.items ?? []).map((item) => item.label);
expect(labels.includes("samarbeidskommuner"), `fields that are offered: ${labels}`);
const item = (fields?.items ?? []).find((it) => it.label === "samarbeidskommuner");
expect(/kommunene/.test(JSON.stringify(item?.documentation ?? "")), "an offered field is described in Norwegian");
const hover = await request("textDocument/hover", { textDocument: { uri }, position: at(2, 3) });
expect(/Kommunen som søkte/.test(JSON.stringify(hover ?? "")), `hover: ${JSON.stringify(hover)}`);

const status = await open("period", "type: statusrapport\nsamlet_status: \n");
const words = await request("textDocument/completion", {
  textDocument: { uri: status.uri },
  position: at(2, 15),
});
const offered = (words?.items ?? []).map((it) => it.label);
for (const word of ["etter-plan", "mindre-avvik", "vesentlig-avvik", "fullført"]) {
  expect(offered.includes(word), `words that are offered: ${offered}`);
}
expect(/Alt går som det skal/.test(JSON.stringify(words)), "a word is described");

server.kill();
for (const fault of faults) console.error(fault);
console.log(`editor: ${samples} samples without fault, ${invalid} invalid files found, ${faults.length} differences`);
process.exit(faults.length === 0 ? 0 : 1);
