/** How browsers load an entry: its module, once, and the shipped packs that are asked for. */

import type { Raw } from "./raw.js";
import { FILES } from "./packs/index.js";
import { type LoadOptions as Packs, Shipped } from "./shipped.js";

/** Where the module is, or the module itself. */
export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

/** What is loaded, and from where. */
export interface LoadOptions extends Packs {
  /** Where the module is, or the module itself, where it does not lie in the package's folder any more. */
  module?: Source;
}

/** @internal */
export interface Loadable extends Raw {
  default(from: { module_or_path: Source }): Promise<unknown>;
}

/** @internal */
export function loader<R extends Loadable, T>(raw: R, place: () => URL, of: (raw: R) => T): (options?: LoadOptions) => Promise<T> {
  const shipped = new Shipped(raw);
  let module: Promise<T> | undefined;
  const instantiated = async (from: Source) => {
    await raw.default({ module_or_path: from });
    return of(raw);
  };
  return async (options = {}) => {
    const missing = shipped.missing(options);
    module ??= instantiated(options.module ?? place()).catch((error: unknown) => {
      module = undefined;
      throw error;
    });
    const [dueby, ...files] = await Promise.all([module, ...missing.map((file) => FILES[file]())]);
    missing.forEach((file, place) => shipped.give(file, files[place]!.default));
    return dueby;
  };
}
