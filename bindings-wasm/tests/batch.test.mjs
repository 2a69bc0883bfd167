// Many cases at once say what single answers say.

import assert from "node:assert/strict";
import { test } from "node:test";

import { project, required } from "./given.mjs";

const { load } = required(project(), "dueby/full");
const AS_OF = "2026-01-12T09:00:00Z";
const EVENTS = ["complaint.received", "complaint.acknowledged", "complaint.answered"];

/** Marsaglia's xorshift, so that every run has the same cases. */
function* random(seed = 2463534242) {
  for (let state = seed; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

test("rows are the clocks of single answers", async () => {
  const engine = (await load()).engine({ packs: ["landlords/customer-care-strategy"] });
  const numbers = random();
  const below = (most) => numbers.next().value % most;
  const cases = Array.from({ length: 200 }, (_, number) => {
    const received = Date.UTC(2025, 11, 1) + below(40 * 24 * 60) * 60_000;
    const events = [{ event: EVENTS[0], at: new Date(received) }];
    for (const event of EVENTS.slice(1)) {
      if (below(2) === 1) {
        events.push({ event, at: new Date(received + below(20 * 24 * 60) * 60_000) });
      }
    }
    const attributes = { "further-investigation": below(2) === 1 };
    return { case: `C-${number}`, kind: "complaint", attributes, events };
  });
  const firstEvent = [0];
  cases.forEach(({ events }) => firstEvent.push(firstEvent.at(-1) + events.length));
  const events = cases.flatMap((one) => one.events);
  const rows = engine.batch({
    kinds: { names: ["complaint"], codes: new Uint32Array(cases.length) },
    attributes: [{
      name: "further-investigation",
      flags: Uint8Array.from(cases, ({ attributes }) => Number(attributes["further-investigation"])),
    }],
    firstEvent: Uint32Array.from(firstEvent),
    events: {
      types: { names: EVENTS, codes: Uint32Array.from(events, ({ event }) => EVENTS.indexOf(event)) },
      times: Float64Array.from(events, ({ at }) => at.getTime()),
    },
  }, AS_OF, { accept: "all" });

  const word = ({ names, codes }, row) => names[codes[row]] ?? null;
  const instant = (text) => (text === null ? Number.NaN : Date.parse(text));
  let row = 0;
  cases.forEach((given, number) => {
    const answer = engine.assess(given, AS_OF, { accept: "all" });
    for (const clock of answer.clocks) {
      const about = `${given.case} ${clock.clock} ${clock.instance}`;
      assert.equal(rows.case[row], number, about);
      assert.equal(rows.clocks[rows.clock[row]].clock, clock.clock, about);
      assert.equal(rows.instance[row], clock.instance, about);
      assert.equal(word(rows.state, row), clock.state, about);
      assert.equal(word(rows.reason, row), clock.reason?.code ?? null, about);
      assert.deepEqual(
        [rows.started[row], rows.stopped[row], rows.due[row], rows.overdueFrom[row]],
        [clock.started, clock.stopped, clock.due, clock.overdueFrom].map(instant), about,
      );
      row += 1;
    }
    const case_ = rows.assessed.indexOf(number);
    assert.equal(rows.caseNextChange[case_], instant(answer.nextChange) || Number.NaN, given.case);
  });
  assert.equal(rows.case.length, row);
  assert.ok(row > 400);
});

test("an answer written over an earlier one is the same as in new memory", async () => {
  const engine = (await load()).engine({ packs: ["landlords/customer-care-strategy"] });
  const input = (cases) => ({
    kinds: { names: ["complaint"], codes: new Uint32Array(cases) },
    firstEvent: Uint32Array.from({ length: cases + 1 }, (_, row) => row),
    events: {
      types: { names: EVENTS, codes: new Uint32Array(cases) },
      times: Float64Array.from({ length: cases }, (_, row) => Date.UTC(2025, 11, 1) + row * 3_600_000),
    },
  });
  const ask = (cases, asOf, into) => engine.batch(input(cases), asOf, { accept: "all", into });
  const many = ask(300, AS_OF);
  const memory = many.due.buffer;
  // Fewer, as many, and none; at another moment, when the words are others.
  for (const [cases, asOf] of [[40, "2025-12-05T09:00:00Z"], [300, AS_OF], [0, AS_OF]]) {
    const again = ask(cases, asOf, many);
    assert.deepEqual(again, ask(cases, asOf));
    assert.equal(again.due.buffer, memory);
  }
  // More than there is room for.
  const more = ask(900, AS_OF, many);
  assert.deepEqual(more, ask(900, AS_OF));
  assert.notEqual(more.due.buffer, memory);
  // What an earlier call wrote over part of has all of its memory still.
  const some = ask(40, AS_OF, many);
  assert.equal(ask(300, AS_OF, some).due.buffer, memory);
  // Columns that were handed to a worker have no memory any more.
  structuredClone(many.due, { transfer: [memory] });
  assert.deepEqual(ask(40, AS_OF, many), ask(40, AS_OF));
});

test("columns that do not fit together are refused", async () => {
  const engine = (await load()).engine({ packs: ["landlords/customer-care-strategy"] });
  const types = { names: EVENTS, codes: new Uint32Array(2) };
  assert.throws(
    () => engine.batch({ firstEvent: Uint32Array.of(0, 3), events: { types, times: new Float64Array(2) } }, AS_OF),
    { name: "DuebyError", code: "wrong-type" },
  );
});
