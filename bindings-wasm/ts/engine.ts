/** Cases asked of rules. */

import type { Assessment, Basis, Case, ClockAnswer, RightAnswer, Status, Timeline, WhatIf } from "./answers.js";
import { assessBatch, type BatchInput, type BatchRows } from "./batch.js";
import { Calendar } from "./calendar.js";
import { called } from "./error.js";
import type { Raw, RawEngine } from "./raw.js";
import { camelled, timeText, type Time } from "./words.js";

/** What may be asked beside the case. */
export interface Options {
  /** See only what was recorded by this moment. */
  knownAt?: Time;
  /** Take anything odd about the case as an error. */
  strict?: boolean;
  /**
   * Rules that are not confirmed and run all the same: `"all"`, `"unconfirmed"`, `"contested"`, a clock's id, or
   * a clock's reading, `"letter-response=working-days"`.
   */
  accept?: string | readonly string[];
}

/** What is known beside the start of a promise. */
export interface DueOptions extends Pick<Options, "accept"> {
  /** What is known of the case. */
  attributes?: NonNullable<Case["attributes"]>;
}

/** How a picture is drawn. */
export interface PictureOptions extends Options {
  /** The width in pixels, from 280 to 4000; 760 unless given. */
  width?: number;
  /** Dark on white, as a file of its own; else in the colours of the page that it stands in. */
  onPaper?: boolean;
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
export function acceptText(accept: Options["accept"] = []): string {
  return typeof accept === "string" ? accept : accept.join("\n");
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
  readonly #module: Raw;

  private constructor(raw: RawEngine, module: Raw) {
    this.#raw = raw;
    this.#module = module;
  }

  /** @internal */
  static of(raw: RawEngine, module: Raw): Engine {
    return new Engine(raw, module);
  }

  /** @internal */
  static rawOf(engine: Engine): RawEngine {
    return engine.#raw;
  }

  /**
   * The state of every promise in a case at a moment, with each reckoning in English.
   *
   * @throws DuebyError for a case or a time that cannot be read.
   */
  assess(given: Case | string, asOf: Time, options: Options = {}): ToldAssessment {
    const [text, ...rest] = this.#asked(given, asOf, options);
    return told(called(() => this.#raw.assessWithTexts(text, ...rest), asText(given)));
  }

  /** The same as JSON text: byte for byte what Rust and the command line write. */
  assessJson(given: Case | string, asOf: Time, options: Options = {}): string {
    const [text, ...rest] = this.#asked(given, asOf, options);
    return called(() => this.#raw.assess(text, ...rest), asText(given));
  }

  /** The next moment at which the answer would differ without a new event; null if never. */
  nextChange(given: Case | string, asOf: Time, options: Options = {}): string | null {
    return (JSON.parse(this.assessJson(given, asOf, options)) as { next_change: string | null }).next_change;
  }

  /** When one promise is due that starts at a time, with what is known of the case. */
  due(pack: string, clock: string, from: Time, options: DueOptions = {}): ToldAssessment {
    const known = JSON.stringify(options.attributes ?? {});
    return told(called(() => this.#raw.due(pack, clock, timeText(from), known, acceptText(options.accept)), null));
  }

  /** Every change of a case after one moment, up to and including another, if nothing happens but what it knows of. */
  timeline(given: Case | string, from: Time, until: Time, options: Options = {}): Timeline {
    return camelled(JSON.parse(this.timelineJson(given, from, until, options))) as Timeline;
  }

  /** The same as JSON text. */
  timelineJson(given: Case | string, from: Time, until: Time, options: Options = {}): string {
    const [text, first, ...rest] = this.#asked(given, from, options);
    return called(() => this.#raw.timeline(text, first, timeText(until), ...rest), asText(given));
  }

  /** What differs for some cases with other rules. */
  whatIf(other: Engine, cases: readonly (Case | string)[], asOf: Time, options: Pick<Options, "accept"> = {}): WhatIf {
    const lines = cases.map((one) => caseText(one).replace(/[\r\n]+/g, " "));
    const json = called(() =>
      this.#raw.whatIf(other.#raw, lines.join("\n"), timeText(asOf), acceptText(options.accept)), null,
    );
    return camelled(JSON.parse(json)) as WhatIf;
  }

  /** The answer drawn as a timeline: SVG text. */
  picture(given: Case | string, asOf: Time, options: PictureOptions = {}): string {
    const { width = 760, onPaper = false } = options;
    const [text, ...rest] = this.#asked(given, asOf, options);
    return called(() => this.#raw.picture(text, ...rest, width, onPaper), asText(given));
  }

  /** Many cases at once: typed arrays in, typed arrays out. */
  batch(input: BatchInput, asOf: Time, options: Pick<Options, "accept" | "knownAt"> = {}): BatchRows {
    const knownAt = options.knownAt === undefined ? undefined : timeText(options.knownAt);
    return assessBatch(this.#module, this.#raw, input, timeText(asOf), knownAt, acceptText(options.accept));
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

  #asked(given: Case | string, asOf: Time, options: Options): [string, string, string | undefined, boolean, string] {
    const { knownAt, strict = false, accept } = options;
    const known = knownAt === undefined ? undefined : timeText(knownAt);
    return [caseText(given), timeText(asOf), known, strict, acceptText(accept)];
  }
}
