// What Chromium takes to load and compile the module of each entry, from a server on the same
// machine, and to make an engine and give the first answer: each time in a new browser, in which
// nothing is kept. Prints the medians, by the clock on the wall, as a Markdown table.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { inPage, serve } from "../../bindings-wasm/tests/browser/served.mjs";
import { middle } from "./timing.mjs";

const TIMES = 11;
const MOST = 30;
const folder = mkdtempSync(join(tmpdir(), "dueby-"));
const page = (entry, packs) => `
  import { load } from "/dueby/esm/web/${entry}.js";
  // Without the page's own load, and the scripts before it.
  await new Promise((loaded) => setTimeout(loaded, 100));
  const begun = performance.now();
  const dueby = await load(${packs});
  const loadedAt = performance.now();
  const engine = dueby.engine({ packs: ["landlords/customer-care-strategy"] });
  const madeAt = performance.now();
  const received = { event: "complaint.received", at: "2025-12-19T16:42" };
  engine.assess({ case: "C-1", kind: "complaint", events: [received] }, "2025-12-22T09:00");
  const answeredAt = performance.now();
  window.took = [loadedAt - begun, madeAt - loadedAt, answeredAt - madeAt];
`;
const ONE = '{ packs: ["landlords/customer-care-strategy"] }';
const entries = [
  ["`dueby`, one pack by its name", "index", ONE], ["`dueby`", "index", ""], ["`dueby/full`", "full", ""],
  ["`dueby/authoring`", "authoring", ""],
];
entries.forEach(([, entry, packs], place) => {
  writeFileSync(join(folder, `${place}.html`), `<!doctype html><title>Loading</title><link rel="icon" href="data:,"><script type="module" src="${place}.js"></script>`);
  writeFileSync(join(folder, `${place}.js`), page(entry, packs));
});
const server = await serve({ pages: folder, dueby: fileURLToPath(new URL("../../target/wasm/package/dist", import.meta.url)) });
const took = (browser) => browser.waitForFunction(() => window.took).then((handle) => handle.jsonValue());
let reached = true;
console.log("| entry | loading and compiling | an engine | the first answer |\n|---|---:|---:|---:|");
for (const [place, [name, entry]] of entries.entries()) {
  const found = [];
  for (let time = 0; time < TIMES; time += 1) {
    found.push(await inPage(`${server.at}/pages/${place}.html`, took));
  }
  const [load, engine, answer] = [0, 1, 2].map((part) => middle(found.map((one) => one[part])));
  reached &&= entry !== "index" || load <= MOST;
  console.log(`| ${name} | ${load.toFixed(1)} ms | ${engine.toFixed(1)} ms | ${answer.toFixed(1)} ms |`);
}
console.log(`\n| goal | reached |\n|---|---|\n| \`dueby\` loaded and compiled in ${MOST} ms in Chromium | ${reached ? "yes" : "no"} |`);
await server.close();
rmSync(folder, { recursive: true });
