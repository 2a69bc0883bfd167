/** For Node: `require`, and `import` by way of it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DuebyReport } from "../report-api.js";
import * as raw from "../glue/report.js";

export * from "../report-api.js";

let loaded: DuebyReport | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<DuebyReport> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): DuebyReport {
  if (loaded === undefined) {
    raw.initSync({ module: readFileSync(join(__dirname, "../../report.wasm")) });
    loaded = DuebyReport.of(raw);
  }
  return loaded;
}
