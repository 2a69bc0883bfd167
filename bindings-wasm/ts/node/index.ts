/** For Node: `require`, and `import` by way of it. */

import { Dueby } from "../api.js";
import type { LoadOptions } from "../shipped.js";
import { loader } from "./module.js";

export * from "../api.js";
export type { LoadOptions, PackId } from "../shipped.js";

/** The engine at once, loaded the first time it is asked for, and the shipped packs that are asked for: files are there in Node. */
export const loadSync: (options?: LoadOptions) => Dueby = loader(Dueby.of);

/** The same, as a promise as in browsers. */
export const load = async (options?: LoadOptions): Promise<Dueby> => loadSync(options);
