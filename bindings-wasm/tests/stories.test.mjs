// What the installed package says, asked by every story and vector of the project.

import assert from "node:assert/strict";
import { test } from "node:test";

import { commandLine, generated, project, read, required, stories } from "./given.mjs";
import { generatedDifferences, PACKS } from "./generated.mjs";
import { differences } from "./stories.mjs";
import { wrong } from "./vectors.mjs";

const installed = project();
const { questions, answers } = stories();

test("every story has Rust's answers, to the byte", async () => {
  const dueby = required(installed, "dueby/authoring").loadSync();
  const { different, compared, expected } = await differences(dueby, { questions, answers, read });
  assert.deepEqual(different.slice(0, 3), []);
  assert.equal(compared, expected);
  assert.ok(compared > 500, `only ${compared} answers`);
});

for (const entry of ["dueby", "dueby/full"]) {
  test(`so it has without the means to read texts: ${entry}`, async () => {
    const dueby = required(installed, entry).loadSync();
    const { different, compared } = await differences(dueby, { questions, answers, read, onlyShipped: true });
    assert.deepEqual(different.slice(0, 3), []);
    assert.ok(compared > 200, `only ${compared} answers`);
  });
}

test("every vector", async () => {
  const dueby = required(installed, "dueby/authoring").loadSync();
  const { found, asked } = await wrong(dueby, { questions, read });
  assert.deepEqual(found, []);
  assert.ok(asked > 200, `only ${asked} questions`);
});

test("a landlord's cases: answers, timelines, other rules and a batch have Rust's bytes", () => {
  const dueby = required(installed, "dueby/full").loadSync();
  const { cases, answers } = generated();
  const { different, compared, expected } = generatedDifferences(dueby, { cases, answers });
  assert.deepEqual(different, []);
  assert.equal(compared, expected);
  assert.ok(compared > 700, `only ${compared} answers`);
  // And those of the command line.
  const engine = dueby.engine({ packs: PACKS });
  const own = cases.trimEnd().split("\n").map((line) => `${engine.assessJson(line, "2024-01-15T09:30", { accept: "all" })}\n`);
  assert.equal(own.join(""), commandLine(cases, PACKS, "2024-01-15T09:30"));
});
