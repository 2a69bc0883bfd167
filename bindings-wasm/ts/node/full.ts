/** For Node: `require`, and `import` by way of it. */

import { DuebyFull } from "../full-api.js";
import { loadedModule } from "./module.js";

export * from "../full-api.js";

let loaded: DuebyFull | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<DuebyFull> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): DuebyFull {
  loaded ??= DuebyFull.of(loadedModule());
  return loaded;
}
