/** For Node: `require`, and `import` by way of it. */

import { DuebyAuthoring } from "../authoring-api.js";
import type { LoadOptions } from "../shipped.js";
import { loadedModule } from "./module.js";

export * from "../authoring-api.js";
export type { LoadOptions, PackId } from "../shipped.js";

let dueby: DuebyAuthoring | undefined;

/** The engine, loaded the first time it is asked for, and the shipped packs that are asked for; a promise as in browsers. */
export async function load(options?: LoadOptions): Promise<DuebyAuthoring> {
  return loadSync(options);
}

/** The same at once: files are there in Node. */
export function loadSync(options: LoadOptions = {}): DuebyAuthoring {
  const raw = loadedModule(options);
  return (dueby ??= DuebyAuthoring.of(raw));
}
