/** Which rules: a shipped pack, one of the landlord's own beside it, and what is to be filled in. */

import { byId, field, fill, make } from "./dom.js";
import { Editor } from "./editor.js";
import { capital, plain } from "./words.js";

/** @import { Store } from "./store.js" */

const FOLDERS = [
  ["england", "England"],
  ["scotland", "Scotland"],
  ["uk", "United Kingdom"],
  ["landlords", "What landlords promise"],
];

/** @param {Store} store */
export function rules(store) {
  choice(store);
  const accept = byId("accept", HTMLInputElement);
  accept.checked = store.said.accept;
  accept.addEventListener("change", () => store.say({ accept: accept.checked }));
  new Editor(store);
  parameters(store);
}

/** @param {Store} store */
function choice(store) {
  const select = byId("pack", HTMLSelectElement);
  const about = byId("pack-about", HTMLElement);
  for (const [folder, label] of FOLDERS) {
    const ids = store.dueby.packIds.filter((id) => id.startsWith(`${folder}/`));
    const options = ids.map((id) => make("option", { value: id }, store.dueby.pack(id).title));
    select.append(make("optgroup", { label: label ?? "" }, options));
  }
  select.append(make("option", { value: "" }, "None of these: only a pack of your own"));
  select.value = store.said.pack;
  select.addEventListener("change", () => store.say({ pack: select.value }));
  const tell = () => {
    const pack = store.said.pack === "" ? null : store.dueby.pack(store.said.pack);
    const where = pack?.document ?? "";
    const link = pack?.link ?? null;
    fill(about, link === null ? where : make("a", { href: link, rel: "external noreferrer" }, where || link));
  };
  store.listen((changed) => changed.has("pack") && tell());
  tell();
}

/** @param {Store} store */
function parameters(store) {
  const place = byId("parameters", HTMLElement);
  /** @type {Map<string, HTMLInputElement>} */
  let inputs = new Map();
  const draw = () => {
    const asked = store.answered.packs.flatMap(({ parameters }) => parameters);
    const names = new Set(asked.filter(({ filledIn }) => !filledIn).map(({ name }) => name));
    Object.keys(store.said.parameters).forEach((name) => names.add(name));
    const known = asked.filter(({ name }) => names.has(name));
    if (known.length === 0 || known.every(({ name }) => inputs.has(name)) && known.length === inputs.size) {
      if (known.length === 0) {
        inputs = new Map();
        fill(place);
      }
      return;
    }
    inputs = new Map();
    const fields = known.map(({ name, question }) => {
      const input = make("input", { autocomplete: "off", name: `parameter-${name}` });
      input.value = store.said.parameters[name] ?? "";
      input.addEventListener("change", () => {
        store.say({ parameters: { ...store.said.parameters, [name]: input.value } });
      });
      inputs.set(name, input);
      return field(question, input, `${capital(plain(name))}, such as “2 working days”`);
    });
    fill(place, make("details", {}, make("summary", {}, `What the landlord fills in (${known.length})`), fields));
  };
  store.listen((changed) => (changed.has("pack") || changed.has("own")) && draw());
  draw();
}
