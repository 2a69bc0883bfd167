/** The answer: its summary, the picture, each promise, what a resident may do, and what is odd. */

import { clockView, rightView } from "./clocks.js";
import { byId, fill, make, save } from "./dom.js";
import { calendarFile } from "./ics.js";
import { residentView } from "./resident.js";
import { capital, moment, plain, several, stateWords, withHint } from "./words.js";

/** @import { ToldAssessment } from "../dueby/esm/web/authoring.js" */
/** @import { Store } from "./store.js" */

/** What matters first. */
const ORDER = ["overdue", "at-risk", "on-track", "open", "paused", "undetermined", "pending", "missed", "met", "cancelled"];

/** @param {Store} store */
export function answer(store) {
  const officer = byId("officer", HTMLElement);
  const resident = byId("resident", HTMLElement);
  /** The promises whose reasons are shown. @type {Set<string> | null} */
  let opened = null;

  const draw = () => {
    const { answer, problems } = store.answered;
    trouble(problems.map(({ message, hint }) => withHint(message, hint)));
    byId("summary", HTMLElement).textContent = answer === null ? "There is no answer yet." : summary(answer);
    for (const id of ["save", "print"]) {
      byId(id, HTMLButtonElement).disabled = answer === null;
    }
    if (answer === null) {
      ["picture", "clocks", "rights", "findings", "resident", "said"].forEach((id) => fill(byId(id, HTMLElement)));
      return;
    }
    const key = (/** @type {{ pack: string, clock: string, instance: number }} */ one) => `${one.pack}/${one.clock}/${one.instance}`;
    const clocks = [...answer.clocks].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
    const attributes = store.answered.packs.flatMap(({ attributes }) => attributes);
    const questions = new Map(attributes.flatMap(({ name, question }) => (question === null ? [] : [[name, question]])));
    const shown = opened ?? new Set(clocks.slice(0, 1).map(key));
    fill(byId("clocks", HTMLElement), clocks.map((clock) => {
      const view = clockView(clock, questions, shown.has(key(clock)));
      view.querySelector("details.why")?.addEventListener("toggle", (event) => {
        opened ??= new Set(shown);
        const open = event.target instanceof HTMLDetailsElement && event.target.open;
        open ? opened.add(key(clock)) : opened.delete(key(clock));
      });
      return view;
    }));
    fill(
      byId("rights", HTMLElement),
      answer.rights.length > 0 && make("h2", {}, "What the resident may do"),
      answer.rights.map((right) => rightView(right, questions)),
    );
    fill(
      byId("findings", HTMLElement),
      answer.findings.length > 0 && make("h2", {}, "What is odd about the case"),
      answer.findings.length > 0 && make("ul", { class: "problems" }, answer.findings.map(({ message, hint }) => {
        return make("li", { class: "warning" }, withHint(message, hint));
      })),
    );
    fill(resident, residentView(answer));
    said(store);
    const { engine, zones, packs } = answer.revisions;
    const named = Object.entries(packs).map(([id, revision]) => `${id} ${revision}`).join(", ");
    byId("made-with", HTMLElement).textContent = `Made with dueby ${engine}, time zones ${zones}, ${named}.`;
    picture(store);
  };

  for (const input of document.querySelectorAll("input[name=view]")) {
    input.addEventListener("change", () => {
      const forResident = input instanceof HTMLInputElement && input.value === "resident";
      resident.hidden = !forResident;
      officer.hidden = forResident;
      picture(store);
    });
  }
  byId("print", HTMLButtonElement).addEventListener("click", () => window.print());
  // What is folded away would not be printed.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("#answer details.why").forEach((one) => one.setAttribute("open", ""));
  });
  byId("save", HTMLButtonElement).addEventListener("click", () => {
    if (store.answered.answer !== null) {
      save("deadlines.ics", "text/calendar", calendarFile(store.answered.answer));
    }
  });
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      picture(store);
    }
  });
  store.listen((changed) => {
    if (["pack", "own", "loaded", "kind"].some((name) => changed.has(name))) {
      opened = null;
    }
    draw();
  });
  draw();
}

/** @param {string[]} messages */
function trouble(messages) {
  const place = byId("trouble", HTMLElement);
  const text = messages.join("\n");
  // The same again would be read out again.
  if (place.textContent !== text || text === "") {
    fill(place, messages.map((message) => make("p", { class: "trouble" }, message)));
  }
}

/** @param {ToldAssessment} answer */
function summary(answer) {
  const counts = ORDER.flatMap((state) => {
    const number = answer.clocks.filter((clock) => clock.state === state).length;
    return number === 0 ? [] : [`${number} ${stateWords(state)}`];
  });
  const next = answer.nextChange === null ? "" : ` Next change: ${moment(answer.nextChange)}.`;
  const promises = answer.clocks.length === 0 ? "No promise is for this case" : `${several(answer.clocks.length, "promise")}: ${counts.join(", ")}`;
  return `As of ${moment(answer.asOf)}. ${promises}.${next}`;
}

/**
 * What the answer is made of, for paper, where the forms are not.
 *
 * @param {Store} store
 */
function said(store) {
  const { reference, kind, events, attributes } = store.said;
  const rules = [...new Set(store.answered.packs.map(({ title }) => title))].join("; ");
  const known = Object.entries(attributes).map(([name, value]) => `${plain(name)}: ${plain(String(value))}`);
  fill(
    byId("said", HTMLElement),
    make("p", {}, `Case ${reference}, ${plain(kind)}. Rules: ${rules}.`),
    make("ul", {}, events.map(({ event, date, time }) => {
      return make("li", {}, `${capital(plain(event))}: ${moment(time === "" ? date : `${date}T${time}`)}`);
    })),
    known.length > 0 && make("p", {}, `Known: ${known.join("; ")}.`),
  );
}

/** @param {Store} store */
function picture(store) {
  const place = byId("picture", HTMLElement);
  const { engine, answer, asOf } = store.answered;
  if (engine === null || answer === null || answer.clocks.length === 0 || place.clientWidth === 0) {
    fill(place);
    return;
  }
  const width = Math.min(Math.max(Math.floor(place.clientWidth), 280), 4000);
  const svg = engine.picture(store.case, asOf, { ...store.options, width });
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  fill(place, document.importNode(drawn, true));
}

