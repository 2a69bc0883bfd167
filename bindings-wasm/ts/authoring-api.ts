/** What `dueby/authoring` offers beside: rules, calendars and directories as texts. */

import { built, type Rules } from "./api.js";
import { Calendar } from "./calendar.js";
import { called, placed, type Problem } from "./error.js";
import { DuebyFull } from "./full-api.js";
import { FullEngine } from "./full-engine.js";
import type { RawAuthoring, RawFullEngine } from "./raw.js";

export * from "./full-api.js";

/** A text with what to call it in messages. */
export interface RuleText {
  /** A path or any other name. */
  file: string;
  /** TOML; packs and directories may be JSON. */
  text: string;
}

/** What an engine is made of, texts among it. */
export interface AuthoredRules extends Omit<Rules, "packs"> {
  /** The ids of shipped packs. */
  packs?: readonly string[];
  /** Packs as texts; each may extend a shipped one, or one before it. */
  texts?: readonly RuleText[];
  /** Calendars as texts; each may build on a shipped one, or one before it. */
  calendars?: readonly RuleText[];
  /** Who has which role. */
  directory?: RuleText;
}

/** What is wrong with some texts. */
export interface Report {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly problems: readonly Problem[];
}

/** The engine, the shipped rules, and the means to write others. */
export class DuebyAuthoring extends DuebyFull {
  readonly #raw: RawAuthoring;

  protected constructor(raw: RawAuthoring) {
    super(raw);
    this.#raw = raw;
  }

  /** @internal */
  static override of(raw: RawAuthoring): DuebyAuthoring {
    return new DuebyAuthoring(raw);
  }

  /** As {@link Dueby.engine}, with rules as texts too. */
  override engine(rules: AuthoredRules): FullEngine {
    const { texts = [], calendars = [], directory, packs = [], ...rest } = rules;
    const all = [...calendars, ...texts, ...(directory === undefined ? [] : [directory])];
    const raw = built(this.#raw, { ...rest, packs }, all, (builder) => {
      calendars.forEach(({ file, text }) => builder.calendarText?.(text, file));
      texts.forEach(({ file, text }) => builder.packText?.(text, file));
      if (directory !== undefined) {
        builder.directoryText?.(directory.text, directory.file);
      }
    });
    return FullEngine.of(raw as RawFullEngine, rest.parameters);
  }

  /** A calendar of one's own; it may build on a shipped one. */
  readCalendar({ file, text }: RuleText): Calendar {
    return Calendar.of(called(() => this.#raw.readCalendar(text, file), text));
  }

  /** Everything that is wrong with packs and calendars, with its places. Takes all together: they may name each other. */
  check(texts: readonly RuleText[]): Report {
    const json = this.#raw.check(texts.map(({ file }) => file), texts.map(({ text }) => text));
    const report = JSON.parse(json) as Report;
    return { ...report, problems: report.problems.map((problem) => placed(problem, texts)) };
  }
}
