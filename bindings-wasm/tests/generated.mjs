// Cases of a synthetic landlord asked of the package, in Node and in browsers: answers, timelines,
// other rules and a batch have the bytes that Rust gives.

export const PACKS = [
  "england/awaabs-law", "england/complaint-handling-code", "england/right-to-repair",
  "england/tenant-satisfaction-measures", "landlords/customer-care-strategy", "uk/gas-safety",
];
const OTHER_PACKS = ["landlords/customer-culture"];
const AS_OF = "2024-01-15T09:30:00Z";
const UNTIL = "2024-03-15T09:30:00Z";
const NONE = 4294967295;

/** Texts as codes. */
function coded(texts) {
  const places = new Map();
  const codes = Uint32Array.from(texts, (text) => {
    if (text === undefined) {
      return NONE;
    }
    if (!places.has(text)) {
      places.set(text, places.size);
    }
    return places.get(text);
  });
  return { names: [...places.keys()], codes };
}

/** When an event happened, and what that is. */
function time(text) {
  if (text.length === 10) {
    return [Date.parse(`${text}T00:00Z`), 2];
  }
  return /(Z|[+-]\d\d:\d\d)$/.test(text) ? [Date.parse(text), 0] : [Date.parse(`${text}Z`), 1];
}

function columnsOf(cases) {
  const events = cases.flatMap((one) => one.events);
  const times = events.map(({ at }) => time(at));
  const firstEvent = Uint32Array.from({ length: cases.length + 1 });
  cases.forEach((one, row) => {
    firstEvent[row + 1] = firstEvent[row] + one.events.length;
  });
  const known = cases.map(({ attributes = {} }) => attributes);
  const names = [...new Set(known.flatMap(Object.keys))].sort();
  const of = (name, type) => known.map((row) => (typeof row[name] === type ? row[name] : undefined));
  return {
    kinds: coded(cases.map(({ kind }) => kind)),
    attributes: names.flatMap((name) => [
      { name, texts: coded(of(name, "string")) },
      { name, numbers: Float64Array.from(of(name, "number"), (number) => number ?? Number.NaN) },
      { name, flags: Uint8Array.from(of(name, "boolean"), (flag) => (flag === undefined ? 2 : Number(flag))) },
    ]),
    firstEvent,
    events: {
      types: coded(events.map(({ event }) => event)),
      times: Float64Array.from(times, ([at]) => at),
      sorts: Uint8Array.from(times, ([, sort]) => sort),
    },
  };
}

/** A batch's rows as JSON. */
function rowsText(rows) {
  const words = ({ names, codes }) => Array.from(codes, (code) => names[code] ?? null);
  const numbers = (column) => Array.from(column, (number) => (Number.isNaN(number) ? null : number));
  const { clocks, ...rest } = rows;
  const order = [
    "case", "clock", "instance", "state", "reason", "outcome", "status", "kind", "started", "stopped", "cancelled",
    "due", "overdueFrom", "elapsed", "remaining", "nextChange", "level", "nextStep", "assessed", "caseNextChange",
  ];
  if (Object.keys(rest).sort().join() !== [...order].sort().join()) {
    throw new Error(`other columns: ${Object.keys(rest)}`);
  }
  return JSON.stringify({
    clocks: clocks.map(({ pack, version, clock }) => [pack, version, clock]),
    ...Object.fromEntries(order.map((name) => [name, ArrayBuffer.isView(rows[name]) ? numbers(rows[name]) : words(rows[name])])),
  });
}

/** The same case as JavaScript has it. */
function asObject(line) {
  const { events, ...rest } = JSON.parse(line);
  return {
    ...rest,
    events: events.map(({ recorded_at: recordedAt, ...event }) => (recordedAt === undefined ? event : { ...event, recordedAt })),
  };
}

/** What differs, and how much was compared. `cases` are lines of JSON, `answers` what Rust says. */
export function generatedDifferences(dueby, { cases, answers }) {
  const lines = cases.trimEnd().split("\n");
  const expected = answers.trimEnd().split("\n").map((line) => line.split("\t"));
  const engine = dueby.engine({ packs: PACKS });
  const other = dueby.engine({ packs: OTHER_PACKS });
  const accept = { accept: "all" };
  const found = lines.flatMap((line) => [
    ["assess", engine.assessJson(line, AS_OF, accept)],
    ["timeline", engine.timelineJson(asObject(line), AS_OF, UNTIL, accept)],
  ]);
  found.push(["what-if", engine.whatIfJson(other, lines, AS_OF, accept)]);
  found.push(["batch", rowsText(engine.batch(columnsOf(lines.map((line) => JSON.parse(line))), AS_OF, accept))]);
  const different = expected.flatMap(([what, answer], at) => {
    const [name, own] = found[at] ?? [];
    const from = [...answer].findIndex((one, place) => one !== own?.[place]);
    return what === name && answer === own ? [] : [{ what, at, expected: answer.slice(from, from + 200), found: own?.slice(from, from + 200) }];
  });
  return { different: different.slice(0, 3), compared: found.length, expected: expected.length };
}
