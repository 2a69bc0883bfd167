/** What `dueby/report` offers beside: targets over many cases, files of them, samples, the report. */

import { DuebyAuthoring, type RuleText } from "./authoring-api.js";
import type { Case, ReadProblem, ReportAnswer, Status, TargetsAnswer } from "./answers.js";
import { acceptText, asText, caseText, Engine, type Options } from "./engine.js";
import { called, refused } from "./error.js";
import type { RawAsked, RawFileCount, RawFold, RawReport } from "./raw.js";
import { camelled, timeText, type Time } from "./words.js";
import { Decoder, type Encoding } from "./decoded.js";

export * from "./authoring-api.js";
export type { Encoding } from "./decoded.js";

/** What is asked of targets. */
export interface TargetQuestion extends Pick<Options, "accept" | "readings"> {
  /**
   * A financial year `2025-26`, a quarter `2025-Q4`, a month `2025-11`, a calendar year `2025`, or `rolling 12 months`:
   * the month of `asOf` and the 11 before it.
   */
  period: string;
  /** The moment that is asked about; the last millisecond of the period unless given. Rolling months need it. */
  asOf?: Time;
  /** The attribute that figures are told by as well: a patch, a team, a priority. */
  by?: string;
  /** Whole numbers that rates are of, by name: `{ homes: 20390 }`; of a group of `by`, `{ "homes:Norton": 1800 }`. */
  numbers?: Readonly<Record<string, number>>;
}

/** How files of cases are read. */
export interface FileQuestion extends TargetQuestion {
  /** How dates are written: `2025-12-19`, or with the day first, `19/12/2025`; year first is read as well. */
  dates?: "iso" | "uk";
  /** What the bytes of files without a byte order mark are. */
  encoding?: Encoding;
  /** What the columns of CSV files with a case on each line are, as a mapping file of the command line says it. */
  mapping?: RuleText;
}

/** A target as those who ask for a report want to know it. */
export interface TargetContents {
  /** The pack's id. */
  readonly pack: string;
  /** The pack's version, where it has several. */
  readonly version: string | null;
  /** The target's id. */
  readonly target: string;
  readonly promise: string;
  /** What is counted, in words. */
  readonly definition: string;
  /** What the figure has to be, in words; null of a measure alone. */
  readonly bound: string | null;
  readonly status: Status;
  /** Of a rate: the name of the number that it is of. */
  readonly perThousand: string | null;
}

/** A file of cases: a browser's `File`, Node's `openAsBlob`, or anything that gives its bytes in pieces. */
export interface CaseFile {
  /** What it is called in messages. Its ending says what it holds: `.csv`, `.jsonl`, `.ndjson`, `.json`. */
  readonly name: string;
  /** How many bytes there are, where that is known. */
  readonly size?: number;
  stream(): AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
}

/** How far the reading of a file has come. */
export interface Progress {
  /** The bytes that have been read. */
  readonly read: number;
  /** How many cases have been counted, of all files. */
  readonly cases: number;
  /** How many things are wrong so far, in all files. */
  readonly problems: number;
}

/** What may be said about the reading of a file. */
export interface ReadOptions {
  /** What it holds, where its name does not say so. */
  form?: "csv" | "jsonl" | "json";
  /** Told after each piece. Where it gives a promise, that is waited for before the next. */
  onProgress?: (progress: Progress) => void | Promise<void>;
  /** Stops the reading: the count is not whole then, and is to be thrown away. */
  signal?: AbortSignal;
}

/** The targets of packs counted over cases that are given one by one, in any order. */
export class Fold {
  readonly #raw: RawFold;

  private constructor(raw: RawFold) {
    this.#raw = raw;
  }

  /** @internal */
  static of(raw: RawFold): Fold {
    return new Fold(raw);
  }

  /**
   * Counts a case; `false` where one of its reference was counted before: nothing is counted twice.
   *
   * @throws DuebyError for a case that cannot be read or assessed; nothing of it is counted then.
   */
  add(given: Case | string): boolean {
    return called(() => this.#raw.add(caseText(given)), asText(given));
  }

  /**
   * Puts in what another has counted of other cases, asked the same of the same rules. The other stays as it is.
   *
   * @throws DuebyError with the code `duplicate-name` where a case is in both, `wrong-type` where they were begun
   * otherwise; nothing is changed then.
   */
  merge(other: Fold): void {
    called(() => this.#raw.merge(other.#raw), null);
  }

  /** How many cases were counted. */
  get cases(): number {
    return this.#raw.cases();
  }

  /** What they come to. */
  answer(): TargetsAnswer {
    return camelled(JSON.parse(this.answerJson())) as TargetsAnswer;
  }

  /** The same as JSON text: byte for byte what Rust writes. */
  answerJson(): string {
    return this.#raw.answer();
  }

  /** The same as one HTML file that a board can read and print. */
  html(): string {
    return this.#raw.html();
  }

  /** Gives the memory back at once, where many are made; it is given back in time without this, too. */
  free(): void {
    this.#raw.free();
  }
}

/** Targets counted over the cases of files, as `dueby report` does it. */
export class FileCount {
  readonly #raw: RawFileCount;
  readonly #encoding: Encoding;

  private constructor(raw: RawFileCount, encoding: Encoding) {
    this.#raw = raw;
    this.#encoding = encoding;
  }

  /** @internal */
  static of(raw: RawFileCount, encoding: Encoding): FileCount {
    return new FileCount(raw, encoding);
  }

  /**
   * Reads a file and counts its cases. The lines of a case have to follow one another. What is wrong with a row is in
   * the report, with its line; its case is left out and all others are counted. One file at a time.
   *
   * @throws DuebyError where it is not said what the file holds; the signal's reason where it stops the reading.
   */
  async add(file: CaseFile, options: ReadOptions = {}): Promise<void> {
    const { form, onProgress, signal } = options;
    signal?.throwIfAborted();
    if (!this.#raw.begin(file.name, form)) {
      const hint = "end it in .csv, .jsonl or .ndjson (a case on each line) or .json (one case), or say the form";
      throw refused("wrong-type", `the name "${file.name}" does not say what the file holds`, hint);
    }
    const decoder = new Decoder(this.#encoding);
    let read = 0;
    for await (const bytes of pieces(file.stream())) {
      signal?.throwIfAborted();
      read += bytes.length;
      this.#raw.push(decoder.utf8(bytes));
      await onProgress?.({ read, cases: this.cases, problems: this.problems });
    }
    signal?.throwIfAborted();
    this.#raw.push(decoder.end());
    this.#raw.end();
  }

  /** How many cases were counted. */
  get cases(): number {
    return this.#raw.cases();
  }

  /** How many things were wrong. */
  get problems(): number {
    return this.#raw.problems();
  }

  /** What they come to, and what could not be read. */
  report(): ReportAnswer {
    return camelled(JSON.parse(this.reportJson())) as ReportAnswer;
  }

  /** The same as JSON text: that of `dueby report --json`. */
  reportJson(): string {
    return this.#raw.report();
  }

  /** The same as one HTML file that a board can read and print: that of `dueby report --html`. */
  html(): string {
    return this.#raw.html();
  }

  /** What is odd about the files and no mistake: a column that is nearly an event, a last line without an end. */
  get notes(): readonly ReadProblem[] {
    return JSON.parse(this.#raw.notes()) as ReadProblem[];
  }

  /** Gives the memory back at once, where many are made; it is given back in time without this, too. */
  free(): void {
    this.#raw.free();
  }
}

/** What is given in pieces, however browsers and Node give it. */
async function* pieces(stream: ReturnType<CaseFile["stream"]>): AsyncGenerator<Uint8Array> {
  const given: object = stream;
  if (Symbol.asyncIterator in given) {
    yield* stream as AsyncIterable<Uint8Array>;
    return;
  }
  // Not every browser has streams that can be walked through.
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      yield piece.value;
    }
  } finally {
    await reader.cancel();
  }
}

/**
 * Which cases are looked at, chosen so that nobody can pick and everybody can check: those with the smallest marks, the
 * SHA-1 of the seed, the period, the stratum and the reference, each as a netstring. The same in every language.
 */
export class Sample {
  readonly #raw: RawReport;
  readonly #of: SampleQuestion;

  private constructor(raw: RawReport, of: SampleQuestion) {
    this.#raw = raw;
    this.#of = of;
  }

  /** @internal */
  static of(raw: RawReport, of: SampleQuestion): Sample {
    return new Sample(raw, of);
  }

  /** The cases that are chosen, in the order of their marks. A reference that is given twice is one case. */
  choose(cases: Iterable<string>): string[] {
    const { seed, period, stratum = "", percent } = this.#of;
    return this.#raw.sample(seed, period, stratum, percent, [...cases]);
  }

  /** The mark of a case: forty hexadecimal digits. The smaller, the sooner it is chosen. */
  mark(reference: string): string {
    const { seed, period, stratum = "" } = this.#of;
    return this.#raw.sampleMark(seed, period, stratum, reference);
  }
}

/** What a sample is made of. */
export interface SampleQuestion {
  /** Any text, published before the period begins. */
  seed: string;
  /** Any text: `2025-26`. */
  period: string;
  /** Any text: the patch, the kind of repair; blank unless given. */
  stratum?: string;
  /** Of a hundred, whole, rounded up over all cases. */
  percent: number;
}

/** The engine, the means to write rules, and to count over many cases. */
export class DuebyReport extends DuebyAuthoring {
  readonly #raw: RawReport;

  protected constructor(raw: RawReport) {
    super(raw);
    this.#raw = raw;
  }

  /** @internal */
  static override of(raw: RawReport): DuebyReport {
    return new DuebyReport(raw);
  }

  /** The targets of an engine's packs. */
  targets(engine: Engine): readonly TargetContents[] {
    return camelled(JSON.parse(this.#raw.targetsOf(Engine.rawOf(engine)))) as TargetContents[];
  }

  /**
   * Counts the targets of an engine's packs over cases that are given one by one.
   *
   * @throws DuebyError for a question that cannot be answered.
   */
  fold(engine: Engine, question: TargetQuestion): Fold {
    const asked = this.#asked(engine, question);
    return Fold.of(called(() => new this.#raw.Fold(...asked), null));
  }

  /**
   * The same over the cases of files.
   *
   * @throws DuebyError for a question that cannot be answered, or a mapping that cannot be read.
   */
  fileCount(engine: Engine, question: FileQuestion): FileCount {
    const asked = this.#asked(engine, question);
    const { dates = "iso", encoding = "utf-8", mapping } = question;
    const written = mapping === undefined ? null : [mapping];
    const raw = called(
      () => new this.#raw.FileCount(...asked, dates === "uk", mapping?.text, mapping?.file ?? ""), written,
    );
    return FileCount.of(raw, encoding);
  }

  /** A sample of the cases of a period and a stratum. */
  sample(of: SampleQuestion): Sample {
    if (!Number.isInteger(of.percent) || of.percent < 0 || of.percent > 100) {
      throw refused("wrong-type", `${of.percent} is no percentage`, "give a whole number from 0 to 100");
    }
    return Sample.of(this.#raw, of);
  }

  #asked(engine: Engine, { period, asOf, by, numbers = {}, ...rules }: TargetQuestion): RawAsked {
    const targets = this.targets(engine);
    if (targets.length === 0) {
      throw refused("missing-field", "these packs have no target", "a pack with a [[target]] has a report");
    }
    for (const [name, number] of Object.entries(numbers)) {
      if (!Number.isSafeInteger(number) || number <= 0) {
        throw refused("wrong-type", `"${name}" is not a whole number above 0`, "say how many there are: { homes: 20390 }");
      }
    }
    return [
      Engine.rawOf(engine), period, asOf === undefined ? undefined : timeText(asOf), by, Object.keys(numbers),
      Float64Array.from(Object.values(numbers)), acceptText(rules),
    ];
  }
}
