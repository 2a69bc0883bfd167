/** Dates, times and states in English. Times stand in answers as they are in the United Kingdom. */

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
];
const DAY = 86_400_000;

/**
 * Days since 1970 of a date, `2025-12-19` with anything after it.
 *
 * @param {string} date
 */
export function dayNumber(date) {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY);
}

/**
 * The date of a number of days since 1970.
 *
 * @param {number} day
 */
export function dateOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * 0 for Monday to 6 for Sunday.
 *
 * @param {number} day
 */
export function weekday(day) {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * `Fri 19 Dec 2025`.
 *
 * @param {string} date
 */
export function day(date) {
  const [year, month, number] = date.slice(0, 10).split("-").map(Number);
  const name = DAYS[new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, number)).getUTCDay()];
  return `${name?.slice(0, 3)} ${number} ${MONTHS[(month ?? 1) - 1]?.slice(0, 3)} ${year}`;
}

/**
 * `Friday 19 December 2025`.
 *
 * @param {string} date
 */
export function longDay(date) {
  const [year, month, number] = date.slice(0, 10).split("-").map(Number);
  const name = DAYS[new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, number)).getUTCDay()];
  return `${name} ${number} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/**
 * `December 2025` of `2025-12-19`.
 *
 * @param {string} date
 */
export function month(date) {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/**
 * Whether an instant is the last of its day, which is told as the day's end.
 *
 * @param {string} at
 */
export function isDayEnd(at) {
  return at.slice(11, 23) === "23:59:59.999";
}

/**
 * `Fri 19 Dec 2025 16:42`; `the end of Fri 19 Dec 2025` of its last millisecond.
 *
 * @param {string} at
 */
export function moment(at) {
  return told(at, day);
}

/**
 * The same with the names written out.
 *
 * @param {string} at
 */
export function longMoment(at) {
  return told(at, longDay);
}

/**
 * @param {string} at
 * @param {(date: string) => string} date
 */
function told(at, date) {
  if (isDayEnd(at)) {
    return `the end of ${date(at)}`;
  }
  const time = at.slice(11).match(/^\d\d:\d\d(:(?!00(?!\.))\d\d(\.\d+)?)?/);
  return time === null ? date(at) : `${date(at)} ${time[0]}`;
}

/**
 * `complaint received` of `complaint.received`.
 *
 * @param {string} name
 */
export function plain(name) {
  return name.replace(/[.-]/g, " ");
}

/**
 * With a capital letter.
 *
 * @param {string} text
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A sentence, with a full stop unless it ends already.
 *
 * @param {string} text
 */
export function sentence(text) {
  return /[.?!]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

/**
 * A message with its hint.
 *
 * @param {string} message
 * @param {string | null} hint
 */
export function withHint(message, hint) {
  return hint === null ? message : `${sentence(message)} ${sentence(hint)}`;
}

/**
 * `1 promise`, `2 promises`.
 *
 * @param {number} number
 * @param {string} one
 */
export function several(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

/** A sign beside each word, so that no state is told by its colour alone. */
const SIGNS = {
  "pending": "○",
  "on-track": "▶",
  "open": "▶",
  "at-risk": "▲",
  "paused": "‖",
  "overdue": "■",
  "met": "✓",
  "missed": "✕",
  "cancelled": "–",
  "undetermined": "?",
  "not-yet": "○",
  "used": "✓",
  "lapsed": "✕",
  "ended": "–",
};

/**
 * @param {string} state
 */
export function sign(state) {
  return Object.entries(SIGNS).find(([name]) => name === state)?.[1] ?? "·";
}

/**
 * A state in words.
 *
 * @param {string} state
 */
export function stateWords(state) {
  return state === "undetermined" ? "cannot be said" : plain(state);
}
