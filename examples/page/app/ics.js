/** Deadlines as an iCalendar file (RFC 5545), as the command line writes it. */

import { dateOf, dayNumber, isDayEnd } from "./words.js";

/** @import { ToldAssessment, ToldClock } from "../dueby/esm/web/authoring.js" */

const RUNNING = ["on-track", "at-risk", "overdue"];

/** @param {ToldAssessment} answer */
export function calendarFile(answer) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dueby//dueby//EN", "CALSCALE:GREGORIAN"];
  for (const clock of answer.clocks) {
    if (RUNNING.includes(clock.state) && clock.due !== null) {
      lines.push(...event(answer, clock, clock.due));
    }
  }
  lines.push("END:VCALENDAR");
  return lines.map(folded).join("\r\n") + "\r\n";
}

/**
 * @param {ToldAssessment} answer
 * @param {ToldClock} clock
 * @param {string} due
 */
function event(answer, clock, due) {
  const whole = isDayEnd(due);
  const date = clock.dueDate ?? due.slice(0, 10);
  const number = clock.instance > 1 ? ` (${clock.instance})` : "";
  return [
    "BEGIN:VEVENT",
    `UID:${uid(answer.case, clock)}`,
    `DTSTAMP:${utc(answer.asOf)}`,
    `SUMMARY:${text(`${clock.promise}${number}: ${answer.case}`)}`,
    `DESCRIPTION:${text([`${clock.state} as of ${answer.asOf}`, ...clock.texts, "", answer.notice].join("\n"))}`,
    "TRANSP:TRANSPARENT",
    ...(whole
      ? [`DTSTART;VALUE=DATE:${compact(date)}`, `DTEND;VALUE=DATE:${compact(dateOf(dayNumber(date) + 1))}`]
      : [`DTSTART:${utc(due)}`]),
    "END:VEVENT",
  ];
}

/**
 * The same for one instance of a clock in every file.
 *
 * @param {string} reference
 * @param {ToldClock} clock
 */
function uid(reference, clock) {
  const bytes = [...new TextEncoder().encode(reference)];
  const name = bytes.map((byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9._-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return `${name.join("")}/${clock.pack}/${clock.clock}/${clock.instance}@dueby`;
}

/** @param {string} date */
function compact(date) {
  return date.replace(/-/g, "");
}

/** @param {string} at */
function utc(at) {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** @param {string} said */
function text(said) {
  return said.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
}

/**
 * No line is longer than 75 bytes; what goes on begins with a space.
 *
 * @param {string} line
 */
function folded(line) {
  const parts = [""];
  let size = 0;
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > (parts.length === 1 ? 75 : 74)) {
      parts.push("");
      size = 0;
    }
    parts[parts.length - 1] += letter;
    size += bytes;
  }
  return parts.join("\r\n ");
}
