/** Elements of the page. */

/**
 * The element with an id.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`there is no ${type.name} #${id}`);
  }
  return found;
}

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * A new element with attributes and children. `class` and any other attribute are set as
 * attributes; `true` is an empty one, `false` none.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | boolean>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false) {
      made.setAttribute(attribute, value === true ? "" : value);
    }
  }
  made.append(.../** @type {(Node | string)[]} */ (children.flat().filter((child) => child)));
  return made;
}

/**
 * Puts these in the place of what an element has.
 *
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren(.../** @type {(Node | string)[]} */ (children.flat().filter((child) => child)));
}

/**
 * A button.
 *
 * @param {string} text
 * @param {() => void} pressed
 * @param {Record<string, string>} [attributes]
 */
export function button(text, pressed, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", pressed);
  return made;
}

let number = 0;

/** An id that nothing else has. */
export function freshId() {
  number += 1;
  return `d${number}`;
}

/**
 * A field: a label above a control, and a hint below.
 *
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @param {string} [hint]
 */
export function field(label, control, hint) {
  control.id ||= freshId();
  const said = hint === undefined ? null : make("p", { class: "hint", id: `${control.id}-hint` }, hint);
  if (said !== null) {
    control.setAttribute("aria-describedby", said.id);
  }
  return make("div", { class: "field" }, make("label", { for: control.id }, label), control, said);
}

/**
 * Offers a file for saving.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
