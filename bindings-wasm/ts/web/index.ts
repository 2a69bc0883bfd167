/** For browsers and bundlers. */

import { Dueby } from "../api.js";
import * as raw from "../glue/dueby.js";

export * from "../api.js";

/** Where the module is, or the module itself. */
export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

let loaded: Promise<Dueby> | undefined;

/** Loads the engine, once; `source` where its module does not lie in the package's folder any more. */
export function load(source?: Source): Promise<Dueby> {
  loaded ??= raw
    .default({ module_or_path: source ?? new URL("../../dueby.wasm", import.meta.url) })
    .then(() => Dueby.of(raw))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
