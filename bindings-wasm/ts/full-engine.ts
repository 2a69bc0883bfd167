/** What else cases can be asked: what is to come, other rules, many at once, and pictures. */

import type { Case, Timeline, WhatIf } from "./answers.js";
import { assessBatch, type BatchInput, type BatchRows } from "./batch.js";
import { acceptText, asked, asText, caseText, Engine, type Options } from "./engine.js";
import { called } from "./error.js";
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

  protected constructor(raw: RawFullEngine) {
    super(raw);
    this.#raw = raw;
  }

  /** @internal */
  static override of(raw: RawFullEngine): FullEngine {
    return new FullEngine(raw);
  }

  /** Every change of a case after one moment, up to and including another, if nothing happens but what it knows of. */
  timeline(given: Case | string, from: Time, until: Time, options: Options = {}): Timeline {
    return camelled(JSON.parse(this.timelineJson(given, from, until, options))) as Timeline;
  }

  /** The same as JSON text. */
  timelineJson(given: Case | string, from: Time, until: Time, options: Options = {}): string {
    const [text, first, ...rest] = asked(given, from, options);
    return called(() => this.#raw.timeline(text, first, timeText(until), ...rest), asText(given));
  }

  /** What differs for some cases with other rules. */
  whatIf(other: FullEngine, cases: readonly (Case | string)[], asOf: Time, options: Pick<Options, "accept"> = {}): WhatIf {
    const lines = cases.map((one) => caseText(one).replace(/[\r\n]+/g, " "));
    const json = called(() =>
      this.#raw.whatIf(other.#raw, lines.join("\n"), timeText(asOf), acceptText(options.accept)), null,
    );
    return camelled(JSON.parse(json)) as WhatIf;
  }

  /** The answer drawn as a timeline: SVG text. */
  picture(given: Case | string, asOf: Time, options: PictureOptions = {}): string {
    const { width = 760, onPaper = false } = options;
    const [text, ...rest] = asked(given, asOf, options);
    return called(() => this.#raw.picture(text, ...rest, width, onPaper), asText(given));
  }

  /** Many cases at once: typed arrays in, typed arrays out. */
  batch(input: BatchInput, asOf: Time, options: Pick<Options, "accept" | "knownAt"> = {}): BatchRows {
    const knownAt = options.knownAt === undefined ? undefined : timeText(options.knownAt);
    return assessBatch(this.#raw, input, timeText(asOf), knownAt, acceptText(options.accept));
  }
}
