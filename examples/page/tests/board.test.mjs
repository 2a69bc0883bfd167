/** What `dueby report --html` writes for a board: on a screen and on paper, for everybody, without a network. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const ROOT = new URL("../../../", import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** In time, late, overdue, open, given twice, with a bad date, and of a type that no rule knows. */
const CASES = `case,kind,event,at,patch
R-1,repair,repair.reported,2025-04-02,Norton
R-1,,repair.completed,2025-04-10,
R-1,,repair.inspected,2025-04-20,
R-2,repair,repair.reported,2025-06-01,Stockton
R-2,,repair.completed,2025-06-30,
R-3,repair,repair.reported,2025-06-20,"A patch with a name that is long, <b>and</b> has signs in it"
R-4,repair,repair.reported,2025-07-14,
R-1,repair,repair.reported,2025-07-01,Norton
R-5,repair,repair.reported,2025-02-30,Norton
R-6,repair,repair.telephoned,2025-07-01,Norton
`;

let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "dueby-board-"));
  writeFileSync(join(folder, "cases.csv"), CASES);
  const told = spawnSync(join(ROOT, "target/debug/dueby"), [
    "report", join(folder, "cases.csv"), "--pack", join(ROOT, "cli/tests/data/targets.toml"),
    "--period", "2025-26", "--as-of", "2025-07-15", "--by", "patch", "--number", "homes=2500",
    "--html", join(folder, "board.html"),
  ], { encoding: "utf8" });
  // Something was left out, and the page is written.
  assert.equal(told.status, 1, told.stderr);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function open(options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`file://${join(folder, "board.html")}`);
  return { context, page, asked };
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    test(`nothing is wrong for axe-core: ${width} pixels, ${colorScheme}`, async () => {
      const { context, page, asked } = await open({ viewport: { width, height: 900 }, colorScheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels wide`);
      // The page itself, and nothing else.
      assert.equal(asked.length, 1, asked.join(", "));
      await page.evaluate(AXE);
      const { violations } = await page.evaluate((values) => window.axe.run(document, {
        runOnly: { type: "tag", values }, rules: { "target-size": { enabled: true } },
      }), RULES);
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join("; ")}`), []);
      await context.close();
    });
  }
}

test("on paper each target has a sheet of its own, and nothing hangs on colour", async () => {
  const { context, page } = await open({ viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: "print" });
  const sheets = await page.locator("section.target").evaluateAll((all) => all.map((one) => getComputedStyle(one).breakBefore));
  assert.ok(sheets.length > 3 && sheets.every((one) => one === "page"), sheets.join(" "));
  // States are told in words, and points that do not keep the target are hollow.
  const text = await page.locator("main").innerText();
  assert.match(text, /at risk/);
  assert.match(text, /<b>and<\/b> has signs in it/);
  await context.close();
});
