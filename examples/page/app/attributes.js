/** What is known of the case, by what the rules ask. */

import { byId, field, fill, make } from "./dom.js";
import { capital, plain } from "./words.js";

/** @import { PackContents } from "../dueby/esm/web/authoring.js" */
/** @import { Store, Value } from "./store.js" */

/** @typedef {PackContents["attributes"][number]} Asked */

/** @param {Store} store */
export function attributes(store) {
  const place = byId("attributes", HTMLElement);
  const asked = make("div", {});
  const others = make("div", {});
  const more = make("details", {}, make("summary", {}, "Whatever else the rules may ask"), others);
  /** @type {Set<string>} */
  let first = new Set();
  /** @type {Set<string>} */
  let drawn = new Set();

  const draw = () => {
    const all = new Map(store.answered.packs.flatMap(({ attributes }) => attributes).map((one) => [one.name, one]));
    for (const name of Object.keys(store.said.attributes)) {
      if (!all.has(name)) {
        all.set(name, { name, of: "text", values: [], question: null });
      }
    }
    drawn = new Set(all.keys());
    first = new Set([...missing(store), ...Object.keys(store.said.attributes)].filter((name) => all.has(name)));
    const control = (/** @type {Asked} */ one) => input(store, one);
    const of = (/** @type {boolean} */ now) => [...all.values()].filter(({ name }) => first.has(name) === now).map(control);
    fill(asked, of(true));
    fill(others, of(false));
    fill(
      place,
      first.size > 0 && make("fieldset", {}, make("legend", {}, "What is known of it"), asked),
      first.size < all.size && more,
    );
  };

  store.listen((changed) => {
    const names = store.answered.packs.flatMap(({ attributes }) => attributes.map(({ name }) => name));
    const stale = changed.has("loaded") || changed.has("pack") || changed.has("own") || names.some((name) => !drawn.has(name));
    // What the answer lacks is asked for in the first place; nothing is moved away while
    // somebody is at it.
    const lacks = missing(store).some((name) => drawn.has(name) && !first.has(name));
    if (stale || (lacks && !place.contains(document.activeElement))) {
      draw();
    }
  });
  draw();
}

/**
 * The attributes that the answer lacks.
 *
 * @param {Store} store
 */
function missing(store) {
  const { answer } = store.answered;
  const reasons = [...(answer?.clocks ?? []), ...(answer?.rights ?? [])].map(({ reason }) => reason);
  return reasons.flatMap((reason) => (reason?.code === "missing-attribute" && reason.about !== null ? [reason.about] : []));
}

/**
 * @param {Store} store
 * @param {Asked} asked
 */
function input(store, { name, of, values, question }) {
  const said = store.said.attributes[name];
  /** @param {Value | undefined} value */
  const say = (value) => {
    const { [name]: _, ...rest } = store.said.attributes;
    store.say({ attributes: value === undefined ? rest : { ...rest, [name]: value } });
  };
  const label = question ?? capital(plain(name));
  if (of === "flag" || values.length > 0) {
    const texts = of === "flag" ? [["true", "yes"], ["false", "no"]] : values.map((value) => [value, plain(value)]);
    const options = texts.map(([value = "", text = ""]) => make("option", { value }, text));
    const select = make("select", {}, make("option", { value: "" }, "not known"), options);
    select.value = said === undefined ? "" : String(said);
    select.addEventListener("change", () => {
      say(select.value === "" ? undefined : of === "flag" ? select.value === "true" : select.value);
    });
    return field(label, select);
  }
  const numeric = of === "number" || of === "money";
  const type = of === "date" ? "date" : numeric ? "number" : "text";
  const control = make("input", { type, autocomplete: "off", ...(of === "money" ? { step: "0.01", min: "0" } : {}) });
  control.value = said === undefined ? "" : String(said);
  control.addEventListener("change", () => {
    say(control.value === "" ? undefined : numeric ? Number(control.value) : control.value);
  });
  return field(label, control, of === "money" ? "In pounds" : undefined);
}
