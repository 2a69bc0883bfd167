/** For browsers and bundlers. */

import { DuebyFull } from "../full-api.js";
import * as raw from "../glue/full.js";

export * from "../full-api.js";

/** Where the module is, or the module itself. */
export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

let loaded: Promise<DuebyFull> | undefined;

/** Loads the engine, once; `source` where its module does not lie in the package's folder any more. */
export function load(source?: Source): Promise<DuebyFull> {
  loaded ??= raw
    .default({ module_or_path: source ?? new URL("../../full.wasm", import.meta.url) })
    .then(() => DuebyFull.of(raw))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
