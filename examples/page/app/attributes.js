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
  const known = make("fieldset", {}, make("legend", {}, "What is known of it"), asked);
  const others = make("div", {});
  const more = make("details", {}, make("summary", {}, "Whatever else the rules may ask"), others);
  /** The field of each attribute. @type {Map<string, HTMLElement>} */
  let fields = new Map();

  const show = () => {
    known.hidden = asked.childElementCount === 0;
    more.hidden = others.childElementCount === 0;
  };
  const draw = () => {
    const all = new Map(store.answered.packs.flatMap(({ attributes }) => attributes).map((one) => [one.name, one]));
    for (const name of Object.keys(store.said.attributes)) {
      if (!all.has(name)) {
        all.set(name, { name, of: "text", values: [], question: null });
      }
    }
    const first = new Set([...missing(store), ...Object.keys(store.said.attributes)]);
    fields = new Map([...all.values()].map((one) => [one.name, input(store, one)]));
    const of = (/** @type {boolean} */ now) => [...fields].flatMap(([name, field]) => (first.has(name) === now ? [field] : []));
    fill(asked, of(true));
    fill(others, of(false));
    show();
  };

  fill(place, known, more);
  store.listen((changed) => {
    const names = store.answered.packs.flatMap(({ attributes }) => attributes.map(({ name }) => name));
    if (["loaded", "pack", "own"].some((name) => changed.has(name)) || names.some((name) => !fields.has(name))) {
      draw();
      return;
    }
    // What the answer lacks now is asked for below what has been; nothing is moved away that
    // somebody is at.
    for (const name of missing(store)) {
      const field = fields.get(name);
      if (field !== undefined && field.parentElement === others && !field.contains(document.activeElement)) {
        asked.append(field);
      }
    }
    show();
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
