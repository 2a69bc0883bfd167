/** For browsers and bundlers. */

import { DuebyReport } from "../report-api.js";
import * as raw from "../glue/report.js";

export * from "../report-api.js";

/** Where the module is, or the module itself. */
export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

let loaded: Promise<DuebyReport> | undefined;

/** Loads the engine, once; `source` where its module does not lie in the package's folder any more. */
export function load(source?: Source): Promise<DuebyReport> {
  loaded ??= raw
    .default({ module_or_path: source ?? new URL("../../report.wasm", import.meta.url) })
    .then(() => DuebyReport.of(raw))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
