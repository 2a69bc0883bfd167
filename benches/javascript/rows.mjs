// The rows and their answers, as the Rust side wrote them, and the bank holidays that every
// library counts with.

import { readFileSync } from "node:fs";

export const DAY = 86_400_000;

/** The columns of whole numbers of a file, by name. */
export function columns(path) {
  const [head, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const rows = lines.map((line) => line.split(",").map(Number));
  return Object.fromEntries(head.split(",").map((name, at) => [name, rows.map((row) => row[at])]));
}

/** What dueby took in Rust: a question, how it was asked, nanoseconds a row. */
export function inRust(path) {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => line.split(",")).map(([question, how, took]) => ({ question, how, took: Number(took) }));
}

/** Days since 1970-01-01 as a date. */
export const date = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** Days since 1970-01-01 of a text that begins with a date. */
export const day = (text) => Date.parse(text.slice(0, 10)) / DAY;

/** Those on weekdays, in order: the list that is not dueby's own. */
export function bankHolidays() {
  const path = new URL("../../tests/vectors/bank-holidays-england-and-wales.json", import.meta.url);
  return Object.keys(JSON.parse(readFileSync(path, "utf8")).holidays);
}
