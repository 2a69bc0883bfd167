/** What has been chosen and said, and the answer to it. */

/** @import { DuebyAuthoring, DuebyError, FullEngine, PackContents, Problem, ToldAssessment } from "../dueby/esm/web/authoring.js" */

/**
 * @typedef {object} Happened
 * @property {string} event
 * @property {string} date
 * @property {string} time Blank where only the date is known.
 * @property {Record<string, unknown>} rest What a file said of it beside.
 */

/** @typedef {string | number | boolean} Value */

/**
 * @typedef {object} Said
 * @property {string} pack The shipped pack; blank for none.
 * @property {string} own The text of an own pack; blank for none.
 * @property {Record<string, string>} parameters
 * @property {boolean} accept
 * @property {string} reference
 * @property {string} kind
 * @property {Record<string, Value>} attributes
 * @property {Happened[]} events
 * @property {string} asOf `2025-12-22T09:00`, as the clock on the wall shows it.
 */

/**
 * @typedef {object} Answered
 * @property {FullEngine | null} engine
 * @property {readonly PackContents[]} packs
 * @property {ToldAssessment | null} answer
 * @property {string} asOf The moment that was asked about.
 * @property {readonly Problem[]} ownProblems
 * @property {readonly Problem[]} problems
 */

/** What an own pack is called in messages. */
export const OWN = "your-pack.toml";

export class Store {
  /** @type {DuebyAuthoring} */ #dueby;
  /** @type {Said} */ said;
  /** @type {Answered} */ answered = {
    engine: null, packs: [], answer: null, asOf: "", ownProblems: [], problems: [],
  };
  /** @type {((changed: ReadonlySet<string>) => void)[]} */ #listeners = [];
  #made = "";

  /**
   * @param {DuebyAuthoring} dueby
   * @param {Said} said
   */
  constructor(dueby, said) {
    this.#dueby = dueby;
    this.said = said;
  }

  /** The engine's package. */
  get dueby() {
    return this.#dueby;
  }

  /**
   * Calls when something has changed, with the names of what has.
   *
   * @param {(changed: ReadonlySet<string>) => void} listener
   */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Says something anew, asks again and tells everybody.
   *
   * @param {Partial<Said>} change
   */
  say(change) {
    this.said = { ...this.said, ...change };
    this.#ask();
    const names = new Set(Object.keys(change));
    this.#listeners.forEach((listener) => listener(names));
  }

  /** The case as the engine takes it. */
  get case() {
    const { reference, kind, attributes, events } = this.said;
    return {
      case: reference.trim() || "my case",
      ...(kind === "" ? {} : { kind }),
      attributes,
      events: events
        .filter(({ event, date }) => event !== "" && date !== "")
        .map(({ event, date, time, rest }) => ({ ...rest, event, at: time === "" ? date : `${date}T${time}` })),
    };
  }

  /** What is asked beside the case. */
  get options() {
    return this.said.accept ? { accept: "all" } : {};
  }

  #ask() {
    const rules = JSON.stringify([this.said.pack, this.said.own, this.said.parameters]);
    if (rules !== this.#made) {
      this.#build();
      this.#made = rules;
    }
    const { engine } = this.answered;
    if (engine === null) {
      this.answered = { ...this.answered, answer: null };
      return;
    }
    try {
      const [answer, asOf] = this.#assess(engine);
      this.answered = { ...this.answered, answer, asOf, problems: [] };
    } catch (error) {
      this.answered = { ...this.answered, answer: null, problems: problemsOf(error) };
    }
  }

  /**
   * The answer; of a time that the clocks skipped, that for an hour later.
   *
   * @param {FullEngine} engine
   * @returns {[ToldAssessment, string]}
   */
  #assess(engine) {
    const { asOf } = this.said;
    try {
      return [engine.assess(this.case, asOf, this.options), asOf];
    } catch (error) {
      const skipped = problemsOf(error).every(({ code, event }) => code === "missing-time" && event === null);
      const later = `${asOf.slice(0, 11)}02${asOf.slice(13)}`;
      if (!skipped || later === asOf) {
        throw error;
      }
      return [engine.assess(this.case, later, this.options), later];
    }
  }

  #build() {
    const { pack, own, parameters } = this.said;
    const texts = own.trim() === "" ? [] : [{ file: OWN, text: own }];
    const ownProblems = texts.length === 0 ? [] : this.#dueby.check(texts).problems;
    const usable = ownProblems.every(({ severity }) => severity !== "error");
    this.answered.engine?.free();
    this.answered = { ...this.answered, engine: null, packs: [], ownProblems, problems: [] };
    if (pack === "" && (texts.length === 0 || !usable)) {
      return;
    }
    const filled = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value.trim() !== ""));
    try {
      const packs = pack === "" ? [] : [pack];
      const engine = this.#dueby.engine({ packs, texts: usable ? texts : [], parameters: filled });
      this.answered = { ...this.answered, engine, packs: engine.packs };
    } catch (error) {
      this.answered = { ...this.answered, problems: problemsOf(error) };
    }
  }
}

/**
 * What an error of the engine says; anything else goes on.
 *
 * @param {unknown} error
 * @returns {readonly Problem[]}
 */
export function problemsOf(error) {
  const problems = /** @type {Partial<DuebyError>} */ (error).problems;
  if (!(error instanceof Error) || problems === undefined) {
    throw error;
  }
  return problems;
}
