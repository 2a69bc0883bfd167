/** For Node: `require`, and `import` by way of it. */

import { Dueby } from "../api.js";
import * as raw from "./glue/dueby.js";

export * from "../api.js";

const loaded = new Dueby(raw);

/** The engine, which is there at once; a promise as in browsers. */
export function load(): Promise<Dueby> {
  return Promise.resolve(loaded);
}
