/** For Node: `require`, and `import` by way of it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DuebyFull } from "../full-api.js";
import * as raw from "../glue/full.js";

export * from "../full-api.js";

let loaded: DuebyFull | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<DuebyFull> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): DuebyFull {
  if (loaded === undefined) {
    raw.initSync({ module: readFileSync(join(__dirname, "../../full.wasm")) });
    loaded = DuebyFull.of(raw);
  }
  return loaded;
}
