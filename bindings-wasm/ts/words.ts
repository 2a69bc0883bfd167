/** Names as JavaScript writes them, and times as people and systems write them. */

import { refused } from "./error.js";

/** A `Date`, or a text: an instant, a local time, or a date alone. */
export type Time = Date | string;

/** What is a map by ids and not an object with fields. */
const MAPS = new Set(["packs", "calendars", "by_code", "unknown_events"]);

const named = new Map<string, string>();

function camel(name: string): string {
  let known = named.get(name);
  if (known === undefined) {
    known = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    named.set(name, known);
  }
  return known;
}

/** An answer with its fields' names in camelCase. */
export function camelled(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(camelled);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const named: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const isMap = MAPS.has(name) && !Array.isArray(inner);
    // What "details" lists are names of fields.
    const areNames = name === "fields" && Array.isArray(inner);
    named[camel(name)] = isMap ? inner : areNames ? inner.map((field) => camel(String(field))) : camelled(inner);
  }
  return named;
}

/** A time as the engine reads it. */
export function timeText(time: Time): string {
  return typeof time === "string" ? time : new Date(millis(time)).toISOString();
}

/** A `Date` as milliseconds since 1970. One of another realm, such as a frame, is one too. */
export function millis(time: Date): number {
  const at = typeof time?.getTime === "function" ? time.getTime() : Number.NaN;
  if (!Number.isFinite(at)) {
    throw refused("bad-time", "this is no time", "give a Date, or a text such as \"2025-12-19T16:42\"");
  }
  return at;
}

const DAY = 86_400_000;
const DASH = 45;
const ZERO = 48;

function two(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

/** A date alone as days since 1970-01-01; nothing for any other text. */
export function dayNumber(text: string): number | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) {
    return undefined;
  }
  const [year, month, day] = [100 * digits(text, 0) + digits(text, 2), digits(text, 5), digits(text, 8)];
  // What is no date becomes another one: 30 February the 1st or 2nd of March.
  const at = new Date(Date.UTC(year, month - 1, day));
  const same = at.getUTCDate() === day && at.getUTCMonth() === month - 1;
  return same && year > 99 ? at.getTime() / DAY : undefined;
}

/** Two digits as a number; not a number for anything else. */
function digits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/** Days since 1970-01-01 as a date. */
export function dateText(day: number): string {
  const at = new Date(day * DAY);
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

/** An instant as answers write it, in a zone this many milliseconds from UTC. */
export function instantText(millis: number, offset: number): string {
  const local = new Date(millis + offset).toISOString();
  const time = local.endsWith(".000Z") ? local.slice(0, 19) : local.slice(0, 23);
  const minutes = Math.abs(offset) / 60_000;
  return `${time}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
