/** For Node: `require`, and `import` by way of it. */

import { DuebyAuthoring } from "../authoring-api.js";
import * as raw from "./glue/authoring.js";

export * from "../authoring-api.js";

const loaded = new DuebyAuthoring(raw);

/** The engine, which is there at once; a promise as in browsers. */
export function load(): Promise<DuebyAuthoring> {
  return Promise.resolve(loaded);
}
