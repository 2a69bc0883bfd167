/** The page: loads the engine, and puts its parts together. */

import { load } from "../dueby/esm/web/authoring.js";
import { answer } from "./answer.js";
import { attributes } from "./attributes.js";
import { caseForm } from "./case.js";
import { byId } from "./dom.js";
import { events } from "./events.js";
import { moment } from "./moment.js";
import { rules } from "./rules.js";
import { Store } from "./store.js";

/** What the page begins with: a complaint on the last Friday before Christmas. */
const BEGINNING = {
  pack: "landlords/customer-care-strategy",
  own: "",
  parameters: {},
  accept: false,
  reference: "C-1042",
  kind: "complaint",
  attributes: {},
  events: [{ event: "complaint.received", date: "2025-12-19", time: "16:42", rest: {} }],
  asOf: "2025-12-22T09:00",
};

const loading = byId("loading", HTMLElement);
try {
  const store = new Store(await load(), BEGINNING);
  store.say({});
  byId("main", HTMLElement).hidden = false;
  caseForm(store);
  rules(store);
  events(store);
  attributes(store);
  moment(store);
  answer(store);
  loading.hidden = true;
} catch (error) {
  loading.className = "trouble";
  loading.textContent = `The page cannot work: ${error instanceof Error ? error.message : error}`;
  throw error;
}
