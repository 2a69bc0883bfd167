/** What is asked: rules, a period, files. */

import { byId, field, fill, make } from "../dom.js";
import { Editor } from "../editor.js";
import { problemsOf } from "../store.js";
import { capital, plain } from "../words.js";

/** @import { DuebyReport, FileQuestion, PackContents, Problem, TargetContents } from "../../dueby/esm/web/report.js" */
/** @import { Asked, Rules } from "./count.js" */

/** So many questions are shown at once; more are folded away. */
const FEW = 6;

/** What an own pack is called in messages. */
const OWN = "your-pack.toml";

const EXAMPLE = `[pack]
id = "landlords/ours"
title = "What we promise"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "repair"
promise = "Complete a repair within 20 working days"
kind = "repair"
starts = "repair.reported"
stops = "repair.completed"
within = "20 working days"

[[target]]
id = "repairs-in-time"
promise = "Complete nine in ten repairs in time"
figure = "share"
clock = "repair"
of = "completed and overdue"
at-least = "90%"
period = "financial year"
`;

/** The rules that are chosen, and what they ask. */
export class Form {
  /** @type {DuebyReport} */ #dueby;
  #packs = new Set(["england/tenant-satisfaction-measures", "england/complaint-handling-code", "uk/gas-safety"]);
  /** @type {Record<string, string>} */ #parameters = {};
  /** @type {Map<string, HTMLInputElement>} */ #numbers = new Map();
  /** @type {((changed: ReadonlySet<string>) => void)[]} */ #listeners = [];
  said = { own: "" };
  /** @type {{ ownProblems: readonly Problem[] }} */ answered = { ownProblems: [] };

  /** @param {DuebyReport} dueby */
  constructor(dueby) {
    this.#dueby = dueby;
    this.#choices();
    new Editor(this, EXAMPLE);
    byId("period", HTMLInputElement).value = lastYear(new Date());
    byId("accept", HTMLInputElement).addEventListener("change", () => this.#asks());
    this.#asks();
  }

  /** @param {(changed: ReadonlySet<string>) => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** @param {{ own: string }} change */
  say(change) {
    this.said = change;
    const texts = this.#texts();
    this.answered = { ownProblems: texts.length === 0 ? [] : this.#dueby.check(texts).problems };
    this.#listeners.forEach((listener) => listener(new Set(["own"])));
    this.#asks();
  }

  #texts() {
    const { own } = this.said;
    return own.trim() === "" ? [] : [{ file: OWN, text: own }];
  }

  /** A box for each shipped pack: first those that have targets. */
  #choices() {
    for (const id of this.#dueby.packIds) {
      const engine = this.#dueby.engine({ packs: [id] });
      const hasTargets = this.#dueby.targets(engine).length > 0;
      engine.free();
      const box = make("input", { type: "checkbox", value: id, checked: this.#packs.has(id) });
      box.addEventListener("change", () => {
        box.checked ? this.#packs.add(id) : this.#packs.delete(id);
        this.#asks();
      });
      const place = byId(hasTargets ? "packs" : "other-packs", HTMLFieldSetElement);
      place.append(make("label", { class: "tick" }, box, make("span", {}, this.#dueby.pack(id).title)));
    }
  }

  /** Draws what the chosen rules ask: what is to be filled in, and numbers that rates are of. */
  #asks() {
    /** @type {readonly PackContents[]} */ let packs = [];
    /** @type {readonly TargetContents[]} */ let targets = [];
    const { texts, packs: ids } = this.#rules({});
    if (ids.length + texts.length > 0) {
      try {
        const engine = this.#dueby.engine({ packs: ids, texts });
        packs = engine.packs;
        targets = this.#dueby.targets(engine);
        engine.free();
      } catch (error) {
        // What is wrong is told when the report is made.
        problemsOf(error);
      }
    }
    this.#askParameters(packs);
    this.#askNumbers(targets);
    const known = packs.flatMap(({ attributes }) => attributes.map(({ name }) => name));
    const names = [...new Set(["patch", "team", "priority", ...known])];
    fill(byId("by-known", HTMLDataListElement), names.map((value) => make("option", { value })));
  }

  /** @param {readonly PackContents[]} packs */
  #askParameters(packs) {
    const asked = packs.flatMap(({ parameters }) => parameters).filter(({ filledIn }) => !filledIn);
    const place = byId("parameters", HTMLElement);
    const once = asked.filter(({ name }, at) => asked.findIndex((other) => other.name === name) === at);
    const fields = once.map(({ name, question }) => {
      const input = make("input", { autocomplete: "off", name: `parameter-${name}` });
      input.value = this.#parameters[name] ?? "";
      input.addEventListener("change", () => {
        this.#parameters = { ...this.#parameters, [name]: input.value };
      });
      return field(question, input, `${capital(plain(name))}, such as “2 working days”`);
    });
    fill(place, fields.length > 0 && make("details", { open: fields.length <= FEW },
      make("summary", {}, `What the landlord fills in (${fields.length})`), fields));
  }

  /** @param {readonly TargetContents[]} targets */
  #askNumbers(targets) {
    const names = [...new Set(targets.flatMap(({ perThousand }) => (perThousand === null ? [] : [perThousand])))];
    const before = this.#numbers;
    this.#numbers = new Map(names.map((name) => {
      const input = before.get(name) ?? make("input", { inputmode: "numeric", autocomplete: "off", name: `number-${name}` });
      return [name, input];
    }));
    const fields = [...this.#numbers].map(([name, input]) => field(`How many ${plain(name)}?`, input));
    fill(byId("numbers", HTMLElement), fields.length > 0 && make("details", { open: true },
      make("summary", {}, `Numbers that rates are of (${fields.length})`), fields));
  }

  /**
   * @param {Record<string, string>} parameters
   * @returns {Rules}
   */
  #rules(parameters) {
    const usable = this.answered.ownProblems.every(({ severity }) => severity !== "error");
    return { packs: this.#dueby.packIds.filter((id) => this.#packs.has(id)), texts: usable ? this.#texts() : [], parameters };
  }

  /**
   * All that is asked; or what is missing.
   *
   * @returns {Promise<Asked | string>}
   */
  async asked() {
    const files = [...(byId("files", HTMLInputElement).files ?? [])];
    const filled = Object.entries(this.#parameters).filter(([, value]) => value.trim() !== "");
    const rules = this.#rules(Object.fromEntries(filled));
    if (rules.packs.length + rules.texts.length === 0) {
      return "No rules are chosen: tick some above, or paste a pack of your own.";
    }
    if (files.length === 0) {
      return "No file is chosen: choose a file of cases.";
    }
    /** @type {FileQuestion} */
    const question = {
      period: byId("period", HTMLInputElement).value,
      numbers: this.#given(),
      dates: document.querySelector("input[name=dates][value=uk]:checked") === null ? "iso" : "uk",
      encoding: byId("encoding", HTMLSelectElement).value === "utf-8" ? "utf-8" : "windows-1252",
    };
    const [date, time] = [byId("as-of-date", HTMLInputElement).value, byId("as-of-time", HTMLInputElement).value];
    if (date === "" && time !== "") {
      return "The time has no date: fill in both, or neither.";
    }
    if (date !== "") {
      question.asOf = time === "" ? date : `${date}T${time}`;
    }
    const by = byId("by", HTMLInputElement).value.trim();
    if (by !== "") {
      question.by = by;
    }
    if (byId("accept", HTMLInputElement).checked) {
      question.accept = "all";
    }
    const mapping = byId("mapping", HTMLInputElement).files?.[0];
    if (mapping !== undefined) {
      question.mapping = { file: mapping.name, text: await mapping.text() };
    }
    return { rules, question, files };
  }

  /** The numbers that are filled in; with commas as people write them. */
  #given() {
    const filled = [...this.#numbers].filter(([, { value }]) => value.trim() !== "");
    return Object.fromEntries(filled.map(([name, { value }]) => [name, Number(value.replaceAll(",", ""))]));
  }
}

/**
 * The last financial year that is over.
 *
 * @param {Date} now
 */
function lastYear(now) {
  const year = now.getFullYear() - (now.getMonth() < 3 ? 2 : 1);
  return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}
