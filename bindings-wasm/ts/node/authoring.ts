/** For Node: `require`, and `import` by way of it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DuebyAuthoring } from "../authoring-api.js";
import * as raw from "../glue/authoring.js";

export * from "../authoring-api.js";

let loaded: DuebyAuthoring | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<DuebyAuthoring> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): DuebyAuthoring {
  if (loaded === undefined) {
    raw.initSync({ module: readFileSync(join(__dirname, "../../authoring.wasm")) });
    loaded = DuebyAuthoring.of(raw);
  }
  return loaded;
}
