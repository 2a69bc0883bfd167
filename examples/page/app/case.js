/** The case: its reference and kind, and cases from files. */

import { byId, fill, make } from "./dom.js";
import { plain, several } from "./words.js";

/** @import { Happened, Store, Value } from "./store.js" */

/** @param {Store} store */
export function caseForm(store) {
  const reference = byId("reference", HTMLInputElement);
  const kind = byId("kind", HTMLSelectElement);
  const draw = () => {
    reference.value = store.said.reference;
    const kinds = new Set(store.answered.packs.flatMap(({ clocks }) => clocks.map((clock) => clock.kind)));
    if (store.said.kind !== "") {
      kinds.add(store.said.kind);
    }
    fill(kind, [...kinds].map((name) => make("option", { value: name }, plain(name))));
    kind.value = store.said.kind;
  };
  reference.addEventListener("change", () => store.say({ reference: reference.value }));
  kind.addEventListener("change", () => {
    store.say({ kind: kind.value });
    fit(store);
  });
  store.listen((changed) => {
    if (changed.has("pack") || changed.has("own")) {
      fit(store);
    }
    if (["pack", "own", "loaded", "kind"].some((name) => changed.has(name))) {
      draw();
    }
  });
  draw();
  files(store);
}

/**
 * Where nothing that happened is anything to these rules, or the kind is none of theirs: a kind of
 * theirs, and what begins it.
 *
 * @param {Store} store
 */
function fit(store) {
  const clocks = store.answered.packs.flatMap(({ clocks }) => clocks);
  const first = clocks.find(({ starts }) => starts.length > 0) ?? clocks[0];
  if (first === undefined) {
    return;
  }
  const kind = clocks.some((clock) => clock.kind === store.said.kind) ? store.said.kind : first.kind;
  const known = new Set(store.answered.engine?.eventTypes ?? []);
  const of = clocks.filter((clock) => clock.kind === kind);
  const own = new Set(of.flatMap(({ starts, stops }) => [...starts, ...stops]));
  const some = store.said.events.some(({ event }) => own.has(event));
  const [event] = of.flatMap(({ starts }) => starts);
  const said = store.said.events[0];
  /** @type {Happened[]} */
  const begun = event === undefined || said === undefined ? [] : [{ ...said, event, rest: {} }];
  const kept = store.said.events.filter((one) => known.has(one.event) || one.event === "");
  const events = some ? kept : begun;
  if (kind !== store.said.kind || events.length !== store.said.events.length || !some) {
    store.say(/** @type {{}} */ ({ kind, events, loaded: true }));
  }
}

/**
 * @typedef {object} Read
 * @property {string} case
 * @property {string} [kind]
 * @property {Record<string, Value | null>} [attributes]
 * @property {({ event: string, at: string } & Record<string, unknown>)[]} [events]
 */

/** @param {Store} store */
function files(store) {
  const file = byId("case-file", HTMLInputElement);
  const status = byId("case-file-status", HTMLElement);
  const place = byId("case-of-file", HTMLElement);
  const choice = byId("case-choice", HTMLSelectElement);
  /** @type {Read[]} */
  let cases = [];
  const open = (/** @type {Read | undefined} */ one) => {
    if (one !== undefined) {
      load(store, one);
      status.textContent = `Case ${one.case} is open: ${several(one.events?.length ?? 0, "event")}.`;
    }
  };
  choice.addEventListener("change", () => open(cases[Number(choice.value)]));
  file.addEventListener("change", async () => {
    const [opened] = file.files ?? [];
    if (opened === undefined) {
      return;
    }
    const text = await opened.text();
    file.value = "";
    place.hidden = true;
    try {
      cases = read(text);
    } catch (error) {
      status.textContent = `${opened.name} cannot be read: ${error instanceof Error ? error.message : error}`;
      return;
    }
    place.hidden = cases.length < 2;
    fill(choice, cases.map((one, at) => make("option", { value: String(at) }, one.case)));
    open(cases[0]);
  });
}

/**
 * The cases of a file: one as JSON, or one on each line.
 *
 * @param {string} text
 * @returns {Read[]}
 */
function read(text) {
  /** @type {unknown[]} */
  let found;
  try {
    found = [JSON.parse(text)];
  } catch (error) {
    const lines = text.split("\n").map((line, at) => ({ line: line.trim(), at: at + 1 })).filter(({ line }) => line !== "");
    if (lines.length < 2) {
      throw error;
    }
    found = lines.map(({ line, at }) => {
      try {
        return JSON.parse(line);
      } catch {
        throw new Error(`line ${at} is not JSON`);
      }
    });
  }
  return found.map((one, at) => {
    const known = /** @type {Partial<Read> | null} */ (one);
    if (known === null || typeof known !== "object" || typeof known.case !== "string") {
      throw new Error(`case ${at + 1} has no "case", its reference`);
    }
    const events = known.events ?? [];
    if (!Array.isArray(events) || !events.every((event) => typeof event?.event === "string" && typeof event.at === "string")) {
      throw new Error(`in ${known.case}, each event needs "event" and "at"`);
    }
    return /** @type {Read} */ (known);
  });
}

/**
 * @param {Store} store
 * @param {Read} one
 */
function load(store, one) {
  const events = (one.events ?? []).map(({ event, at, ...rest }) => {
    const local = wall(store, at);
    return { event, date: local.slice(0, 10), time: local.slice(11), rest };
  });
  const attributes = Object.entries(one.attributes ?? {}).filter(([, value]) => value !== null);
  const dates = events.map(({ date, time }) => `${date}T${time || "09:00"}`).sort();
  store.say(/** @type {{}} */ ({
    reference: one.case,
    kind: one.kind ?? "",
    attributes: Object.fromEntries(attributes),
    events,
    asOf: dates.at(-1)?.slice(0, 16) ?? store.said.asOf,
    loaded: true,
  }));
}

/**
 * A time of a file as the clock on the wall showed it; a date alone stays one.
 *
 * @param {Store} store
 * @param {string} at
 */
function wall(store, at) {
  const local = at.replace(" ", "T");
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(local)) {
    return local;
  }
  const [pack] = store.answered.packs;
  const calendar = store.answered.engine?.calendar(pack?.calendar ?? "") ?? store.dueby.calendar("england-and-wales");
  return calendar.instant(local).replace(/(Z|[+-]\d\d:\d\d)$/, "");
}
