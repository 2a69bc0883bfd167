/** For Node: `require`, and `import` by way of it. */

import { Dueby } from "../api.js";
import { loadedModule } from "./module.js";

export * from "../api.js";

let loaded: Dueby | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<Dueby> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): Dueby {
  loaded ??= Dueby.of(loadedModule());
  return loaded;
}
