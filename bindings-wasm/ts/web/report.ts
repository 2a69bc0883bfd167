/** For browsers and bundlers. */

import { DuebyReport } from "../report-api.js";
import * as raw from "../glue/report.js";
import { type LoadOptions, loader } from "../loader.js";

export * from "../report-api.js";
export type { PackId } from "../shipped.js";
export type { LoadOptions, Source } from "../loader.js";

/** Loads the engine, once, and the shipped packs that are asked for. */
export const load: (options?: LoadOptions) => Promise<DuebyReport> = loader(raw, () => new URL("../../report.wasm", import.meta.url), DuebyReport.of);
