/** The page for reports as a person would use it, offline, its reports beside the command line's. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { close, open } from "./browser.mjs";
import { generated, report } from "./dueby.mjs";

const FOLDER = mkdtempSync(join(tmpdir(), "dueby-report-"));
after(async () => {
  rmSync(FOLDER, { recursive: true });
  await close();
});

const PACKS = ["england/complaint-handling-code", "england/tenant-satisfaction-measures", "uk/gas-safety"];
const MEASURES = PACKS.flatMap((pack) => ["--pack", pack]);

/** Opens the page, uses it, and finds nothing that went wrong or was asked of the network. */
async function using(use, options) {
  const { page, wrong, context } = await open({ at: "report.html", ...options });
  await use(page);
  assert.deepEqual(wrong, []);
  await context.close();
}

/** Makes a report of files of the folder. */
async function made(page, files, period) {
  await page.getByLabel("The period", { exact: true }).fill(period);
  await page.getByLabel("Files of cases").setInputFiles(files.map((file) => join(FOLDER, file)));
  await page.getByRole("button", { name: "Make the report" }).click();
}

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  return readFileSync(await download.path(), "utf8");
}

/** The rows of the table of all targets: the promise and the figure. */
const glance = (page) => page.locator("#board #glance + .wide tbody tr").evaluateAll((rows) => {
  return rows.map((row) => [row.querySelector("th").textContent, row.querySelector("td.figure").textContent]);
});

test("a report is the command line's, whichever way the cases are written", () => using(async (page) => {
  generated(join(FOLDER, "events.csv"), "--cases", "4000", "--seed", "3", "--format", "csv", "--shape", "events");
  generated(join(FOLDER, "cases.jsonl"), "--cases", "4000", "--seed", "3");
  generated(join(FOLDER, "cases.csv"), "--cases", "4000", "--seed", "3", "--format", "csv", "--dates", "uk", "--map", join(FOLDER, "map.toml"));
  const args = [...MEASURES, "--period", "2024-25", "--by", "patch", "--accept", "all", "--number", "homes=20390", "--param", "non-emergency-repair-time=20 working days"];
  await page.getByLabel("Count rules that are not confirmed, too").check();
  await page.getByLabel("Told by").fill("patch");
  await page.getByLabel("How many homes?").fill("20,390");
  const filled = page.locator("[name=parameter-non-emergency-repair-time]");
  await filled.fill("20 working days");
  await filled.blur();
  for (const [file, more] of [["events.csv", []], ["cases.jsonl", []], ["cases.csv", ["--map", "map.toml"]]]) {
    if (more.length > 0) {
      await page.getByText("Files of older systems").click();
      await page.getByLabel("A mapping of the columns (.toml)").setInputFiles(join(FOLDER, "map.toml"));
    }
    await made(page, [file], "2024-25");
    await page.locator("#summary", { hasText: "The report is made: 4,000 cases counted." }).waitFor();
    const theirs = report(FOLDER, [file], [...args, ...more]);
    assert.equal(await saved(page, "Save as one HTML file"), theirs.html);
    assert.deepEqual(JSON.parse(await saved(page, "Save the data (.json)")), theirs.data);
    const shown = await glance(page);
    assert.deepEqual(shown.map(([promise]) => promise), theirs.data.targets.map(({ promise }) => promise));
    for (const [number, { figure, measure }] of theirs.data.targets.entries()) {
      if (measure === "share" && figure !== null) {
        assert.equal(shown[number][1], `${(Math.floor((1000 * figure.numerator) / figure.denominator) / 10).toFixed(1)}%`);
      }
    }
  }
  // Each with its trend, its groups, what failed and why, and where it stands.
  const { data } = report(FOLDER, ["cases.jsonl"], args);
  const late = data.targets.find(({ failed, figure }) => failed.length > 0 && figure !== null);
  const part = page.locator("#board section.target", { has: page.getByRole("heading", { level: 2, name: late.promise, exact: true }) });
  assert.match(await part.getByRole("img").locator("desc").textContent(), /%/);
  for (const heading of ["By patch", "What failed, and why", "How it is defined"]) {
    assert.ok(await part.getByRole("heading", { name: heading }).isVisible(), heading);
  }
  assert.ok(await part.getByText(late.failed[0].case, { exact: true }).isVisible());
}));

test("bad rows are told with their line, as the command line tells them", () => using(async (page) => {
  generated(join(FOLDER, "bad.csv"), "--cases", "2000", "--seed", "5", "--format", "csv", "--shape", "events", "--bad", "30");
  await made(page, ["bad.csv"], "2024-25");
  await page.locator("#summary", { hasText: "left out: something in them could not be read" }).waitFor();
  const { data } = report(FOLDER, ["bad.csv"], [...MEASURES, "--period", "2024-25"]);
  const told = await page.locator("#board #not-counted ~ .wide tbody tr").evaluateAll((rows) => {
    return rows.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent));
  });
  assert.ok(data.read.first.length > 10);
  assert.deepEqual(told, data.read.first.slice(0, 100).map(({ place, message }) => [place, message]));
  assert.equal(JSON.parse(await saved(page, "Save the data (.json)")).cases, data.cases);
}));

test("a pack of one's own", () => using(async (page) => {
  await page.locator("#packs input:checked, #other-packs input:checked").evaluateAll((boxes) => boxes.forEach((box) => box.click()));
  await page.getByText("Paste a pack of your own").click();
  await page.getByRole("button", { name: "Begin with a small example" }).click();
  await page.locator("#own-status", { hasText: "can be read" }).waitFor();
  const own = await page.getByLabel("Your pack (TOML)").inputValue();
  // By hand: 20 working days from Monday 2 June 2025 end on Monday 30 June.
  writeFileSync(join(FOLDER, "repairs.csv"), `case,kind,repair.reported,repair.completed
R-1,repair,2025-06-02,2025-06-30
R-2,repair,2025-06-02,2025-07-01
R-3,repair,2025-06-02,
`);
  await made(page, ["repairs.csv"], "2025-26");
  await page.locator("#summary", { hasText: "3 cases counted" }).waitFor();
  assert.deepEqual(await glance(page), [["Complete nine in ten repairs in time", "33.3%"]]);
  assert.ok(await page.locator("#board").getByText("due 30 Jun 2025, done 1 Jul 2025").isVisible());
  writeFileSync(join(FOLDER, "own.toml"), own);
  const theirs = report(FOLDER, ["repairs.csv"], ["--pack", "own.toml", "--period", "2025-26"]);
  assert.equal(await saved(page, "Save as one HTML file"), theirs.html);
  // A slip is underlined while the pack is typed, and told with its line.
  await page.getByLabel("Your pack (TOML)").fill(own.replace('figure = "share"', 'figure = "shore"'));
  await page.locator("#own-problems li.error", { hasText: "line" }).waitFor();
  assert.equal(await page.locator("#own-marks mark.error").count(), 1);
}));

test("what cannot be asked is told, and what is missing", () => using(async (page) => {
  const trouble = page.getByRole("alert");
  await page.getByRole("button", { name: "Make the report" }).click();
  await trouble.filter({ hasText: "No file is chosen" }).waitFor();
  writeFileSync(join(FOLDER, "one.csv"), "case,kind,event,at\nC-1,complaint,complaint.received,2025-06-02\n");
  await made(page, ["one.csv"], "2025-27");
  await trouble.filter({ hasText: "“2025-27”" }).or(trouble.filter({ hasText: '"2025-27" is not a period' })).waitFor();
  await page.getByLabel("How many homes?").fill("many");
  await made(page, ["one.csv"], "2025-26");
  await trouble.filter({ hasText: "is not a whole number" }).waitFor();
  await page.getByLabel("How many homes?").fill("");
  writeFileSync(join(FOLDER, "empty.csv"), "");
  await made(page, ["empty.csv"], "2025-26");
  await page.locator("#summary", { hasText: "No case could be counted" }).waitFor();
  assert.ok(await page.locator("#board").getByText("the file is empty").isVisible());
}));

test("a long file is counted beside the page, which goes on, and can be cancelled", () => using(async (page) => {
  generated(join(FOLDER, "long.csv"), "--cases", "100000", "--format", "csv", "--shape", "events");
  await made(page, ["long.csv"], "2024-25");
  // It is going on, and the page answers all the same.
  const cancel = page.getByRole("button", { name: "Cancel" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "cancel");
  await page.getByLabel("Told by").fill("team");
  await page.locator("#so-far", { hasText: /[1-9]\d* cases/ }).waitFor();
  await cancel.click();
  await page.locator("#summary", { hasText: "Cancelled" }).waitFor();
  assert.equal(await page.locator("#board").textContent(), "");
  await page.getByRole("button", { name: "Make the report" }).click();
  await page.locator("#summary", { hasText: "The report is made: 100,000 cases counted." }).waitFor({ timeout: 300_000 });
  const theirs = report(FOLDER, ["long.csv"], [...MEASURES, "--period", "2024-25", "--by", "team"]);
  assert.equal(await saved(page, "Save as one HTML file"), theirs.html);
}));

test("it is printed whole, without the forms", () => using(async (page) => {
  writeFileSync(join(FOLDER, "two.csv"), "case,kind,event,at\nC-1,complaint,complaint.received,2024-06-03\nC-2,complaint,complaint.received,2025-03-28\n");
  await made(page, ["two.csv"], "2024-25");
  await page.locator("#summary", { hasText: "2 cases counted" }).waitFor();
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".asked", "#print", "nav", "#summary"]) {
    assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  }
  assert.ok(await page.getByRole("heading", { name: "Report, 1 Apr 2024 to 31 Mar 2025" }).isVisible());
  assert.ok(await page.getByText("A calculation, not legal advice.").first().isVisible());
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
}));
