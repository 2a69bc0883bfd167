/** For Node: `require`, and `import` by way of it. */

import { DuebyAuthoring } from "../authoring-api.js";
import { loadedModule } from "./module.js";

export * from "../authoring-api.js";

let loaded: DuebyAuthoring | undefined;

/** The engine, loaded the first time it is asked for; a promise as in browsers. */
export async function load(): Promise<DuebyAuthoring> {
  return loadSync();
}

/** The same at once: files are there in Node. */
export function loadSync(): DuebyAuthoring {
  loaded ??= DuebyAuthoring.of(loadedModule());
  return loaded;
}
