/** The shipped packs, which are loaded by their names. */

import { refused } from "./error.js";
import { FILES, type PackId } from "./packs/index.js";
import type { Raw } from "./raw.js";

export type { PackId } from "./packs/index.js";

/** What is loaded. */
export interface LoadOptions {
  /**
   * The shipped packs that engines will be made of, by id; all of them where this is not said. What is loaded once stays,
   * and more can be loaded later.
   */
  packs?: readonly (PackId | `${PackId}@${string}`)[];
}

/** @internal */
export type File = PackId | "all";

const idOf = (name: string) => name.replace(/@.*/s, "") as PackId;

/** The packs that a module has. */
export class Shipped {
  readonly #raw: Raw;
  readonly #files = new Set<File>();

  constructor(raw: Raw) {
    this.#raw = raw;
  }

  /** The files that it needs for these packs and does not have. */
  missing({ packs }: LoadOptions): File[] {
    if (packs?.length === 0 || this.#files.has("all")) {
      return [];
    }
    const unknown = packs?.find((name) => !Object.hasOwn(FILES, idOf(name)));
    if (unknown !== undefined) {
      throw refused("unknown-pack", `there is no pack "${unknown}"`, `the packs are ${packIds().join(", ")}`);
    }
    const files = new Set<File>(packs?.map(idOf) ?? ["all"]);
    return [...files].filter((file) => !this.#files.has(file));
  }

  /** Takes what is in such a file, a byte a letter. */
  give(file: File, text: string): void {
    // It may have come twice, asked for at the same time.
    if (!this.#files.has(file)) {
      const bytes = new Uint8Array(text.length);
      for (let place = 0; place < bytes.length; place++) {
        bytes[place] = text.charCodeAt(place);
      }
      this.#raw.givePacks(bytes);
      this.#files.add(file);
    }
  }
}

/** The ids of all shipped packs, loaded or not. */
function packIds(): string[] {
  return Object.keys(FILES).filter((file) => file !== "all");
}

/** The ids of those that are loaded. */
export function loadedIds(raw: Raw): string[] {
  return raw.packIds().split("\n").filter((id) => id !== "");
}

/** Refuses a pack that there is and that was not loaded. */
export function mustBeLoaded(raw: Raw, name: string): void {
  const id = idOf(name);
  if (packIds().includes(id) && !loadedIds(raw).includes(id)) {
    throw refused("unknown-pack", `the pack "${name}" was not loaded`, `load it: load({ packs: ["${id}"] })`);
  }
}
