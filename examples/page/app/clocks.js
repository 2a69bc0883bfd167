/** Each promise for an officer: its state, its deadline, who is told, and why. */

import { calendar } from "./calendar.js";
import { make } from "./dom.js";
import { moment, plain, sentence, sign, stateWords } from "./words.js";

/** @import { ToldClock, ToldRight } from "../dueby/esm/web/authoring.js" */

/** The questions that the rules ask, by the attribute's name. @typedef {ReadonlyMap<string, string>} Questions */

/**
 * @param {ToldClock} clock
 * @param {Questions} questions
 * @param {boolean} open Whether its reasons are shown at once.
 */
export function clockView(clock, questions, open) {
  const number = clock.instance > 1 ? ` (${clock.instance})` : "";
  return make(
    "article", { class: "clock", "data-state": clock.state, "data-clock": clock.clock },
    make("h3", {}, `${clock.promise}${number}`),
    make(
      "p", { class: "state" },
      badge(clock.state), " ", make("span", { class: "due" }, dueWords(clock)),
    ),
    clock.remaining !== null && !["met", "missed", "cancelled"].includes(clock.state)
      && make("p", {}, left(clock.remaining)),
    clock.reason !== null && make("p", { class: "reason" }, reasonWords(clock.reason, questions)),
    clock.status !== "confirmed" && make("p", { class: "reason" }, `This rule is ${clock.status}.`),
    told(clock),
    why(clock, open),
  );
}

/** @param {string} state */
export function badge(state) {
  return make(
    "span", { class: "badge", "data-state": state },
    make("span", { "aria-hidden": "true" }, `${sign(state)} `), stateWords(state),
  );
}

/** @param {ToldClock} clock */
function dueWords(clock) {
  if (clock.open !== null) {
    return `no number of days is given: “${clock.open}”`;
  }
  if (clock.state === "paused") {
    const resumed = clock.dueIfResumed === null ? "" : `; if it went on now, due by ${moment(clock.dueIfResumed)}`;
    return `no deadline while it is paused${resumed}`;
  }
  if (clock.due === null) {
    return clock.projectedDue === null ? "" : `it would be due by ${moment(clock.projectedDue)}`;
  }
  const due = `due by ${moment(clock.due)}`;
  if (clock.stopped !== null) {
    return `${due}; done ${moment(clock.stopped).replace(" 00:00", "")}`;
  }
  return clock.cancelled === null ? due : `${due}; cancelled ${moment(clock.cancelled)}`;
}

/**
 * @param {NonNullable<ToldClock["reason"]>} reason
 * @param {Questions} questions
 */
function reasonWords({ code, about, message }, questions) {
  const question = code === "missing-attribute" ? questions.get(about ?? "") : undefined;
  return question === undefined ? sentence(message) : `It hangs on what is not known: ${question}`;
}

/** @param {string} remaining */
function left(remaining) {
  return remaining.startsWith("-") ? `${remaining.slice(1)} too late so far` : `${remaining} left`;
}

/** @param {ToldClock} clock */
function told(clock) {
  const steps = clock.escalations.filter(({ state }) => state !== "withdrawn");
  if (steps.length === 0) {
    return null;
  }
  /** @type {Record<string, string>} */
  const words = {
    "scheduled": "to come", "fired": "the moment has come", "acknowledged": "taken on", "skipped": "was over before it was recorded",
    "undetermined": "cannot be said",
  };
  const rows = steps.map((step) => make(
    "li", { "data-state": step.state },
    make("strong", {}, step.notify), ", ",
    step.at === null ? plain(step.when) : moment(step.at),
    `: ${words[step.state] ?? plain(step.state)}`,
    step.deliverFrom !== null && step.deliverFrom !== step.at && step.state === "scheduled"
      && ` (can be reached from ${moment(step.deliverFrom)})`,
  ));
  return make("div", { class: "told" }, make("h4", {}, "Who has to be told"), make("ol", {}, rows));
}

/**
 * @param {ToldClock | ToldRight} one
 * @param {boolean} open
 */
export function why(one, open) {
  if (one.texts.length === 0) {
    return null;
  }
  const where = [one.document, one.source].filter((text) => text !== null).join(", ");
  return make(
    "details", { class: "why", open },
    make("summary", {}, "Why: how it was counted"),
    make("ul", {}, one.texts.map((text) => make("li", {}, text))),
    "due" in one && calendar(one),
    where !== "" && make(
      "p", { class: "hint" }, "Where it stands: ",
      one.link === null ? where : make("a", { href: one.link, rel: "external noreferrer" }, where),
    ),
    one.notes !== null && make("p", { class: "hint" }, one.notes),
  );
}

/**
 * @param {ToldRight} right
 * @param {Questions} questions
 */
export function rightView(right, questions) {
  const until = right.openUntil === null ? "" : `until ${moment(right.openUntil)}`;
  return make(
    "article", { class: "clock", "data-state": right.state, "data-right": right.right },
    make("h3", {}, right.title.includes(right.to) ? right.title : `${right.title} (${right.to})`),
    make("p", { class: "state" }, badge(right.state), " ", make("span", { class: "due" }, until)),
    right.reason !== null && make("p", { class: "reason" }, reasonWords(right.reason, questions)),
    why(right, false),
  );
}
