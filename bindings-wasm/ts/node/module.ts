/** Node's module, which all entries share: a file that is read once, at once. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as raw from "../glue/node.js";

let isRead = false;

/** What the module offers. */
export function loadedModule(): typeof raw {
  if (!isRead) {
    raw.initSync({ module: readFileSync(join(__dirname, "../../node.wasm")) });
    isRead = true;
  }
  return raw;
}
