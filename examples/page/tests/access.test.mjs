/** For everybody: by keyboard, by ear, on a narrow screen, in the dark. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { close, open } from "./browser.mjs";

after(close);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds wrong with the page as it stands. */
async function found(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => window.axe.run(document, {
    runOnly: { type: "tag", values },
    // Off unless asked for; WCAG 2.2 AA wants it.
    rules: { "target-size": { enabled: true } },
  }), RULES);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`);
}

/** The page's states that look and read differently. */
const STATES = {
  "as it opens": async () => {},
  "everything unfolded": (page) => page.evaluate(() => {
    document.querySelectorAll("details").forEach((one) => one.setAttribute("open", ""));
  }),
  "a broken pack": async (page) => {
    await page.locator("#own").evaluate((one) => one.setAttribute("open", ""));
    await page.locator("#own-text").fill("[pack]\nid = \"A B\"\ntitle = 3\n");
    await page.locator("#own-problems li").first().waitFor();
  },
  "late, with rights": async (page) => {
    await page.locator("#pack").selectOption("england/complaint-handling-code");
    await page.locator("#as-of-date").fill("2026-02-20");
    await page.locator("#as-of-date").blur();
  },
  "for the resident": (page) => page.getByLabel("the resident", { exact: true }).check(),
};

/** Cases to make a report of: one late, one in time, one that cannot be read. */
const CASES = `case,kind,event,at,patch
C-1,complaint,complaint.received,2024-05-13,Norton
C-1,,complaint.stage-1-responded,2024-06-28,
C-2,complaint,complaint.received,2025-03-27,Stockton
C-2,,complaint.stage-1-responded,2025-03-28,
C-3,complaint,complaint.received,31/02/2025,
`;

/** The same of the page for reports. */
const REPORT_STATES = {
  "as it opens": STATES["as it opens"],
  "everything unfolded": STATES["everything unfolded"],
  "nothing chosen": async (page) => {
    await page.getByRole("button", { name: "Make the report" }).click();
    await page.getByRole("alert").filter({ hasText: "No file" }).waitFor();
  },
  "with a report": async (page) => {
    await page.getByLabel("Count rules that are not confirmed, too").check();
    await page.getByLabel("The period", { exact: true }).fill("2024-25");
    await page.getByLabel("Told by").fill("patch");
    await page.getByLabel("Files of cases").setInputFiles({ name: "cases.csv", mimeType: "text/csv", buffer: Buffer.from(CASES) });
    await page.getByRole("button", { name: "Make the report" }).click();
    await page.locator("#summary", { hasText: "2 cases counted" }).waitFor();
  },
};

for (const colorScheme of ["light", "dark"]) {
  for (const [at, width] of ["", "report.html"].flatMap((at) => [320, 768, 1280].map((width) => [at, width]))) {
    test(`nothing is wrong for axe-core: ${at || "one case"}, ${width} pixels, ${colorScheme}`, async () => {
      const { page, wrong, context } = await open({ width, colorScheme, at });
      for (const [state, bring] of Object.entries(at === "" ? STATES : REPORT_STATES)) {
        await bring(page);
        assert.deepEqual(await found(page), [], state);
        // Nothing to be moved sideways: the page is as wide as the screen.
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${state}: ${wide} pixels wide`);
      }
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }
}

test("all of it can be done from the keyboard", async () => {
  const { page, wrong, context } = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the answer");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
  // Each control in turn, with a ring around it that can be seen.
  await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const reached = new Set();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const [name, ring] = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) {
        return ["", ""];
      }
      const label = at.labels?.[0]?.textContent ?? at.textContent.slice(0, 40);
      return [at.id || label.trim(), getComputedStyle(at).outlineStyle];
    });
    if (name !== "") {
      reached.add(name);
    }
    assert.notEqual(ring, "none", name);
  }
  for (const control of ["pack", "accept", "reference", "kind", "add-event", "slider", "as-of-date", "next-change", "print", "save"]) {
    assert.ok(reached.has(control), `${control} is not reached: ${[...reached].join(", ")}`);
  }
  // Adding an event leads to it, removing it back to the button.
  await page.locator("#add-event").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.closest("fieldset")?.querySelector("legend").textContent), "Event 2");
  await page.getByRole("button", { name: /^Remove/ }).last().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "add-event");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("so can a report be made", async () => {
  const { page, wrong, context } = await open({ at: "report.html" });
  const reached = new Set();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const [name, ring] = await page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body ? ["", ""] : [at.id || at.textContent.trim() || at.value, getComputedStyle(at).outlineStyle];
    });
    assert.notEqual(ring, "none", name);
    reached.add(name);
  }
  for (const control of ["period", "as-of-date", "by", "files", "make", "england/tenant-satisfaction-measures"]) {
    assert.ok(reached.has(control), `${control} is not reached: ${[...reached].join(", ")}`);
  }
  await REPORT_STATES["with a report"](page);
  // Who made it is led to it, and its tables can be scrolled with the keys.
  assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
  const tables = page.locator("#board .wide");
  assert.ok(await tables.count() > 3);
  for (const table of await tables.all()) {
    assert.equal(await table.getAttribute("tabindex"), "0");
  }
  for (const state of await page.locator("#board .state").allTextContents()) {
    assert.match(state, /^\S \w/u);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("no state is told by its colour alone", async () => {
  const { page, context } = await open();
  for (const text of await page.locator(".badge").allTextContents()) {
    assert.match(text, /^\S \w/u);
  }
  await page.locator("#as-of-date").fill("2026-01-20");
  await page.locator("#as-of-date").blur();
  for (const text of await page.locator(".badge").allTextContents()) {
    assert.match(text, /^\S \w/u);
  }
  await context.close();
});

test("what has changed is told to a screen reader, and once", async () => {
  const { page, context } = await open();
  assert.equal(await page.locator("#summary").getAttribute("role"), "status");
  assert.equal(await page.locator("#trouble").getAttribute("role"), "alert");
  const tree = await page.locator("#answer").ariaSnapshot();
  assert.match(tree, /img "Timeline of case C-1042 as of Mon 22 Dec 2025 09:00/);
  assert.match(tree, /heading "Acknowledge a complaint within 2 working days" \[level=3\]/);
  await context.close();
});
