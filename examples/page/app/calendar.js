/** The days of a deadline on a small calendar: which counted, and which were skipped and why. */

import { make } from "./dom.js";
import { dateOf, day, dayNumber, month, weekday } from "./words.js";

/** @import { ToldClock } from "../dueby/esm/web/authoring.js" */

/** No more months than this are drawn. */
const MOST = 4;
const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** @typedef {{ mark: "counted" | "skipped" | "paused" | "not-counted", says: string, shows: string }} Mark */

/** @param {ToldClock} clock */
export function calendar(clock) {
  const marks = markedDays(clock);
  const days = [...marks.keys()];
  const due = clock.dueDate ?? clock.projectedDue?.slice(0, 10) ?? null;
  if (days.length === 0) {
    return null;
  }
  const last = due === null ? null : dayNumber(due);
  const from = Math.min(...days, last ?? Infinity);
  const until = Math.max(...days, last ?? -Infinity);
  const months = [...new Set(range(from, until).map((one) => dateOf(one).slice(0, 7)))];
  if (months.length > MOST) {
    return null;
  }
  return make(
    "div", { class: "calendars" },
    months.map((one) => table(one, [from, until], marks, last)),
    make(
      "p", { class: "key" },
      make("span", { class: "day", "data-mark": "counted" }, "1"), " counts, as which day ",
      make("span", { class: "day", "data-mark": "skipped" }, "–"), " skipped ",
      last !== null && [make("span", { class: "day", "data-due": true }, "●"), " due"],
    ),
  );
}

/**
 * @param {number} from
 * @param {number} until
 */
function range(from, until) {
  return Array.from({ length: until - from + 1 }, (_, at) => from + at);
}

/**
 * What the explanation says of each day.
 *
 * @param {ToldClock} clock
 */
function markedDays(clock) {
  /** @type {Map<number, Mark>} */
  const marks = new Map();
  /**
   * @param {string} from
   * @param {string} to
   * @param {(place: number) => Mark} mark
   */
  const put = (from, to, mark) => {
    range(dayNumber(from), Math.min(dayNumber(to), dayNumber(from) + 400)).forEach((one, place) => marks.set(one, mark(place)));
  };
  for (const entry of clock.explanation) {
    if (entry.step === "counted") {
      put(entry.from, entry.to, (place) => {
        const number = entry.total - entry.days + place + 1;
        return { mark: "counted", says: `day ${number}`, shows: String(number) };
      });
    } else if (entry.step === "skipped") {
      put(entry.from, entry.to, () => ({ mark: "skipped", says: `skipped, ${entry.why}`, shows: "–" }));
    } else if (entry.step === "not-counted") {
      put(entry.from, entry.to, () => ({ mark: "not-counted", says: `not counted, ${entry.why}`, shows: "0" }));
    } else if (entry.step === "paused" && entry.to !== null) {
      put(entry.from, entry.to, () => ({ mark: "paused", says: "paused", shows: "‖" }));
    }
  }
  return marks;
}

/**
 * The weeks of a month that matter.
 *
 * @param {string} of `2025-12`
 * @param {[number, number]} span The first and the last day.
 * @param {Map<number, Mark>} marks
 * @param {number | null} due
 */
function table(of, [from, until], marks, due) {
  const first = dayNumber(`${of}-01`);
  const begins = first - weekday(first);
  const rows = range(0, 5).map((week) => range(0, 6).map((at) => begins + 7 * week + at));
  const inMonth = (/** @type {number} */ one) => dateOf(one).startsWith(of);
  const [monday, sunday] = [from - weekday(from), until - weekday(until) + 6];
  const matters = (/** @type {number} */ one) => inMonth(one) && one >= monday && one <= sunday;
  return make(
    "table", { class: "month" },
    make("caption", {}, month(`${of}-01`)),
    make("thead", {}, make("tr", {}, NAMES.map((name) => make("th", { scope: "col" }, make("abbr", { title: name }, name.slice(0, 1)))))),
    make("tbody", {}, rows.filter((row) => row.some(matters)).map((row) => {
      return make("tr", {}, row.map((one) => (inMonth(one) ? cell(one, marks.get(one), one === due) : make("td", {}))));
    })),
  );
}

/**
 * @param {number} one
 * @param {Mark | undefined} mark
 * @param {boolean} due
 */
function cell(one, mark, due) {
  const said = [mark?.says, due ? "due" : undefined].filter((text) => text !== undefined).join(", ");
  const number = String(Number(dateOf(one).slice(8)));
  return make(
    "td", { "data-mark": mark?.mark ?? false, "data-due": due, ...(said === "" ? {} : { title: `${day(dateOf(one))}: ${said}` }) },
    make("span", { class: "number" }, number),
    mark !== undefined && make("span", { class: "shown", "aria-hidden": "true" }, due ? `${mark.shows}●` : mark.shows),
    said !== "" && make("span", { class: "for-ears" }, `: ${said}`),
  );
}
