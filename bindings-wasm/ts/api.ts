/** What the package offers, over a module that has been loaded. */

import { Calendar } from "./calendar.js";
import { Engine, type PackContents } from "./engine.js";
import { called, refused, type Written } from "./error.js";
import type { Raw, RawBuilder, RawEngine } from "./raw.js";
import { loadedIds, mustBeLoaded } from "./shipped.js";
import { camelled } from "./words.js";

export type * from "./answers.js";
export { Calendar, type Counting, type Explained, type Sum } from "./calendar.js";
export {
  type DirectoryContents, type DueOptions, Engine, type Options, type PackContents, type ToldAssessment, type ToldClock,
  type ToldRight,
} from "./engine.js";
export { DuebyError, type Problem } from "./error.js";
export type { Time } from "./words.js";

/** What an engine is made of. */
export interface Rules {
  /** The names of shipped packs that are loaded: with an id all of its versions, with `id@version` that one alone. */
  packs: readonly string[];
  /** What a landlord fills in, written as in a pack: `{ "apology-time": "2 working days" }`. */
  parameters?: Readonly<Record<string, string>>;
}

/** The engine and the shipped rules. */
export class Dueby {
  readonly #raw: Raw;

  protected constructor(raw: Raw) {
    this.#raw = raw;
  }

  /** @internal */
  static of(raw: Raw): Dueby {
    return new Dueby(raw);
  }

  /** The ids of the shipped packs that are loaded. */
  get packIds(): readonly string[] {
    return loadedIds(this.#raw);
  }

  /** The ids of the shipped calendars. */
  get calendarIds(): readonly string[] {
    return this.#raw.calendarIds().split("\n");
  }

  /**
   * What is in a shipped pack, by its id or `id@version`: every version of it, in the order of their dates.
   *
   * @throws DuebyError with the code `unknown-pack`, also for one that was not loaded.
   */
  packVersions(name: string): readonly PackContents[] {
    mustBeLoaded(this.#raw, name);
    return camelled(JSON.parse(called(() => this.#raw.describePacks(name)))) as PackContents[];
  }

  /** The same, of several versions the last. */
  pack(name: string): PackContents {
    return this.packVersions(name).at(-1)!;
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
    return Calendar.of(raw);
  }

  /**
   * An engine with these rules and every shipped calendar.
   *
   * @throws DuebyError with everything that is wrong with them.
   */
  engine(rules: Rules): Engine {
    return Engine.of(built(this.#raw, rules, [], () => {}), rules.parameters);
  }
}

/** @internal */
export function built(raw: Raw, rules: Rules, texts: Written, more: (builder: RawBuilder) => void): RawEngine {
  return called(() => {
    const builder = new raw.Builder();
    try {
      rules.packs.forEach((name) => {
        mustBeLoaded(raw, name);
        builder.pack(name);
      });
      more(builder);
      Object.entries(rules.parameters ?? {}).forEach(([name, value]) => builder.parameter(name, value));
      return builder.build();
    } finally {
      builder.free();
    }
  }, texts);
}
