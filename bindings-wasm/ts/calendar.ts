/** Sums of working days and opening times. */

import type { Entry } from "./answers.js";
import { called, refused } from "./error.js";
import type { RawCalendar, RawCount } from "./raw.js";
import { camelled, dateText, dayNumber, instantText, millis, timeText, type Time } from "./words.js";

/** How a sum counts: the options of a pack's `counting` table, in the same words. */
export interface Counting {
  /** Which day is the first that counts: the day after unless said otherwise. */
  begins?: "the day after" | "with the day";
  /** What becomes of a start that is not a working day: it stays unless said otherwise. */
  receivedOffDay?: "stays" | "next working day" | "previous working day" | "second working day";
  /** From this time of day on, `"16:00"`, a start counts as the next working day. */
  cutOff?: string;
  /** When on its last day it ends: at its end unless said otherwise. */
  ends?: "end of day" | "closing" | "same time" | "day before";
  /** Where a last day goes that is not a working day: it stays unless said otherwise. */
  roll?: "none" | "next working day" | "previous working day" | "next working day in the month";
}

/** What was counted and skipped. */
export interface Explained {
  /** Step by step. */
  readonly explanation: readonly Entry[];
  /** The same in English. */
  readonly texts: readonly string[];
}

/** A sum with its reckoning. */
export interface Sum extends Explained {
  /** The last millisecond that is still in time, in the calendar's zone. */
  readonly at: string;
  /** The date of that. */
  readonly date: string;
  /** The first instant that is too late. */
  readonly overdueFrom: string;
  /** Whether it is in time until its date ends. */
  readonly wholeDay: boolean;
}

const WORKING_DAYS = /^(\d{1,7}) working days?$/;
const OPTIONS = ["begins", "receivedOffDay", "cutOff", "ends", "roll"] as const;
/** So many limits are kept ready to be counted again. */
const KEPT = 256;
/** What stands for no date. */
const NO_DAY = -2147483648;

/**
 * A working calendar. Dates are texts such as `2025-12-19`; times are in its own zone, whatever that of the machine.
 * Every call throws a `DuebyError` with the code `bad-time` for what is no date or time, and `calendar-range` for one
 * outside its `span`.
 */
export class Calendar {
  readonly #raw: RawCalendar;
  /** Amounts of working days that were read before; 0 for other limits. */
  readonly #days = new Map<string, number>();
  /** Limits that were read before, by their words and those of their options. */
  readonly #counts = new Map<string, RawCount>();

  private constructor(raw: RawCalendar) {
    this.#raw = raw;
  }

  /** @internal */
  static of(raw: RawCalendar): Calendar {
    return new Calendar(raw);
  }

  /** The id that packs name it by. */
  get id(): string {
    return this.#raw.id();
  }

  /** The title, for people. */
  get title(): string {
    return this.#raw.title();
  }

  /** Which edition it is. */
  get revision(): string {
    return this.#raw.revision();
  }

  /** The time zone, `Europe/London` for example. */
  get zone(): string {
    return this.#raw.zone();
  }

  /** The first and the last date that it knows, both inclusive. */
  get span(): readonly [string, string] {
    return [dateText(this.#raw.firstDay()), dateText(this.#raw.lastDay())];
  }

  /** Whether it knows a date: whether that lies within `span`. */
  contains(date: string): boolean {
    const asked = day(date);
    return this.#raw.firstDay() <= asked && asked <= this.#raw.lastDay();
  }

  /** The calendar for cases of a priority: the same, unless a closure binds that one alone. */
  forPriority(priority: string): Calendar {
    return Calendar.of(this.#raw.forPriority(priority));
  }

  /**
   * The date or time a limit after a start: a date where the last day counts until its end, else the last millisecond
   * in time. Limits are `5 working days`, `10 days`, `3 months`, `24 hours`, `16 working hours`, or two of them,
   * `10 working days or 3 weeks, whichever is earlier`.
   *
   * @example calendar.add("2025-12-19", "5 working days") // "2025-12-30"
   * @throws DuebyError with the code `bad-time`, `bad-allowance` or `calendar-range`; `unknown-word` for an option's.
   */
  add(start: Time, limit: string, counting?: Counting): string {
    if (counting === undefined && typeof start === "string") {
      const days = this.#workingDays(limit);
      const day = days > 0 ? dayNumber(start) : undefined;
      if (day !== undefined) {
        return dateText(called(() => this.#raw.addWorkingDays(day, days)));
      }
    }
    return this.#reached(start, limit, false, counting);
  }

  /**
   * The date or time a limit before an end, counted back from it: the end is day 0, with `begins: "with the day"` it
   * is day 1.
   *
   * @throws DuebyError as {@link add}; `pointless-option` for a cut-off or the second working day.
   */
  subtract(end: Time, limit: string, counting?: Counting): string {
    return this.#reached(end, limit, true, counting);
  }

  /** As {@link add}, with what was counted and skipped. */
  explainAdd(start: Time, limit: string, counting?: Counting): Sum {
    return this.#explained(start, limit, false, counting);
  }

  /** As {@link subtract}, with what was counted and skipped. */
  explainSubtract(end: Time, limit: string, counting?: Counting): Sum {
    return this.#explained(end, limit, true, counting);
  }

  /** The date a whole number of working days after a date, or before it when negative. */
  addWorkingDays(date: string, days: number): string {
    return dateText(called(() => this.#raw.addWorkingDays(day(date), whole(days))));
  }

  /** The working days from a date, inclusive, to another, exclusive; negative when the second is the earlier. */
  workingDaysBetween(fromInclusive: string, toExclusive: string): number {
    return called(() => this.#raw.workingDaysBetween(day(fromInclusive), day(toExclusive)));
  }

  /** What {@link workingDaysBetween} counts and skips, from the earlier date on. */
  explainWorkingDaysBetween(fromInclusive: string, toExclusive: string): Explained {
    const json = called(() => this.#raw.explainWorkingDaysBetween(day(fromInclusive), day(toExclusive)));
    return camelled(JSON.parse(json)) as Explained;
  }

  /** Whether a date is a working day. */
  isWorkingDay(date: string): boolean {
    return called(() => this.#raw.isWorkingDay(day(date)));
  }

  /** Why a date is off by name, such as a bank holiday; null where it is not. */
  whyOff(date: string): string | null {
    return called(() => this.#raw.whyOff(day(date))) ?? null;
  }

  /** The date itself when it is a working day, else where the roll takes it. */
  roll(date: string, roll: NonNullable<Counting["roll"]> = "next working day"): string {
    return dateText(called(() => this.#raw.roll(day(date), roll)));
  }

  /** When it opens, inclusive, and closes, exclusive, between two times. */
  openings(from: Time, until: Time): readonly (readonly [string, string])[] {
    const edges = called(() => this.#raw.openings(this.#instant(from), this.#instant(until)));
    return Array.from({ length: edges.length / 2 }, (_, at) => {
      return [this.#text(edges[2 * at]!), this.#text(edges[2 * at + 1]!)] as const;
    });
  }

  /** A time as answers write it, with the offset that its zone has then. */
  instant(time: Time): string {
    return this.#text(called(() => this.#instant(time)));
  }

  /** Whether it is open at a time: at the opening it is, at the closing it is not. */
  isOpen(at: Time): boolean {
    return called(() => this.#raw.isOpen(this.#instant(at)));
  }

  /** The first time from one on at which it is open. */
  nextOpen(at: Time): string {
    return this.#text(called(() => this.#raw.nextOpen(this.#instant(at))));
  }

  /** The last closing up to a time, or the time itself while it is open. */
  previousClose(at: Time): string {
    return this.#text(called(() => this.#raw.previousClose(this.#instant(at))));
  }

  /**
   * The time an amount of opening time after a start, in whole milliseconds; before it when negative. What comes out
   * exactly at a closing stays there, or `"moves"` to the next opening.
   */
  addWorkingTime(start: Time, millis: number, atEdge: "stays" | "moves" = "stays"): string {
    const end = called(() => this.#raw.addWorkingTime(this.#instant(start), whole(millis), atEdge === "moves"));
    return this.#text(end);
  }

  /** The opening time between two times, in milliseconds; negative when the second is the earlier. */
  workingTimeBetween(from: Time, until: Time): number {
    return called(() => this.#raw.workingTimeBetween(this.#instant(from), this.#instant(until)));
  }

  /** What {@link workingTimeBetween} counts: each opening, from the earlier time on. */
  explainWorkingTimeBetween(from: Time, until: Time): Explained {
    const json = called(() => this.#raw.explainWorkingTimeBetween(this.#instant(from), this.#instant(until)));
    return camelled(JSON.parse(json)) as Explained;
  }

  /**
   * {@link addWorkingDays} for each row; dates are days since 1970-01-01.
   *
   * @throws DuebyError of the first row that cannot be answered; `wrong-type` for columns of two lengths. So do those below.
   */
  addWorkingDaysEach(dates: Int32Array, days: Int32Array): Int32Array {
    return called(() => this.#raw.addWorkingDaysEach(dates, days));
  }

  /** {@link workingDaysBetween} for each row; dates are days since 1970-01-01. */
  workingDaysBetweenEach(fromInclusive: Int32Array, toExclusive: Int32Array): Int32Array {
    return called(() => this.#raw.workingDaysBetweenEach(fromInclusive, toExclusive));
  }

  /** {@link addWorkingTime} for each row; times and amounts are milliseconds since 1970. */
  addWorkingTimeEach(starts: BigInt64Array, millis: BigInt64Array): BigInt64Array {
    return called(() => this.#raw.addWorkingTimeEach(starts, millis));
  }

  /** {@link workingTimeBetween} for each row, in milliseconds. */
  workingTimeBetweenEach(from: BigInt64Array, until: BigInt64Array): BigInt64Array {
    return called(() => this.#raw.workingTimeBetweenEach(from, until));
  }

  #workingDays(limit: string): number {
    let days = this.#days.get(limit);
    if (days === undefined) {
      days = Number(WORKING_DAYS.exec(limit)?.[1] ?? 0);
      this.#days.set(limit, days);
    }
    return days;
  }

  /** A limit ready to be counted. */
  #count(limit: string, counting: Counting | undefined): RawCount {
    let options: readonly string[] = [];
    if (counting !== undefined) {
      for (const name of Object.keys(counting)) {
        if (!(OPTIONS as readonly string[]).includes(name)) {
          throw refused("unknown-field", `there is no option "${name}"`, `the options are ${OPTIONS.join(", ")}`);
        }
      }
      options = OPTIONS.map((name) => counting[name] ?? "");
    }
    const key = counting === undefined ? limit : [limit, ...options].join("\n");
    let count = this.#counts.get(key);
    if (count === undefined) {
      const [begins = "", off = "", cutOff = "", ends = "", roll = ""] = options;
      count = called(() => this.#raw.count(limit, begins, off, cutOff, ends, roll));
      if (this.#counts.size >= KEPT) {
        this.#counts.forEach((kept) => kept.free());
        this.#counts.clear();
      }
      this.#counts.set(key, count);
    }
    return count;
  }

  #reached(time: Time, limit: string, back: boolean, counting: Counting | undefined): string {
    const count = this.#count(limit, counting);
    return called(() => {
      const from = typeof time === "string" ? dayNumber(time) : undefined;
      const at = from !== undefined ? count.reachDay(from, back)
        : typeof time === "string" ? count.reachText(time, back)
        : count.reachInstant(millis(time), back);
      const reached = count.day();
      return reached === NO_DAY ? instantText(at, count.offset()) : dateText(reached);
    });
  }

  #explained(time: Time, limit: string, back: boolean, counting: Counting | undefined): Sum {
    const count = this.#count(limit, counting);
    return camelled(JSON.parse(called(() => count.explained(timeText(time), back)))) as Sum;
  }

  #instant(time: Time): number {
    return typeof time === "string" ? this.#raw.instant(time) : millis(time);
  }

  #text(millis: number): string {
    return instantText(millis, this.#raw.offsetAt(millis));
  }
}

function day(date: string): number {
  const number = dayNumber(date);
  if (number === undefined) {
    throw refused("bad-time", `"${date}" is not a date`, "write it year first, such as \"2025-12-19\"");
  }
  return number;
}

function whole(number: number): number {
  if (!Number.isSafeInteger(number)) {
    throw refused("wrong-type", `${number} is no whole number`, "give a whole number");
  }
  return number;
}
