// Targets, samples and reports of the installed package in Node.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { project, read, required } from "./given.mjs";
import { built, given, withoutAdvice } from "./questions.mjs";
import { EVENTS, file, repairs, reports, wrongSamples } from "./report.mjs";

const installed = project();
const dueby = required(installed, "dueby/report").loadSync();
const { DuebyError } = required(installed, "dueby/report");
const PACK = { file: "targets.toml", text: read("cli/tests/data/targets.toml") };
const engine = dueby.engine({ texts: [PACK] });
const QUESTION = { period: "2025-26", asOf: "2025-07-15", by: "patch" };

const bytes = (text) => new TextEncoder().encode(text);
const refused = (call, code) => assert.throws(call, (error) => error instanceof DuebyError && error.code === code);

/** What was worked by hand: in time, R-3 late, R-4 open and overdue, R-1 inspected. */
function isAsWorked(answer) {
  const share = answer.targets.find(({ measure, figure }) => measure === "share" && figure?.overdue === 1);
  assert.deepEqual([share.figure.kept, share.figure.failed, share.figure.overdue], [2, 1, 1]);
  const norton = share.groups.find(({ value }) => value === "Norton");
  assert.deepEqual([norton.figure.kept, norton.figure.failed], [2, 0]);
  assert.equal(answer.cases, 5);
}

test("cases one by one, and put together", () => {
  const whole = dueby.fold(engine, QUESTION);
  const cases = repairs();
  cases.forEach((one) => assert.equal(whole.add(one), true));
  isAsWorked(whole.answer());
  assert.match(whole.html(), /^<!DOCTYPE html>/);
  // However they are divided, the answer is the same.
  const [one, other] = [dueby.fold(engine, QUESTION), dueby.fold(engine, QUESTION)];
  cases.forEach((given, at) => (at % 2 === 0 ? one : other).add(given));
  other.merge(one);
  assert.equal(other.answerJson(), whole.answerJson());
  // Nothing is counted twice.
  assert.equal(whole.add(JSON.stringify(cases[0])), false);
  assert.deepEqual([whole.cases, whole.answer().repeatedCases], [5, ["R-1"]]);
  refused(() => whole.merge(other), "duplicate-name");
  assert.equal(whole.cases, 5);
  refused(() => whole.merge(dueby.fold(engine, { ...QUESTION, by: "team" })), "wrong-type");
  refused(() => whole.add({ case: "R-6", events: [{ event: "repair.reported", at: "soon" }] }), "bad-time");
});

test("questions that cannot be answered", () => {
  refused(() => dueby.fold(engine, { period: "2025-27" }), "bad-date");
  refused(() => dueby.fold(engine, { period: "rolling 12 months" }), "missing-field");
  refused(() => dueby.fold(engine, { ...QUESTION, numbers: { hoems: 3 } }), "unknown-field");
  refused(() => dueby.fold(engine, { ...QUESTION, by: undefined, numbers: { "homes:Norton": 3 } }), "missing-field");
  refused(() => dueby.fold(dueby.engine({ packs: ["uk/gas-safety"] }), QUESTION), "missing-field");
  refused(() => dueby.fileCount(engine, { ...QUESTION, mapping: { file: "m.toml", text: "kase = 3" } }), "unknown-field");
  refused(() => dueby.sample({ seed: "s", period: "p", percent: 10.5 }), "wrong-type");
});

test("what is in the targets", () => {
  const [first] = dueby.targets(engine);
  assert.equal(first.pack, "test/targets");
  assert.match(first.definition, /over each/);
});

test("files, piece by piece", async () => {
  const count = dueby.fileCount(engine, QUESTION);
  const seen = [];
  await count.add(file("repairs.csv", bytes(EVENTS), 50), { onProgress: ({ read, cases }) => seen.push([read, cases]) });
  isAsWorked(count.report());
  assert.equal(seen.at(-1)[0], EVENTS.length);
  await assert.rejects(count.add(file("repairs.txt", bytes(EVENTS))), { code: "wrong-type" });
  await count.add(file("repairs.txt", bytes("case,kind,event,at\nR-6,repair,repair.reported,31/02/2025\n")), { form: "csv" });
  const { read: told } = count.report();
  assert.deepEqual([told.leftOut, told.byCode], [1, { "bad-time": 1 }]);
  assert.equal(told.first[0].place, 'repairs.txt:2, column "at"');
  await assert.rejects(count.add(file("a.csv", bytes(EVENTS), 9), { signal: AbortSignal.abort() }), { name: "AbortError" });
  const odd = dueby.fileCount(engine, QUESTION);
  await odd.add(new File(["case,repair.reproted\nR-1,2025-06-01"], "odd.csv"));
  assert.deepEqual(odd.notes.map(({ code }) => code), ["unknown-event", "syntax"]);
});

test("samples are those of the vectors", () => {
  const { rows } = JSON.parse(read("tests/vectors/sample.json"));
  assert.ok(rows.length > 5);
  assert.deepEqual(wrongSamples(dueby, rows), []);
});

built();
const { at, questions, answers } = given();

test("reports are the command line's, to the byte, in pieces of any size", async () => {
  const found = async (name) => new Uint8Array(readFileSync(join(at, name)));
  for (const size of [61, 1 << 16]) {
    const told = await reports(dueby, questions, found, size);
    told.forEach((one, number) => {
      const [mine, theirs] = [one, answers[number]].map(withoutAdvice);
      assert.equal(mine.json, theirs.json, questions[number].files.join());
      assert.equal(mine.html, theirs.html, questions[number].files.join());
      const isClean = JSON.parse(one.json).read.problems === 0;
      assert.equal(isClean, !questions[number].files.join().includes("bad"));
      assert.ok(!isClean || one.json === answers[number].json);
    });
  }
});
