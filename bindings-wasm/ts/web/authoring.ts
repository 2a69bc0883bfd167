/** For browsers and bundlers. */

import { DuebyAuthoring } from "../authoring-api.js";
import * as raw from "../glue/authoring.js";
import { type LoadOptions, loader } from "../loader.js";

export * from "../authoring-api.js";
export type { PackId } from "../shipped.js";
export type { LoadOptions, Source } from "../loader.js";

/** Loads the engine, once, and the shipped packs that are asked for. */
export const load: (options?: LoadOptions) => Promise<DuebyAuthoring> = loader(raw, () => new URL("../../authoring.wasm", import.meta.url), DuebyAuthoring.of);
