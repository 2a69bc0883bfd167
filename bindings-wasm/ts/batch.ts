/** Many cases at once. */

import type { Code, Outcome, ReasonCode, State } from "./answers.js";
import { called } from "./error.js";
import type { Options } from "./engine.js";
import type { RawColumns, RawFullEngine, RawPlace, RawRows } from "./raw.js";

/** Texts as codes: a row's text is `names[codes[row]]`; 4294967295 is none. */
export interface Coded {
  readonly names: readonly string[];
  readonly codes: Uint32Array;
}

/** An attribute over rows. Of texts 4294967295 is missing, of numbers NaN; of flags 0 is false, 1 true, all else missing. */
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
    /** When each was recorded, in the same milliseconds; NaN where that is not known. */
    readonly recorded?: Float64Array;
    /** The host's own number for each, a whole one from 0. */
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

/**
 * A row for each instance of each clock, case by case, in the order of single answers. Times are milliseconds since
 * 1970, NaN where there is none.
 */
export interface BatchRows {
  /** The clocks: a row's is `clocks[clock[row]]`; 4294967295 is a case that could not be read. */
  readonly clocks: readonly { readonly pack: string; readonly version: string | null; readonly clock: string }[];
  /** The number of the case, from 0. */
  readonly case: Uint32Array;
  /** Which of `clocks` it is. */
  readonly clock: Uint32Array;
  /** Which run of the clock, from 1. */
  readonly instance: Uint32Array;
  /** What it is; `undetermined` for a case that could not be read. */
  readonly state: Words<State>;
  /** Why it is undetermined. */
  readonly reason: Words<ReasonCode>;
  /** Why a case could not be read. */
  readonly status: Words<Code>;
  /** When it started; for a date alone, the start of that day. */
  readonly started: Float64Array;
  /** When it was stopped, in time or late. */
  readonly stopped: Float64Array;
  /** When it was cancelled. */
  readonly cancelled: Float64Array;
  /** What became of it, where it is an appointment. */
  readonly outcome: Words<Outcome>;
  /** The last millisecond in time; none while it is paused. */
  readonly due: Float64Array;
  /** The first millisecond too late. */
  readonly overdueFrom: Float64Array;
  /** The kind of time that `elapsed` and `remaining` are in. */
  readonly kind: Words<"elapsed" | "civil-days" | "civil-months" | "working-days" | "working-time">;
  /** How much has been used: milliseconds of elapsed or working time, else days. */
  readonly elapsed: Float64Array;
  /** How much is left in the same unit, negative when overdue. */
  readonly remaining: Float64Array;
  /** When the row differs next without a new event. */
  readonly nextChange: Float64Array;
  /** The number of the last escalation step whose moment has come, from 1; 0 for none. */
  readonly level: Uint32Array;
  /** The moment of the next escalation step. */
  readonly nextStep: Float64Array;
  /** The cases, each once. */
  readonly assessed: Uint32Array;
  /** When anything of each of these changes. */
  readonly caseNextChange: Float64Array;
}

/** Of many cases at once. */
export interface BatchOptions extends Pick<Options, "accept" | "knownAt" | "readings"> {
  /**
   * An earlier answer that is needed no more: the columns are written over its own where those are long enough, which
   * takes less time than new memory. What it said is lost.
   */
  into?: BatchRows;
}

const WHOLE = ["case", "clock", "instance", "level", "assessed"] as const;
const NUMBERS = [
  "started", "stopped", "cancelled", "due", "overdueFrom", "elapsed", "remaining", "nextChange", "nextStep", "caseNextChange",
] as const;
const WORDS = ["state", "reason", "outcome", "status", "kind"] as const;

/** @internal */
export function assessBatch(
  engine: RawFullEngine, input: BatchInput, asOf: string, knownAt: string | undefined, accept: string, into: BatchRows | undefined,
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
      return taken(rows, into);
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

type Column = Float64Array | Uint32Array | Int8Array;
type ColumnType = new (memory: ArrayBufferLike, at: number, length: number) => Column;

/** Every column, in the memory of an earlier answer's where there is enough of it. */
function taken(rows: RawRows, into: BatchRows | undefined): BatchRows {
  const memory = rows.memory();
  const column = (Type: ColumnType, place: RawPlace | undefined, earlier: Column | undefined) => {
    if (place === undefined) {
      return undefined;
    }
    // Looked at anew for each: memory that has grown is another buffer.
    const found = new Type(memory.buffer, place.at(), place.length());
    place.free();
    if (!(earlier instanceof Type) || earlier.buffer.byteLength < earlier.byteOffset + found.byteLength) {
      return found.slice();
    }
    const again = new Type(earlier.buffer, earlier.byteOffset, found.length);
    again.set(found);
    return again;
  };
  const all: Record<string, unknown> = { clocks: JSON.parse(rows.clocks()) };
  for (const name of WHOLE) {
    all[name] = column(Uint32Array, rows.whole(name), into?.[name]);
  }
  for (const name of NUMBERS) {
    all[name] = column(Float64Array, rows.number(name), into?.[name]);
  }
  for (const name of WORDS) {
    const words = rows.word(name);
    if (words !== undefined) {
      all[name] = { names: JSON.parse(words.names()), codes: column(Int8Array, words.codes(), into?.[name]?.codes) };
      words.free();
    }
  }
  return all as unknown as BatchRows;
}
