/** A pack of one's own, with what is wrong with it underlined as one types. */

import { button, byId, fill, make } from "./dom.js";
import { several, withHint } from "./words.js";

/** @import { Problem } from "../dueby/esm/web/authoring.js" */

/** How long typing has to rest before the text is checked, in milliseconds. */
const REST = 150;

/** What an editor needs of who keeps what it says.
 *
 * @typedef {object} Keeper
 * @property {{ own: string }} said
 * @property {{ ownProblems: readonly Problem[] }} answered
 * @property {(change: { own: string }) => void} say
 * @property {(listener: (changed: ReadonlySet<string>) => void) => void} listen
 */

const EXAMPLE = `[pack]
id = "landlords/ours"
title = "What we promise"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "complaint-answered"
promise = "Answer a complaint within 8 working days"
kind = "complaint"
starts = "complaint.received"
stops = "complaint.answered"
within = "8 working days"
escalation = "complaints"

[escalation.complaints]
steps = [
  { at = "1 working day before due", notify = "complaint handler" },
  { at = "due", notify = "head of customer services" },
]
`;

export class Editor {
  #text = byId("own-text", HTMLTextAreaElement);
  #marks = byId("own-marks", HTMLElement);
  #status = byId("own-status", HTMLElement);
  #problems = byId("own-problems", HTMLElement);
  /** @type {Keeper} */ #store;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #waiting;

  /**
   * @param {Keeper} store
   * @param {string} [example] What there is to begin with.
   */
  constructor(store, example = EXAMPLE) {
    this.#store = store;
    this.#text.value = store.said.own;
    this.#text.addEventListener("input", () => {
      // What was underlined stands elsewhere now.
      this.#underline([]);
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => store.say({ own: this.#text.value }), REST);
    });
    this.#text.addEventListener("scroll", () => {
      this.#marks.scrollTop = this.#text.scrollTop;
      this.#marks.scrollLeft = this.#text.scrollLeft;
    });
    byId("own-example", HTMLButtonElement).addEventListener("click", () => this.#put(example));
    byId("own-clear", HTMLButtonElement).addEventListener("click", () => this.#put(""));
    const file = byId("own-file", HTMLInputElement);
    file.addEventListener("change", async () => {
      const [opened] = file.files ?? [];
      if (opened !== undefined) {
        this.#put(await opened.text());
        file.value = "";
      }
    });
    store.listen((changed) => changed.has("own") && this.#tell());
  }

  /** @param {string} text */
  #put(text) {
    clearTimeout(this.#waiting);
    this.#text.value = text;
    this.#store.say({ own: text });
  }

  #tell() {
    const problems = this.#store.answered.ownProblems;
    const wrong = problems.filter(({ severity }) => severity === "error").length;
    const others = problems.length - wrong;
    const text = this.#store.said.own;
    const remarks = others === 0 ? "" : ` ${several(others, "remark")}.`;
    this.#text.setAttribute("aria-invalid", String(wrong > 0));
    this.#status.textContent = text.trim() === ""
      ? ""
      : wrong > 0
        ? `${several(wrong, "mistake")}: the pack is not used until they are mended.${remarks}`
        : `The pack can be read, and is used.${remarks}`;
    this.#underline(problems);
    fill(this.#problems, problems.map((problem) => this.#problem(problem)));
  }

  /** @param {Problem} problem */
  #problem({ severity, message, hint, line, column, span }) {
    const word = severity === "error" ? "Mistake" : severity === "warning" ? "Warning" : "Remark";
    const place = line === null ? "" : `, line ${line}, column ${column}`;
    const to = span === null ? null : button("Show it", () => {
      this.#text.focus();
      this.#text.setSelectionRange(...span);
    }, { "aria-label": `Show it: line ${line}` });
    return make(
      "li", { class: severity },
      make("strong", {}, `${word}${place}: `), withHint(message, hint), " ", to,
    );
  }

  /** @param {readonly Problem[]} problems */
  #underline(problems) {
    const text = this.#text.value;
    const spans = problems
      .flatMap(({ span, severity }) => (span === null ? [] : [{ from: span[0], to: span[1], severity }]))
      .sort((a, b) => a.from - b.from);
    /** @type {(Node | string)[]} */
    const parts = [];
    let done = 0;
    for (const { from, to, severity } of spans) {
      if (from >= done) {
        parts.push(text.slice(done, from), make("mark", { class: severity }, text.slice(from, Math.max(to, from + 1))));
        done = Math.max(to, from + 1);
      }
    }
    // A last line that is empty takes up room only if something stands on it.
    fill(this.#marks, parts, text.slice(done), "\n ");
    this.#marks.scrollTop = this.#text.scrollTop;
  }
}
