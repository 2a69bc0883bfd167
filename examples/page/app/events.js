/** What happened: a row for each event. */

import { button, byId, field, fill, make } from "./dom.js";
import { plain } from "./words.js";

/** @import { Happened, Store } from "./store.js" */

/** @param {Store} store */
export function events(store) {
  const list = byId("events", HTMLOListElement);
  const add = byId("add-event", HTMLButtonElement);
  const draw = () => fill(list, store.said.events.map((_, at) => row(store, at, types(store))));
  add.addEventListener("click", () => {
    const last = store.said.events.at(-1);
    const [date = "", time = ""] = store.said.asOf.split("T");
    const event = following(store, last);
    store.say({ events: [...store.said.events, { event, date: date || (last?.date ?? ""), time, rest: {} }] });
    draw();
    list.lastElementChild?.querySelector("select")?.focus();
  });
  let known = "";
  store.listen((changed) => {
    const now = types(store).flat().join();
    if (changed.has("loaded") || now !== known) {
      draw();
    }
    known = now;
  });
  draw();
}

/**
 * The events that the rules know: first those of clocks of the case's kind, then all others.
 *
 * @param {Store} store
 * @returns {[string[], string[]]}
 */
function types(store) {
  const { engine, packs } = store.answered;
  const clocks = packs.flatMap(({ clocks }) => clocks).filter(({ kind }) => kind === store.said.kind);
  const first = [...new Set(clocks.flatMap(({ starts, stops }) => [...starts, ...stops]))];
  const others = (engine?.eventTypes ?? []).filter((type) => !first.includes(type));
  return [first, [...others].sort()];
}

/**
 * What may have happened next: a stop of what has started and has not been stopped.
 *
 * @param {Store} store
 * @param {Happened | undefined} last
 */
function following(store, last) {
  const there = new Set(store.said.events.map(({ event }) => event));
  const clocks = store.answered.packs.flatMap(({ clocks }) => clocks);
  const next = clocks.find(({ starts, stops }) => {
    return starts.some((event) => there.has(event)) && !stops.some((event) => there.has(event));
  });
  return next?.stops[0] ?? last?.event ?? types(store)[0][0] ?? "";
}

/**
 * @param {Store} store
 * @param {number} at
 * @param {[string[], string[]]} types
 */
function row(store, at, [first, others]) {
  const happened = store.said.events[at];
  if (happened === undefined) {
    return null;
  }
  /** @param {Partial<Happened>} change */
  const say = (change) => {
    store.say({ events: store.said.events.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  };
  const options = (/** @type {string[]} */ names) => names.map((name) => make("option", { value: name }, plain(name)));
  const event = make("select", {}, options(first));
  if (others.length > 0) {
    event.append(make("optgroup", { label: "Of other kinds of cases" }, options(others)));
  }
  if (![...first, ...others].includes(happened.event)) {
    event.append(make("option", { value: happened.event }, `${plain(happened.event)} (no rule knows it)`));
  }
  event.value = happened.event;
  const date = make("input", { type: "date", required: true });
  date.value = happened.date;
  const time = make("input", { type: "time" });
  time.value = happened.time;
  event.addEventListener("change", () => {
    say({ event: event.value });
    remove.setAttribute("aria-label", `Remove ${plain(event.value)}`);
  });
  date.addEventListener("change", () => say({ date: date.value }));
  time.addEventListener("change", () => say({ time: time.value }));
  const set = Object.entries(/** @type {Record<string, unknown>} */ (happened.rest["set"] ?? {}));
  const remove = button("Remove", () => {
    const list = byId("events", HTMLOListElement);
    store.say({ events: store.said.events.filter((_, index) => index !== at) });
    fill(list, store.said.events.map((_, index) => row(store, index, types(store))));
    byId("add-event", HTMLButtonElement).focus();
  }, { "aria-label": `Remove ${plain(happened.event)}` });
  return make(
    "li", {},
    make(
      "fieldset", {},
      make("legend", {}, `Event ${at + 1}`),
      field("What happened", event),
      make("div", { class: "pair" }, field("Date", date), field("Time, if known", time)),
      set.length > 0 && make("p", { class: "hint" }, `It set: ${set.map(([name, value]) => `${plain(name)} ${value}`).join(", ")}`),
      remove,
    ),
  );
}
