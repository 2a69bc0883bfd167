// The installed package in Chromium, under a policy that allows nothing but WebAssembly: a plain
// page, and every story and vector.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { folder, generated, programs, project, ROOT, stories, write } from "../given.mjs";
import { built, given, withoutAdvice } from "../questions.mjs";
import { inPage, serve } from "./served.mjs";

const installed = project();
const pages = folder();
const [{ program: html }] = programs("docs/javascript.md", "html");
const [{ program: script }] = programs("docs/javascript.md", "js page");
const { questions, answers } = stories();
const landlord = generated();
built();
const asked = given();
write(pages, {
  "due.html": html,
  "due.js": script.replace("./dist/", "/dueby/dist/"),
  "named.html": '<!doctype html><title>One pack</title><script type="module" src="named.js"></script>',
  "named.js": `
    import { load } from "/dueby/dist/esm/web/index.js";
    const [dueby, again] = await Promise.all([load({ packs: ["uk/gas-safety"] }), load({ packs: ["uk/gas-safety"] })]);
    const engine = dueby.engine({ packs: ["uk/gas-safety"] });
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name.replace(/.*[/]|-[A-Z0-9]+[.]js$/g, ""));
    window.found = { same: dueby === again, packs: dueby.packIds, clocks: engine.packs[0].clocks.length, loaded };
  `,
  "stories.html": '<!doctype html><title>Stories</title><script type="module" src="stories.js"></script>',
  "stories.js": `
    import { load } from "/dueby/dist/esm/web/index.js";
    import { load as loadFull } from "/dueby/dist/esm/web/full.js";
    import { load as loadAuthoring } from "/dueby/dist/esm/web/authoring.js";
    import { generatedDifferences } from "/tests/generated.mjs";
    import { differences } from "/tests/stories.mjs";
    import { wrong } from "/tests/vectors.mjs";
    const text = async (path) => (await fetch(path)).text();
    const read = (path) => text("/project/" + path);
    const questions = JSON.parse(await text("questions.json"));
    const answers = await text("answers.txt");
    const [dueby, full, authoring] = [await load(), await loadFull(), await loadAuthoring()];
    const landlord = { cases: await text("cases.jsonl"), answers: await text("landlord.txt") };
    const told = ({ different, ...rest }) => ({ ...rest, different: different.slice(0, 3) });
    window.found = {
      stories: told(await differences(authoring, { questions, answers, read })),
      shipped: told(await differences(dueby, { questions, answers, read, onlyShipped: true })),
      landlord: [full, authoring].map((one) => generatedDifferences(one, landlord)),
      vectors: await wrong(authoring, { questions, read }),
      again: (await load()) === dueby,
    };
  `,
  "report.html": '<!doctype html><title>Reports</title><script type="module" src="report.js"></script>',
  "report.js": `
    import { load } from "/dueby/dist/esm/web/report.js";
    import { reports, wrongSamples } from "/tests/report.mjs";
    const json = async (path) => (await fetch(path)).json();
    const dueby = await load();
    const read = async (name) => new Uint8Array(await (await fetch("/cases/" + name)).arrayBuffer());
    window.found = {
      reports: await reports(dueby, await json("reports.json"), read, 5000),
      samples: wrongSamples(dueby, (await json("/project/tests/vectors/sample.json")).rows),
    };
  `,
  "reports.json": JSON.stringify(asked.questions),
  "questions.json": JSON.stringify(questions),
  "answers.txt": answers,
  "cases.jsonl": landlord.cases,
  "landlord.txt": landlord.answers,
});
const server = await serve({
  pages, cases: asked.at, project: ROOT, tests: join(ROOT, "bindings-wasm/tests"), dueby: join(installed, "node_modules/dueby"),
});
after(server.close);

test("a plain page", async () => {
  const due = (page) => page.locator("#due:not(:empty)").textContent();
  // By hand: 22, 23, 24, 29, 30, 31 December and 2, 5, 6, 7 January.
  assert.equal(await inPage(`${server.at}/pages/due.html`, due), "At the latest on 2026-01-07");
});

test("a page that names its packs loads no others", async () => {
  const found = await inPage(`${server.at}/pages/named.html`, async (page) => (await page.waitForFunction(() => window.found)).jsonValue());
  assert.deepEqual([found.same, found.packs, found.clocks > 0], [true, ["uk/gas-safety"], true]);
  const files = found.loaded.filter((name) => !/^(named|index|chunk)/.test(name));
  assert.deepEqual(files.sort(), ["dueby.wasm", "gas-safety"]);
});

test("every story and a landlord's cases have Rust's answers, to the byte, and every vector, in another zone and language", async () => {
  const found = async (page) => (await page.waitForFunction(() => window.found, null, { timeout: 120_000 })).jsonValue();
  const { stories, shipped, landlord, vectors, again } = await inPage(
    `${server.at}/pages/stories.html`, found, { timezoneId: "America/St_Johns", locale: "tr-TR" },
  );
  assert.deepEqual(stories.different, []);
  assert.equal(stories.compared, stories.expected);
  assert.deepEqual(shipped.different, []);
  assert.ok(shipped.compared > 200);
  for (const { different, compared, expected } of landlord) {
    assert.deepEqual(different, []);
    assert.ok(compared === expected && compared > 700);
  }
  assert.deepEqual(vectors.found, []);
  assert.ok(vectors.asked > 200 && again);
});

test("every report is the command line's, to the byte, and every sample, in another zone and language", async () => {
  const found = async (page) => (await page.waitForFunction(() => window.found, null, { timeout: 120_000 })).jsonValue();
  const { reports, samples } = await inPage(
    `${server.at}/pages/report.html`, found, { timezoneId: "America/St_Johns", locale: "tr-TR" },
  );
  assert.deepEqual(samples, []);
  assert.equal(reports.length, asked.answers.length);
  reports.forEach((one, number) => assert.deepEqual(withoutAdvice(one), withoutAdvice(asked.answers[number])));
});
