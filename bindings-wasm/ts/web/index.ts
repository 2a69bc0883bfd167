/** For browsers and bundlers. */

import { Dueby } from "../api.js";
import * as raw from "./glue/dueby.js";

export * from "../api.js";

let loaded: Promise<Dueby> | undefined;

/**
 * Loads the engine, once. `source` is where the module is, or the module itself, where that is not beside this file.
 */
export function load(source?: URL | string | Response | BufferSource | WebAssembly.Module): Promise<Dueby> {
  loaded ??= raw
    .default({ module_or_path: source ?? new URL("../wasm/dueby_bg.wasm", import.meta.url) })
    .then(() => new Dueby(raw))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
