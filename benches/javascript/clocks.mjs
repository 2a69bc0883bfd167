// The state of a clock: a job reported, held twice, and done, under 40 working hours. What is asked
// is when it was due and how much working time is left, below nothing where it was late.

import { readFileSync } from "node:fs";

import { loadSync } from "../../target/wasm/package/dist/node/authoring.mjs";

const ONE_CALL = 2_000;
export const TYPES = ["job.reported", "access.refused", "access.given", "part.ordered", "part.arrived", "job.done"];
const NAMES = ["reported", "refused", "given", "ordered", "arrived", "done"];
// After all of them, within the calendar's years.
const AS_OF = "2035-12-01T12:00Z";

export const engineOf = (file) => loadSync().engine({ texts: [{ file, text: readFileSync(file, "utf8") }] });

/** Cases with six events each, in columns: all times, case by case. */
export function columnsOf(times, priorities) {
  const cases = times.length / 6;
  return {
    kinds: { names: ["job"], codes: new Uint32Array(cases) },
    attributes: priorities === undefined ? [] : [{ name: "priority", texts: priorities }],
    firstEvent: Uint32Array.from({ length: cases + 1 }, (_, row) => 6 * row),
    events: { types: { names: TYPES, codes: Uint32Array.from(times, (_, row) => row % 6) }, times },
  };
}

const both = (due, left) => Array.from({ length: 2 * due.length }, (_, at) => (at % 2 === 0 ? due : left)[at >> 1]);

export function clocks(columns, pack) {
  const engine = engineOf(pack);
  const cases = columns.due.length;
  const times = Float64Array.from({ length: 6 * cases }, (_, at) => columns[NAMES[at % 6]][Math.floor(at / 6)]);
  const input = columnsOf(times);
  const given = Array.from({ length: ONE_CALL }, (_, row) => ({
    case: "B", kind: "job", events: TYPES.map((event, at) => ({ event, at: new Date(times[6 * row + at]) })),
  }));
  return [
    {
      name: "dueby, columns", run: () => engine.batch(input, AS_OF), answers: 2,
      plain: ({ due, remaining }) => both(due, remaining), expected: both(columns.due, columns.left),
    },
    {
      name: "dueby, one case with steps and explanation", run: () => given.map((one) => engine.assess(one, AS_OF)),
      plain: (found) => found.map(({ clocks }) => Date.parse(clocks[0].due)), expected: columns.due.slice(0, ONE_CALL),
    },
  ];
}
