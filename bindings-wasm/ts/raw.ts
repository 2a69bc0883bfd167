/** What the module compiled from Rust offers: texts and numbers. Not for callers. */

export interface RawEngine {
  assess(case_: string, asOf: string, knownAt: string | undefined, strict: boolean, accept: string): string;
  assessWithTexts(case_: string, asOf: string, knownAt: string | undefined, strict: boolean, accept: string): string;
  due(pack: string, clock: string, from: string, attributes: string, accept: string): string;
  packs(): string;
  eventTypes(): string;
  zone(): string;
  directory(): string | undefined;
  calendar(id: string): RawCalendar | undefined;
  free(): void;
}

export interface RawFullEngine extends RawEngine {
  picture(
    case_: string, asOf: string, knownAt: string | undefined, strict: boolean, accept: string, width: number,
    onPaper: boolean,
  ): string;
  timeline(
    case_: string, from: string, until: string, knownAt: string | undefined, strict: boolean, accept: string,
  ): string;
  whatIf(
    other: RawFullEngine, cases: string, asOf: string, knownAt: string | undefined, strict: boolean, accept: string,
  ): string;
  columns(firstEvent: Uint32Array, names: string[], codes: Uint32Array, times: Float64Array): RawColumns;
}

export interface RawBuilder {
  pack(id: string): void;
  parameter(name: string, value: string): void;
  build(): RawEngine;
  free(): void;
  packText?(text: string, file: string): void;
  calendarText?(text: string, file: string): void;
  directoryText?(text: string, file: string): void;
}

export interface RawCalendar {
  id(): string;
  title(): string;
  revision(): string;
  zone(): string;
  firstDay(): number;
  lastDay(): number;
  instant(time: string): number;
  offsetAt(millis: number): number;
  isWorkingDay(day: number): boolean;
  whyOff(day: number): string | undefined;
  addWorkingDays(day: number, days: number): number;
  workingDaysBetween(from: number, until: number): number;
  roll(day: number, roll: string): number;
  openings(from: number, until: number): Float64Array;
  isOpen(at: number): boolean;
  nextOpen(at: number): number;
  previousClose(at: number): number;
  addWorkingTime(start: number, millis: number, moves: boolean): number;
  workingTimeBetween(from: number, until: number): number;
  addWorkingDaysEach(starts: Int32Array, days: Int32Array): Int32Array;
  workingDaysBetweenEach(from: Int32Array, until: Int32Array): Int32Array;
  addWorkingTimeEach(starts: BigInt64Array, millis: BigInt64Array): BigInt64Array;
  workingTimeBetweenEach(from: BigInt64Array, until: BigInt64Array): BigInt64Array;
  forPriority(priority: string): RawCalendar;
  explainWorkingDaysBetween(from: number, until: number): string;
  explainWorkingTimeBetween(from: number, until: number): string;
  count(
    limit: string, begins: string, receivedOffDay: string, cutOff: string, ends: string, roll: string,
  ): RawCount;
}

export interface RawCount {
  reachDay(day: number, back: boolean): number;
  reachInstant(millis: number, back: boolean): number;
  reachText(time: string, back: boolean): number;
  day(): number;
  offset(): number;
  explained(time: string, back: boolean): string;
  free(): void;
}

export interface RawPlace {
  at(): number;
  length(): number;
  free(): void;
}

export interface RawWords {
  names(): string;
  codes(): RawPlace;
  free(): void;
}

export interface RawRows {
  memory(): { readonly buffer: ArrayBuffer };
  clocks(): string;
  whole(name: string): RawPlace | undefined;
  number(name: string): RawPlace | undefined;
  word(name: string): RawWords | undefined;
  free(): void;
}

export interface RawColumns {
  kinds(names: string[], codes: Uint32Array): void;
  sorts(sorts: Uint8Array): void;
  recorded(times: Float64Array): void;
  references(numbers: Float64Array): void;
  texts(ofEvents: boolean, name: string, names: string[], codes: Uint32Array): void;
  numbers(ofEvents: boolean, name: string, values: Float64Array): void;
  flags(ofEvents: boolean, name: string, values: Uint8Array): void;
  assess(engine: RawFullEngine, asOf: string, knownAt: string | undefined, accept: string): RawRows;
  free(): void;
}

export interface Raw {
  Builder: new () => RawBuilder;
  givePacks(bytes: Uint8Array): void;
  packIds(): string;
  calendarIds(): string;
  describePacks(name: string): string;
  shippedCalendar(id: string): RawCalendar | undefined;
}

export interface RawAuthoring extends Raw {
  check(files: string[], texts: string[]): string;
  readCalendar(text: string, file: string): RawCalendar;
}

export interface RawFold {
  add(case_: string): boolean;
  merge(other: RawFold): void;
  cases(): number;
  answer(): string;
  html(): string;
  free(): void;
}

export interface RawFileCount {
  begin(name: string, form: string | undefined): boolean;
  push(bytes: Uint8Array): void;
  end(): void;
  cases(): number;
  problems(): number;
  report(): string;
  html(): string;
  notes(): string;
  free(): void;
}

/**
 * What is asked of targets: the engine, the period, as of when, by which attribute, numbers by name, what is accepted.
 * To constructors an engine is the class itself, which is a `RawEngine` and has more than one.
 */
export type RawAsked = [any, string, string | undefined, string | undefined, string[], Float64Array, string];

export interface RawReport extends RawAuthoring {
  Fold: new (...asked: RawAsked) => RawFold;
  FileCount: new (...asked: [...RawAsked, ukDates: boolean, map: string | undefined, mapFile: string]) => RawFileCount;
  targetsOf(engine: RawEngine): string;
  sample(seed: string, period: string, stratum: string, percent: number, cases: string[]): string[];
  sampleMark(seed: string, period: string, stratum: string, case_: string): string;
}
