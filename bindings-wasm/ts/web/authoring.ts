/** For browsers and bundlers. */

import { DuebyAuthoring } from "../authoring-api.js";
import * as raw from "../glue/authoring.js";

export * from "../authoring-api.js";

/** Where the module is, or the module itself. */
export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

let loaded: Promise<DuebyAuthoring> | undefined;

/** Loads the engine, once; `source` where its module does not lie in the package's folder any more. */
export function load(source?: Source): Promise<DuebyAuthoring> {
  loaded ??= raw
    .default({ module_or_path: source ?? new URL("../../authoring.wasm", import.meta.url) })
    .then(() => DuebyAuthoring.of(raw))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
