// What the scripts beside this one share: a project of their own, the command that watches it, and
// a browser that looks at its page.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

export const root = resolve(import.meta.dirname, "../..");
export const program = process.env.REGIONRAPPORT ?? join(root, "target/release/regionrapport");

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until a question is answered with yes, or fails with what was waited for. */
export async function until(what, question, patience = 10_000) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(15);
  }
}

/** A copy of the samples in a new folder, which goes when the script ends. */
export function project() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "preview ")));
  cpSync(join(root, "data"), join(folder, "data"), { recursive: true });
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The command in a folder; `address` is where the page is. What it opens is written to `opened`. */
export async function watch(folder, ...args) {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\necho "$1" >> "${folder}/opened"\n`, { mode: 0o755 });
  const env = { ...process.env, LC_ALL: "nb_NO.UTF-8", PATH: `${bin}:${process.env.PATH}` };
  const child = spawn(program, ["watch", ...args], { cwd: folder, env });
  const watched = { child, said: "", ended: new Promise((done) => child.on("exit", done)) };
  const hear = (text) => (watched.said += text);
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  process.on("exit", () => child.kill("SIGKILL"));
  watched.address = await until("the address", () => /http:\S+/.exec(watched.said)?.[0]);
  return watched;
}

/** A browser that asks nobody but us. */
export const browser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
