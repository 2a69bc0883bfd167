/** For browsers and bundlers. */

import { DuebyAuthoring } from "../authoring-api.js";
import * as raw from "./glue/authoring.js";

export * from "../authoring-api.js";

let loaded: Promise<DuebyAuthoring> | undefined;

/**
 * Loads the engine, once. `source` is where the module is, or the module itself, where that is not beside this file.
 */
export function load(source?: URL | string | Response | BufferSource | WebAssembly.Module): Promise<DuebyAuthoring> {
  loaded ??= raw
    .default({ module_or_path: source ?? new URL("../wasm/authoring_bg.wasm", import.meta.url) })
    .then(() => new DuebyAuthoring(raw))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
