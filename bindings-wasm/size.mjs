// How much of the package is sent to a browser, compressed with gzip as a server does it.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = process.argv[2];
const KB = 1000;
const { version: VERSION } = JSON.parse(readFileSync(join(dist, "../package.json"), "utf8"));
/** What each entry should take at most with every shipped pack, and a little above what it takes now, until it does. */
const BUDGET = {
  dueby: { entry: "index", most: 150 * KB, ceiling: 226 * KB },
  full: { entry: "full", ceiling: 285 * KB },
  authoring: { entry: "authoring", most: 450 * KB, ceiling: 450 * KB },
  report: { entry: "report", most: 1200 * KB, ceiling: 630 * KB },
};

/** A script and all that it imports. */
function scripts(path, seen = new Set()) {
  if (!seen.has(path)) {
    seen.add(path);
    for (const [, name] of readFileSync(path, "utf8").matchAll(/\b(?:from|import)"(\.[^"]+)"/g)) {
      scripts(join(dirname(path), name), seen);
    }
  }
  return seen;
}

const compressed = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const told = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
// Beside each entry: every shipped pack in one script, or one in each.
const web = join(dist, "esm/web");
const packs = readdirSync(web).filter((file) => readFileSync(join(web, file)).includes(`dueby ${VERSION}`));
const sizes = (kept) => packs.filter(kept).map((file) => compressed(join(web, file)));
const [all] = sizes((file) => file.startsWith("all-"));
const each = sizes((file) => !file.startsWith("all-"));
console.log(`shipped packs: ${told(all)} all ${each.length}, ${told(Math.min(...each))} to ${told(Math.max(...each))} one`);
let wrong = false;
for (const [name, { entry, most, ceiling }] of Object.entries(BUDGET)) {
  const wasm = compressed(join(dist, `${name}.wasm`));
  const script = [...scripts(join(dist, `esm/web/${entry}.js`))].map(compressed).reduce((all, one) => all + one, 0);
  const size = wasm + script + all;
  const budget = most === undefined ? "" : `; the budget is ${told(most)}`;
  console.log(`${name}: ${told(size - all)} gzip, of it ${told(wasm)} module; ${told(size)} with every pack${budget}`);
  if (size > ceiling) {
    console.error(`${name} has grown beyond ${told(ceiling)}`);
    wrong = true;
  }
}
process.exitCode = wrong ? 1 : 0;
