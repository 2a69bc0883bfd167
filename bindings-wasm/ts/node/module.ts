/** Node's module, which all entries share: files that are read once, at once. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as raw from "../glue/node.js";
import { type LoadOptions, Shipped } from "../shipped.js";

const shipped = new Shipped(raw);
let isRead = false;

/** How an entry is loaded: once, with the packs that are asked for. */
export function loader<T>(of: (module: typeof raw) => T): (options?: LoadOptions) => T {
  let dueby: T | undefined;
  return (options = {}) => {
    const missing = shipped.missing(options);
    if (!isRead) {
      raw.initSync({ module: readFileSync(join(__dirname, "../../node.wasm")) });
      isRead = true;
    }
    missing.forEach((file) => shipped.give(file, require(`../packs/${file}.js`).default));
    return (dueby ??= of(raw));
  };
}
