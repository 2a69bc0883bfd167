/** What else cases can be asked: what is to come, other rules, many at once, and pictures. */

import type { Case, Timeline, WhatIf } from "./answers.js";
import { assessBatch, type BatchInput, type BatchOptions, type BatchRows } from "./batch.js";
import { acceptText, asked, asText, caseText, Engine, knownOptions, type Options } from "./engine.js";
import { called, refused } from "./error.js";
import type { RawFullEngine } from "./raw.js";
import { camelled, timeText, type Time } from "./words.js";

/** How a picture is drawn. */
export interface PictureOptions extends Options {
  /** The width in pixels, from 280 to 4000; 760 unless given. */
  width?: number;
  /** Dark on white, as a file of its own; else in the colours of the page that it stands in. */
  onPaper?: boolean;
}

/** Rules made ready to assess cases, with everything that can be asked of them. */
export class FullEngine extends Engine {
  readonly #raw: RawFullEngine;

  protected constructor(raw: RawFullEngine, parameters: Readonly<Record<string, string>> | undefined) {
    super(raw, parameters);
    this.#raw = raw;
  }

  /** @internal */
  static override of(raw: RawFullEngine, parameters: Readonly<Record<string, string>> | undefined): FullEngine {
    return new FullEngine(raw, parameters);
  }

  /**
   * Every change of a case after one moment, up to and including another, if nothing happens but what it knows of.
   *
   * @throws DuebyError as {@link assess}.
   */
  timeline(given: Case | string, from: Time, until: Time, options: Options = {}): Timeline {
    return camelled(JSON.parse(this.timelineJson(given, from, until, options))) as Timeline;
  }

  /**
   * The same as JSON text, byte for byte what Rust writes.
   *
   * @throws DuebyError as {@link assess}.
   */
  timelineJson(given: Case | string, from: Time, until: Time, options: Options = {}): string {
    const [text, first, ...rest] = asked(given, from, options);
    return called(() => this.#raw.timeline(text, first, timeText(until), ...rest), asText(given));
  }

  /**
   * What differs for some cases at a moment with the rules of another engine.
   *
   * @throws DuebyError as {@link assess}, and with the code `wrong-type` for an engine of another entry of the package.
   */
  whatIf(other: FullEngine, cases: readonly (Case | string)[], asOf: Time, options: Options = {}): WhatIf {
    return camelled(JSON.parse(this.whatIfJson(other, cases, asOf, options))) as WhatIf;
  }

  /**
   * The same as JSON text, byte for byte what Rust writes.
   *
   * @throws DuebyError as {@link whatIf}.
   */
  whatIfJson(other: FullEngine, cases: readonly (Case | string)[], asOf: Time, options: Options = {}): string {
    if (other.#raw.constructor !== this.#raw.constructor) {
      throw refused("wrong-type", "the engines are of two entries of the package", "make both with one of them");
    }
    // Line ends of a text lie between its fields: in its words they are escaped.
    const lines = cases.map((one) => caseText(one).replace(/[\r\n]+/g, " "));
    const [text, ...rest] = asked(lines.join("\n"), asOf, options);
    return called(() => this.#raw.whatIf(other.#raw, text, ...rest), null);
  }

  /**
   * The answer drawn as a timeline: SVG text.
   *
   * @throws DuebyError as {@link assess}.
   */
  picture(given: Case | string, asOf: Time, options: PictureOptions = {}): string {
    const { width = 760, onPaper = false } = options;
    const [text, ...rest] = asked(given, asOf, options);
    return called(() => this.#raw.picture(text, ...rest, width, onPaper), asText(given));
  }

  /**
   * Many cases at once: typed arrays in, typed arrays out, and no object for a row. What it decides is what single
   * answers decide; it explains nothing.
   *
   * @throws DuebyError with the code `wrong-type` for columns that do not fit together.
   */
  batch(input: BatchInput, asOf: Time, options: BatchOptions = {}): BatchRows {
    knownOptions(options);
    const knownAt = options.knownAt === undefined ? undefined : timeText(options.knownAt);
    return assessBatch(this.#raw, input, timeText(asOf), knownAt, acceptText(options), options.into);
  }
}
