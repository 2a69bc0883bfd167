/** Pictures of the page at three widths and in both colour schemes, in target/page/pictures, to be looked at. */

import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { close, open, ROOT } from "./browser.mjs";
import { generated } from "./dueby.mjs";

after(close);

const FOLDER = join(ROOT, "target/page/pictures");
mkdirSync(FOLDER, { recursive: true });

/** A complaint that is late, by the Code and by a promise of the landlord's own. */
async function late(page) {
  await page.locator("#pack").selectOption("england/complaint-handling-code");
  await page.getByLabel(/^What is the landlord/).selectOption("council");
  await page.getByLabel("In which nation is the home, or does the landlord act?").selectOption("england");
  await page.locator("#as-of-date").fill("2026-01-02");
  await page.locator("#as-of-date").blur();
}

/** A year of a synthetic landlord's repairs, and a promise of its own, told by patch. */
async function board(page) {
  const file = join(FOLDER, "repairs.csv");
  generated(file, "--kind", "repair", "--cases", "40000", "--seed", "3", "--format", "csv", "--shape", "events", "--bad", "1");
  await page.locator("#packs input:checked, #other-packs input:checked").evaluateAll((boxes) => boxes.forEach((box) => box.click()));
  await page.getByText("Paste a pack of your own").click();
  await page.getByRole("button", { name: "Begin with a small example" }).click();
  await page.locator("#own-status", { hasText: "can be read" }).waitFor();
  await page.getByText("Paste a pack of your own").click();
  await page.getByLabel("The period", { exact: true }).fill("2024-25");
  await page.getByLabel("Told by").fill("patch");
  await page.getByLabel("Files of cases").setInputFiles(file);
  await page.getByRole("button", { name: "Make the report" }).click();
  await page.locator("#summary", { hasText: "The report is made" }).waitFor({ timeout: 120_000 });
}

async function taken(page, name, options = {}) {
  const path = join(FOLDER, name);
  await page.screenshot({ path, ...options });
  assert.ok(statSync(path).size > 5000);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 768, 1280]) {
    test(`${width} pixels, ${colorScheme}`, async () => {
      const { page, wrong, context } = await open({ width, colorScheme });
      await taken(page, `${width}-${colorScheme}.png`, { fullPage: true });
      await late(page);
      await taken(page, `${width}-${colorScheme}-late.png`, { fullPage: true });
      await page.getByLabel("the resident", { exact: true }).check();
      await taken(page, `${width}-${colorScheme}-resident.png`, { fullPage: true });
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 768, 1280]) {
    test(`a report: ${width} pixels, ${colorScheme}`, async () => {
      const { page, wrong, context } = await open({ width, colorScheme, at: "report.html" });
      await board(page);
      await taken(page, `${width}-${colorScheme}-report.png`, { clip: { x: 0, y: 0, width, height: 5000 }, fullPage: true });
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }
}

test("on paper, and without any colour", async () => {
  const { page, context } = await open({ width: 720 });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await taken(page, "paper.png", { fullPage: true });
  await page.emulateMedia({ media: "screen" });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
  await late(page);
  await taken(page, "grey.png", { fullPage: true });
  await context.close();
});

test("those that the documents show", { skip: process.env.PICTURES === undefined }, async () => {
  const folder = join(ROOT, process.env.PICTURES);
  const { page, context } = await open({ width: 1180, height: 1420, deviceScaleFactor: 0.7 });
  await late(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(folder, "page.png") });
  await context.close();
  const reports = await open({ width: 1180, height: 1420, deviceScaleFactor: 0.7, at: "report.html" });
  await board(reports.page);
  await reports.page.evaluate(() => window.scrollTo(0, 0));
  await reports.page.screenshot({ path: join(folder, "page-report.png") });
  await reports.context.close();
  const narrow = await open({ width: 320, height: 760, colorScheme: "dark" });
  await late(narrow.page);
  await narrow.page.getByLabel("the resident", { exact: true }).check();
  await narrow.page.locator("#resident").scrollIntoViewIfNeeded();
  await narrow.page.locator("#resident").screenshot({ path: join(folder, "page-resident.png") });
  await narrow.context.close();
});
