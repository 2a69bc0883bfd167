/** Node's module, which all entries share: files that are read once, at once. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as raw from "../glue/node.js";
import { type LoadOptions, Shipped } from "../shipped.js";

const shipped = new Shipped(raw);
let isRead = false;

/** What the module offers, with these packs. */
export function loadedModule(options: LoadOptions): typeof raw {
  const missing = shipped.missing(options);
  if (!isRead) {
    raw.initSync({ module: readFileSync(join(__dirname, "../../node.wasm")) });
    isRead = true;
  }
  missing.forEach((file) => shipped.give(file, require(`../packs/${file}.js`).default));
  return raw;
}
