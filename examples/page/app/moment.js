/** The moment that the answer is for: a slider over the hours of the case, and the exact time. */

import { byId } from "./dom.js";
import { dateOf, day, dayNumber, longMoment } from "./words.js";

/** @import { Store } from "./store.js" */

/** The slider covers at most so many days. */
const MOST = 800;

/** @param {Store} store */
export function moment(store) {
  const slider = byId("slider", HTMLInputElement);
  const date = byId("as-of-date", HTMLInputElement);
  const time = byId("as-of-time", HTMLInputElement);
  const next = byId("next-change", HTMLButtonElement);
  let first = 0;

  const draw = () => {
    const { asOf } = store.said;
    const hours = (dayNumber(asOf) - first) * 24 + Number(asOf.slice(11, 13));
    slider.value = String(hours);
    slider.setAttribute("aria-valuetext", longMoment(asOf));
    date.value = asOf.slice(0, 10);
    time.value = asOf.slice(11, 16);
    next.disabled = (store.answered.answer?.nextChange ?? null) === null;
  };
  const span = () => {
    const [from, until] = covered(store);
    first = from;
    slider.max = String((until - from + 1) * 24 - 1);
    byId("slider-first", HTMLElement).textContent = day(dateOf(from));
    byId("slider-last", HTMLElement).textContent = day(dateOf(until));
  };

  slider.addEventListener("input", () => {
    const hours = Number(slider.value);
    const hour = String(hours % 24).padStart(2, "0");
    store.say({ asOf: `${dateOf(first + Math.floor(hours / 24))}T${hour}:00` });
  });
  for (const input of [date, time]) {
    input.addEventListener("change", () => {
      if (date.value !== "" && time.value !== "") {
        store.say({ asOf: `${date.value}T${time.value}` });
      }
    });
  }
  next.addEventListener("click", () => {
    const at = store.answered.answer?.nextChange;
    if (at != null) {
      store.say({ asOf: at.replace(/(Z|[+-]\d\d:\d\d)$/, "") });
    }
  });
  byId("now", HTMLButtonElement).addEventListener("click", () => store.say({ asOf: now(store) }));
  store.listen((changed) => {
    const { asOf } = store.said;
    // While it is moved the ends of the slider stay where they are.
    const inside = dayNumber(asOf) >= first && dayNumber(asOf) * 24 <= first * 24 + Number(slider.max);
    if (!inside || [...changed].some((name) => name !== "asOf")) {
      span();
    }
    draw();
  });
  span();
  draw();
}

/**
 * What the clock on the wall shows in the United Kingdom.
 *
 * @param {Store} store
 */
export function now(store) {
  return store.dueby.calendar("england-and-wales").instant(new Date()).slice(0, 16);
}

/**
 * The first and the last day that matter, as numbers.
 *
 * @param {Store} store
 * @returns {[number, number]}
 */
function covered(store) {
  const { said, answered } = store;
  const days = [said.asOf, ...said.events.map(({ date }) => date)];
  for (const clock of answered.answer?.clocks ?? []) {
    const steps = clock.escalations.map(({ at }) => at);
    days.push(...[clock.due, clock.projectedDue, clock.stopped, ...steps].filter((at) => at !== null));
  }
  const numbers = days.filter((at) => at !== "").map(dayNumber);
  const from = Math.min(...numbers) - 1;
  return [from, Math.min(Math.max(...numbers) + 5, Math.max(from + MOST, dayNumber(said.asOf)))];
}
