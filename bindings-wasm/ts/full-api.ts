/** What `dueby/full` offers beside. */

import { built, Dueby, type Rules } from "./api.js";
import { FullEngine } from "./full-engine.js";
import type { Raw, RawFullEngine } from "./raw.js";

export * from "./api.js";
export type { AttributeColumn, BatchInput, BatchOptions, BatchRows, Coded, Words } from "./batch.js";
export { FullEngine, type PictureOptions } from "./full-engine.js";

/** The engine with everything that can be asked of it, and the shipped rules. */
export class DuebyFull extends Dueby {
  readonly #raw: Raw;

  protected constructor(raw: Raw) {
    super(raw);
    this.#raw = raw;
  }

  /** @internal */
  static override of(raw: Raw): DuebyFull {
    return new DuebyFull(raw);
  }

  /** As {@link Dueby.engine}. */
  override engine(rules: Rules): FullEngine {
    return FullEngine.of(built(this.#raw, rules, [], () => {}) as RawFullEngine, rules.parameters);
  }
}
