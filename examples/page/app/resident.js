/** The same answer in words for a resident: what was promised, by when, and what they can do. */

import { make } from "./dom.js";
import { capital, longDay, longMoment, plain } from "./words.js";

/** @import { ToldAssessment, ToldClock, ToldRight } from "../dueby/esm/web/authoring.js" */

/** @param {ToldAssessment} answer */
export function residentView(answer) {
  const clocks = answer.clocks.filter(({ state }) => !["pending", "undetermined", "cancelled"].includes(state));
  const later = answer.clocks.filter(({ state, projectedDue }) => state === "pending" && projectedDue !== null);
  const unsaid = answer.clocks.filter(({ state }) => state === "undetermined");
  const rights = answer.rights.filter(({ state }) => ["open", "not-yet", "undetermined"].includes(state));
  const late = clocks.some(({ state }) => state === "overdue" || state === "missed");
  return make(
    "div", { class: "letter" },
    make("p", {}, `About your case ${answer.case}, as things stand on ${longMoment(answer.asOf)}.`),
    make("h3", {}, "What you were promised"),
    clocks.length + later.length + unsaid.length === 0
      && make("p", {}, "Nothing that is written down here yet has a time limit that has begun."),
    make("ul", { class: "promises" }, clocks.map(promise), later.map(laterPromise), unsaid.map(unsaidPromise)),
    make("h3", {}, late ? "What you can do now" : "What you can do if it is not kept"),
    make("ul", {}, advice(rights, late)),
    make("p", { class: "hint" }, `${capital(answer.notice)} It was worked out from what is written above.`),
  );
}

/** @param {ToldClock} clock */
function promise(clock) {
  return make(
    "li", { "data-clock": clock.clock, "data-state": clock.state },
    make("strong", {}, clock.promise), make("br", {}), words(clock),
  );
}

/** @param {ToldClock} clock */
function words(clock) {
  if (clock.open !== null) {
    const rule = `The rule gives no number of days; it says “${clock.open}”.`;
    return clock.state === "met" ? `This was done. ${rule}` : `This has begun and is not done yet. ${rule}`;
  }
  const latest = clock.due === null ? "" : `At the latest by ${longMoment(clock.due)}.`;
  switch (clock.state) {
    case "met":
      return `${latest} It was done in time, on ${longDay(clock.stopped ?? "")}.`;
    case "missed":
      return clock.stopped === null
        ? `${latest} It was not kept.`
        : `${latest} It was done too late, on ${longDay(clock.stopped)}.`;
    case "overdue":
      return `${latest} It is late: that time is over, and it is not done.`;
    case "paused":
      return "The time is not running at the moment, because something has to happen first.";
    default:
      return `${latest} There is still time${clock.remaining === null ? "" : `: ${clock.remaining}`}.`;
  }
}

/** @param {ToldClock} clock */
function laterPromise(clock) {
  const when = clock.projectedDue === null ? "" : `This has not begun. As things stand, at the latest by ${longMoment(clock.projectedDue)}.`;
  return make(
    "li", { "data-clock": clock.clock, "data-state": clock.state },
    make("strong", {}, clock.promise), make("br", {}), when,
  );
}

/** @param {ToldClock} clock */
function unsaidPromise(clock) {
  return make(
    "li", { "data-clock": clock.clock, "data-state": clock.state },
    make("strong", {}, clock.promise), make("br", {}),
    "Whether this is for you, and by when, hangs on what is not written down here yet. Ask your landlord.",
  );
}

/**
 * @param {readonly ToldRight[]} rights
 * @param {boolean} late
 */
function advice(rights, late) {
  const first = late
    ? "Tell your landlord that the time is over, and ask when it will be done."
    : "Write down the dates above. If one goes by and nothing is done, tell your landlord.";
  const open = rights.filter(({ state }) => state === "open").map((right) => {
    const until = right.openUntil === null ? "" : ` You have until ${longMoment(right.openUntil)}.`;
    return item(right, `You can now ${doing(right)}.${until}`);
  });
  const others = rights.filter(({ state }) => state === "undetermined").map((right) => {
    return item(right, `You may be able to ${doing(right)}. Ask your landlord whether, and until when.`);
  });
  // What can be asked of the landlord is told when it can.
  const next = rights.filter(({ state, to }) => state === "not-yet" && to !== "the landlord").map((right) => {
    const waiting = right.explanation.find(({ step }) => step === "waiting");
    const when = waiting?.step === "waiting" ? `, once this has happened: ${waiting.events.map(plain).join(", or ")}` : "";
    return item(right, `Later you can ${doing(right)}${when}.`);
  });
  return [make("li", {}, first), ...open, ...others, ...next];
}

/**
 * @param {ToldRight} right
 * @param {string} text
 */
function item(right, text) {
  return make("li", { "data-right": right.right }, text);
}

/**
 * What is done, and with whom where that is not said.
 *
 * @param {ToldRight} right
 */
function doing({ title, to }) {
  return title.includes(to) ? lower(title) : `${lower(title)} (turn to ${to})`;
}

/** @param {string} text */
function lower(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
