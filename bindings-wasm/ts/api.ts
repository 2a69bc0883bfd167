/** What the package offers, over a module that has been loaded. */

import { Calendar } from "./calendar.js";
import { Engine, type PackContents } from "./engine.js";
import { called, refused } from "./error.js";
import type { Raw, RawBuilder } from "./raw.js";
import { camelled } from "./words.js";

export type * from "./answers.js";
export type { AttributeColumn, BatchInput, BatchRows, Coded, Words } from "./batch.js";
export { Calendar, type Counting, type Sum } from "./calendar.js";
export {
  Engine, type Options, type PackContents, type PictureOptions, type ToldAssessment, type ToldClock, type ToldRight,
} from "./engine.js";
export { DuebyError, type Problem } from "./error.js";
export type { Time } from "./words.js";

/** What an engine is made of. */
export interface Rules {
  /** The ids of shipped packs. */
  packs: readonly string[];
  /** What a landlord fills in, written as in a pack: `{ "apology-time": "2 working days" }`. */
  parameters?: Readonly<Record<string, string>>;
}

/** The engine and the shipped rules. */
export class Dueby {
  readonly #raw: Raw;

  /** @internal */
  constructor(raw: Raw) {
    this.#raw = raw;
  }

  /** The ids of the shipped packs. */
  get packIds(): readonly string[] {
    return this.#raw.packIds().split("\n");
  }

  /** The ids of the shipped calendars. */
  get calendarIds(): readonly string[] {
    return this.#raw.calendarIds().split("\n");
  }

  /** What is in a shipped pack. */
  pack(id: string): PackContents {
    return camelled(JSON.parse(called(() => this.#raw.describePack(id)))) as PackContents;
  }

  /**
   * A shipped calendar, such as `england-and-wales`.
   *
   * @throws DuebyError with the code `unknown-calendar`.
   */
  calendar(id: string): Calendar {
    const raw = called(() => this.#raw.shippedCalendar(id));
    if (raw === undefined) {
      const hint = `the calendars are ${this.calendarIds.join(", ")}`;
      throw refused("unknown-calendar", `there is no calendar "${id}"`, hint);
    }
    return new Calendar(raw);
  }

  /**
   * An engine with these rules and every shipped calendar.
   *
   * @throws DuebyError with everything that is wrong with them.
   */
  engine(rules: Rules): Engine {
    return built(this.#raw, rules, () => {});
  }
}

/** @internal */
export function built(raw: Raw, rules: Rules, more: (builder: RawBuilder) => void): Engine {
  const builder = called(() => new raw.Builder());
  try {
    more(builder);
    return called(() => {
      rules.packs.forEach((id) => builder.pack(id));
      Object.entries(rules.parameters ?? {}).forEach(([name, value]) => builder.parameter(name, value));
      return new Engine(builder.build(), raw);
    });
  } finally {
    builder.free();
  }
}
