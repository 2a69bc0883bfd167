/** Many cases at once. */

import type { Code, ReasonCode, State } from "./answers.js";
import { called } from "./error.js";
import type { RawColumns, RawFullEngine, RawRows } from "./raw.js";

/** Texts as codes: a row's text is `names[codes[row]]`; 4294967295 is none. */
export interface Coded {
  readonly names: readonly string[];
  readonly codes: Uint32Array;
}

/** An attribute over rows; for flags 0 is false, 1 true, all else missing. */
export type AttributeColumn = { readonly name: string } & (
  | { readonly texts: Coded }
  | { readonly numbers: Float64Array }
  | { readonly flags: Uint8Array }
);

/** Cases with their events, in columns. */
export interface BatchInput {
  /** What each case is about. */
  readonly kinds?: Coded;
  /** What is known of each case when it is opened. */
  readonly attributes?: readonly AttributeColumn[];
  /** The row of each case's first event, and one past the last row at the end. */
  readonly firstEvent: Uint32Array;
  /** The events of all cases. */
  readonly events: {
    /** The type of each. */
    readonly types: Coded;
    /** When each happened: milliseconds since 1970, as `Date` has them. */
    readonly times: Float64Array;
    /** What each time is: 0 an instant, 1 what the wall clock showed, 2 a date. All are instants without it. */
    readonly sorts?: Uint8Array;
    /** When each was recorded; NaN where that is not known. */
    readonly recorded?: Float64Array;
    /** The host's own number for each. */
    readonly references?: Float64Array;
    /** What each changes. */
    readonly sets?: readonly AttributeColumn[];
  };
}

/** A column of words: a row's is `names[codes[row]]`; -1 is none. */
export interface Words<W extends string> {
  readonly names: readonly W[];
  readonly codes: Int8Array;
}

/** A row for each instance of each clock, case by case. Times are milliseconds since 1970, NaN where there is none. */
export interface BatchRows {
  /** The clocks: a row's is `clocks[clock[row]]`; 4294967295 is a case that could not be read. */
  readonly clocks: readonly { readonly pack: string; readonly version: string | null; readonly clock: string }[];
  readonly case: Uint32Array;
  readonly clock: Uint32Array;
  readonly instance: Uint32Array;
  readonly state: Words<State>;
  readonly reason: Words<ReasonCode>;
  /** Why a case could not be read. */
  readonly status: Words<Code>;
  readonly started: Float64Array;
  readonly stopped: Float64Array;
  readonly due: Float64Array;
  readonly overdueFrom: Float64Array;
  /** The kind of time that `elapsed` and `remaining` are in. */
  readonly kind: Words<"elapsed" | "civil-days" | "civil-months" | "working-days" | "working-time">;
  readonly elapsed: Float64Array;
  readonly remaining: Float64Array;
  readonly nextChange: Float64Array;
  /** The number of the last escalation step whose moment has come; 0 for none. */
  readonly level: Uint32Array;
  readonly nextStep: Float64Array;
  /** The cases, each once. */
  readonly assessed: Uint32Array;
  /** When anything of each of these changes. */
  readonly caseNextChange: Float64Array;
}

const WHOLE = ["case", "clock", "instance", "level", "assessed"] as const;
const NUMBERS = [
  "started", "stopped", "due", "overdueFrom", "elapsed", "remaining", "nextChange", "nextStep", "caseNextChange",
] as const;
const WORDS = ["state", "reason", "status", "kind"] as const;

/** @internal */
export function assessBatch(
  engine: RawFullEngine, input: BatchInput, asOf: string, knownAt: string | undefined, accept: string,
): BatchRows {
  const { types, times, sorts, recorded, references, sets = [] } = input.events;
  const columns = engine.columns(input.firstEvent, [...types.names], types.codes, times);
  try {
    if (input.kinds !== undefined) {
      columns.kinds([...input.kinds.names], input.kinds.codes);
    }
    if (sorts !== undefined) {
      columns.sorts(sorts);
    }
    if (recorded !== undefined) {
      columns.recorded(recorded);
    }
    if (references !== undefined) {
      columns.references(references);
    }
    (input.attributes ?? []).forEach((column) => add(columns, false, column));
    sets.forEach((column) => add(columns, true, column));
    const rows = called(() => columns.assess(engine, asOf, knownAt, accept));
    try {
      return taken(rows);
    } finally {
      rows.free();
    }
  } finally {
    columns.free();
  }
}

function add(columns: RawColumns, ofEvents: boolean, column: AttributeColumn): void {
  if ("texts" in column) {
    columns.texts(ofEvents, column.name, [...column.texts.names], column.texts.codes);
  } else if ("numbers" in column) {
    columns.numbers(ofEvents, column.name, column.numbers);
  } else {
    columns.flags(ofEvents, column.name, column.flags);
  }
}

/** Every column. */
function taken(rows: RawRows): BatchRows {
  const all: Record<string, unknown> = { clocks: JSON.parse(rows.clocks()) };
  for (const name of WHOLE) {
    all[name] = rows.whole(name);
  }
  for (const name of NUMBERS) {
    all[name] = rows.number(name);
  }
  for (const name of WORDS) {
    const words = rows.word(name);
    if (words !== undefined) {
      all[name] = { names: JSON.parse(words.names()), codes: words.codes() };
      words.free();
    }
  }
  return all as unknown as BatchRows;
}
