/** For browsers and bundlers. */

import { Dueby } from "../api.js";
import * as raw from "../glue/dueby.js";
import { type LoadOptions, loader } from "../loader.js";

export * from "../api.js";
export type { PackId } from "../shipped.js";
export type { LoadOptions, Source } from "../loader.js";

/** Loads the engine, once, and the shipped packs that are asked for. */
export const load: (options?: LoadOptions) => Promise<Dueby> = loader(raw, () => new URL("../../dueby.wasm", import.meta.url), Dueby.of);
