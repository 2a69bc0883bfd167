/** For Node: `require`, and `import` by way of it. */

import { DuebyReport } from "../report-api.js";
import { loadedModule } from "./module.js";

export * from "../report-api.js";

let loaded: DuebyReport | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<DuebyReport> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): DuebyReport {
  loaded ??= DuebyReport.of(loadedModule());
  return loaded;
}
