/** For browsers and bundlers. */

import { DuebyFull } from "../full-api.js";
import * as raw from "../glue/full.js";
import { type LoadOptions, loader } from "../loader.js";

export * from "../full-api.js";
export type { PackId } from "../shipped.js";
export type { LoadOptions, Source } from "../loader.js";

/** Loads the engine, once, and the shipped packs that are asked for. */
export const load: (options?: LoadOptions) => Promise<DuebyFull> = loader(raw, () => new URL("../../full.wasm", import.meta.url), DuebyFull.of);
