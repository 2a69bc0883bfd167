/** For Node: `require`, and `import` by way of it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Dueby } from "../api.js";
import * as raw from "../glue/dueby.js";

export * from "../api.js";

let loaded: Dueby | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<Dueby> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): Dueby {
  if (loaded === undefined) {
    raw.initSync({ module: readFileSync(join(__dirname, "../../dueby.wasm")) });
    loaded = Dueby.of(raw);
  }
  return loaded;
}
