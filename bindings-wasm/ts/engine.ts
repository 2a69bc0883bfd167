/** Cases asked of rules. */

import type { Assessment, Basis, Case, ClockAnswer, RightAnswer, Status } from "./answers.js";
import { Calendar } from "./calendar.js";
import { called, refused } from "./error.js";
import type { RawEngine } from "./raw.js";
import { camelled, timeText, type Time } from "./words.js";

/** What may be asked beside the case. */
export interface Options {
  /** See only what was recorded by this moment, inclusive; everything unless said otherwise. */
  knownAt?: Time;
  /** Take anything odd about the case as an error; it is told in `findings` unless said otherwise. */
  strict?: boolean;
  /**
   * Rules that are not confirmed and run all the same: `"all"`, `"unconfirmed"`, `"contested"`, a clock's id, or
   * a clock's reading, `"letter-response=working-days"`. None unless said otherwise.
   */
  accept?: string | readonly string[];
  /** Readings of contested words by their clocks: `{ "letter-response": "working-days" }`. */
  readings?: Readonly<Record<string, string>>;
}

/** What is known beside the start of a promise. */
export interface DueOptions extends Pick<Options, "accept" | "readings"> {
  /** What is known of the case. */
  attributes?: NonNullable<Case["attributes"]>;
}

/** An answer about a clock, with its reckoning in English too. */
export type ToldClock = ClockAnswer & { readonly texts: readonly string[] };
/** An answer about a right, with its reckoning in English too. */
export type ToldRight = RightAnswer & { readonly texts: readonly string[] };
/** An answer, with each reckoning in English too. */
export type ToldAssessment = Omit<Assessment, "clocks" | "rights"> & {
  readonly clocks: readonly ToldClock[];
  readonly rights: readonly ToldRight[];
};

/** What is in a pack. */
export interface PackContents {
  readonly id: string;
  readonly title: string;
  readonly version: string | null;
  readonly revision: string;
  /** The id of its calendar. */
  readonly calendar: string;
  /** The document it was made from. */
  readonly document: string | null;
  readonly link: string | null;
  readonly notes: string | null;
  readonly clocks: readonly {
    readonly id: string;
    readonly promise: string;
    readonly kind: string;
    readonly basis: Basis;
    readonly status: Status;
    /** The events that start it. */
    readonly starts: readonly string[];
    /** The events that stop it. */
    readonly stops: readonly string[];
    /** Where in its document it stands, and where to find that. */
    readonly source: string | null;
    readonly link: string | null;
    /** When it was last held against its source. */
    readonly checked: string | null;
    readonly notes: string | null;
    /** The names of the readings of its contested words. */
    readonly readings: readonly string[];
  }[];
  /** What a landlord fills in. */
  readonly parameters: readonly {
    readonly name: string;
    readonly question: string;
    readonly filledIn: boolean;
  }[];
  /** What its rules ask of a case. */
  readonly attributes: readonly {
    readonly name: string;
    readonly of: "text" | "number" | "money" | "date" | "flag";
    /** The texts that it can be; any where none is listed. */
    readonly values: readonly string[];
    readonly question: string | null;
  }[];
}

/** What is in a directory. */
export interface DirectoryContents {
  readonly id: string;
  readonly title: string;
  readonly revision: string;
  /** The roles that it says something of. */
  readonly roles: readonly string[];
}

/** @internal A case as JSON; a text is taken to be JSON already. */
export function caseText(given: Case | string): string {
  if (typeof given === "string") {
    return given;
  }
  return JSON.stringify(given, function replace(this: unknown, name: string, value: unknown) {
    const before = (this as Record<string, unknown>)[name];
    if (before instanceof Date) {
      return timeText(before);
    }
    const isEvent = name !== "" && Array.isArray(this);
    if (isEvent && value !== null && typeof value === "object" && "recordedAt" in value) {
      const { recordedAt, ...event } = value;
      return { ...event, recorded_at: recordedAt };
    }
    return value;
  });
}

/** @internal What the caller wrote, where it was a text. */
export function asText(given: Case | string): string | null {
  return typeof given === "string" ? given : null;
}

/** @internal A word a line. */
export function acceptText({ accept = [], readings = {} }: Pick<Options, "accept" | "readings">): string {
  const words = typeof accept === "string" ? [accept] : accept;
  return [...words, ...Object.entries(readings).map((both) => both.join("="))].join("\n");
}

const OPTIONS = ["knownAt", "strict", "accept", "readings", "attributes", "width", "onPaper", "into"];

/** @internal A slip in a name would be an option that does nothing. */
export function knownOptions(options: object): void {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) {
      throw refused("unknown-field", `there is no option "${name}"`, `the options are ${OPTIONS.join(", ")}`);
    }
  }
}

/** @internal What the module is told of a question. */
export function asked(
  given: Case | string, asOf: Time, options: Options,
): [string, string, string | undefined, boolean, string] {
  knownOptions(options);
  const { knownAt, strict = false } = options;
  const known = knownAt === undefined ? undefined : timeText(knownAt);
  return [caseText(given), timeText(asOf), known, strict, acceptText(options)];
}

/** An answer with the texts of each reckoning beside its steps. */
function told(json: string): ToldAssessment {
  const { answer, clocks, rights } = JSON.parse(json) as {
    answer: Assessment;
    clocks: string[][];
    rights: string[][];
  };
  const whole = camelled(answer) as Assessment;
  return {
    ...whole,
    clocks: whole.clocks.map((clock, at) => ({ ...clock, texts: clocks[at] ?? [] })),
    rights: whole.rights.map((right, at) => ({ ...right, texts: rights[at] ?? [] })),
  };
}

/** Rules made ready to assess cases. It holds no clock and no state. */
export class Engine {
  readonly #raw: RawEngine;
  /** What a landlord filled in. */
  readonly parameters: Readonly<Record<string, string>>;

  protected constructor(raw: RawEngine, parameters: Readonly<Record<string, string>> | undefined) {
    this.#raw = raw;
    this.parameters = { ...parameters };
  }

  /** @internal */
  static of(raw: RawEngine, parameters: Readonly<Record<string, string>> | undefined): Engine {
    return new Engine(raw, parameters);
  }

  /** @internal */
  static rawOf(engine: Engine): RawEngine {
    return engine.#raw;
  }

  /**
   * The state of every promise in a case at a moment, with each reckoning in English. What happened after the moment
   * is not seen. Times are written in the zone of the first pack's calendar, `zone`.
   *
   * @example engine.assess({ case: "C-1", kind: "complaint", events: [{ event: "complaint.received", at: new Date() }] }, new Date())
   * @throws DuebyError for a case or a time that cannot be read, `bad-time` and `wrong-type` for example; for anything
   * odd about the case too where `strict` is asked for.
   */
  assess(given: Case | string, asOf: Time, options: Options = {}): ToldAssessment {
    const [text, ...rest] = asked(given, asOf, options);
    return told(called(() => this.#raw.assessWithTexts(text, ...rest), asText(given)));
  }

  /**
   * The same as JSON text: byte for byte what Rust and the command line write.
   *
   * @throws DuebyError as {@link assess}.
   */
  assessJson(given: Case | string, asOf: Time, options: Options = {}): string {
    const [text, ...rest] = asked(given, asOf, options);
    return called(() => this.#raw.assess(text, ...rest), asText(given));
  }

  /**
   * The next moment at which the answer would differ without a new event; null if never. With `Date.parse` it is when
   * to look again.
   *
   * @throws DuebyError as {@link assess}.
   */
  nextChange(given: Case | string, asOf: Time, options: Options = {}): string | null {
    return (JSON.parse(this.assessJson(given, asOf, options)) as { next_change: string | null }).next_change;
  }

  /**
   * When one promise is due that starts at a time, with what is known of the case: an answer with that clock alone.
   *
   * @example engine.due("landlords/customer-care-strategy", "complaint-acknowledgement", "2025-12-19").clocks[0].dueDate // "2025-12-23"
   * @throws DuebyError with the code `unknown-pack`, `unknown-clock`, `bad-time` or `time-range`.
   */
  due(pack: string, clock: string, from: Time, options: DueOptions = {}): ToldAssessment {
    knownOptions(options);
    const attributes = JSON.stringify(options.attributes ?? {});
    return told(called(() => this.#raw.due(pack, clock, timeText(from), attributes, acceptText(options)), null));
  }

  /** What is in its packs. */
  get packs(): readonly PackContents[] {
    return camelled(JSON.parse(this.#raw.packs())) as PackContents[];
  }

  /** Every type of event that a clock knows. */
  get eventTypes(): readonly string[] {
    const types = this.#raw.eventTypes();
    return types === "" ? [] : types.split("\n");
  }

  /** Who has which role, if it was told. */
  get directory(): DirectoryContents | null {
    const told = this.#raw.directory();
    return told === undefined ? null : (JSON.parse(told) as DirectoryContents);
  }

  /** The zone that answers are written in: that of the first pack's calendar. */
  get zone(): string {
    return this.#raw.zone();
  }

  /** A calendar that its clocks count with. */
  calendar(id: string): Calendar | null {
    const raw = this.#raw.calendar(id);
    return raw === undefined ? null : Calendar.of(raw);
  }

  /** Gives the memory back at once; otherwise that is done when the engine is collected. */
  free(): void {
    this.#raw.free();
  }
}
