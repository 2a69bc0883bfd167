/** The page as a person would use it, offline, its answers beside the command line's. */

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { close, open, ROOT } from "./browser.mjs";
import { assess, check, deadlines, due, inCalendar } from "./dueby.mjs";

after(close);

const PACK = "landlords/customer-care-strategy";
const CASE = {
  case: "C-1042", kind: "complaint", events: [{ event: "complaint.received", at: "2025-12-19T16:42" }],
};

/** Opens the page, uses it, and finds nothing that went wrong or was asked of the network. */
async function using(use, options) {
  const { page, wrong, context } = await open(options);
  await use(page);
  assert.deepEqual(wrong, []);
  await context.close();
}

/** The moment that the page shows. */
async function asOf(page) {
  return `${await page.getByLabel("Date", { exact: true }).last().inputValue()}T${await page.locator("#as-of-time").inputValue()}`;
}

/** Every promise that the page shows is the command line's, and the other way round. */
async function same(page, answer) {
  const shown = await page.locator("#clocks .clock").evaluateAll((all) => all.map((one) => ({
    clock: one.dataset.clock, state: one.dataset.state, said: one.querySelector(".state").textContent,
    roles: [...one.querySelectorAll(".told li strong")].map((role) => role.textContent),
  })));
  const name = ({ clock, state }) => `${clock} ${state}`;
  assert.deepEqual(shown.map(name).sort(), answer.clocks.map(name).sort());
  for (const clock of answer.clocks) {
    const view = shown.find((one) => name(one) === name(clock));
    if (clock.due !== null) {
      assert.ok(view.said.includes(`due by ${due(clock.due)}`), `${clock.clock}: ${view.said}`);
    }
    const roles = clock.escalations.filter(({ state }) => state !== "withdrawn").map(({ notify }) => notify);
    assert.deepEqual(view.roles, roles);
  }
}

test("the answer is the command line's", () => using(async (page) => {
  await same(page, assess(CASE, "2025-12-22T09:00", { pack: PACK }));
  assert.match(await page.locator("#summary").textContent(), /2 on track/);
  // The picture is there, and says what it shows.
  assert.match(await page.locator("#picture svg > title").textContent(), /case C-1042/);
  // Christmas Day, on the small calendar and in words.
  const clock = page.locator("#clocks [data-clock=complaint-response]");
  await clock.getByText("Why: how it was counted").click();
  assert.equal(await clock.locator("td[title*='Christmas Day']").getAttribute("data-mark"), "skipped");
  assert.equal(await clock.locator("td[data-due]").innerText().then((text) => text.slice(0, 1)), "7");
  assert.ok(await clock.getByText("Thu 25 Dec 2025 skipped: Christmas Day").isVisible());
}));

test("an event is added by hand", () => using(async (page) => {
  await page.getByRole("button", { name: "Add what happened" }).click();
  const row = page.getByRole("group", { name: "Event 2" });
  // What may come next stands there already; another is chosen.
  await row.getByLabel("What happened").selectOption("complaint.answered");
  await row.getByLabel("Date").fill("2025-12-22");
  await row.getByLabel("Time, if known").fill("08:30");
  await row.getByLabel("Time, if known").blur();
  const given = { ...CASE, events: [...CASE.events, { event: "complaint.answered", at: "2025-12-22T08:30" }] };
  await same(page, assess(given, "2025-12-22T09:00", { pack: PACK }));
  assert.equal(await page.locator("#clocks [data-clock=complaint-response]").getAttribute("data-state"), "met");
  // By its date alone.
  await row.getByLabel("Time, if known").fill("");
  await row.getByLabel("Time, if known").blur();
  await page.getByRole("button", { name: "Remove complaint answered" }).click();
  await same(page, assess(CASE, "2025-12-22T09:00", { pack: PACK }));
}));

test("what is known changes what is due", () => using(async (page) => {
  await page.getByLabel("Does the letter or complaint need further investigation?").selectOption("yes");
  await page.getByLabel("Count rules that are not confirmed, too").check();
  const given = { ...CASE, attributes: { "further-investigation": true } };
  await same(page, assess(given, "2025-12-22T09:00", { pack: PACK, more: ["--accept", "all"] }));
}));

test("time is moved along the slider", () => using(async (page) => {
  const slider = page.getByLabel("Move through time, hour by hour");
  await slider.focus();
  for (const key of ["ArrowRight", "PageUp", "PageUp", "ArrowLeft", "PageUp", "Home", "End"]) {
    await page.keyboard.press(key);
    const moment = await asOf(page);
    assert.match(await slider.getAttribute("aria-valuetext"), /^[A-Z][a-z]+day \d+ [A-Z][a-z]+ 202[56] \d\d:00$/);
    await same(page, assess(CASE, moment, { pack: PACK }));
  }
  // With a mouse, and to the next change.
  const box = await slider.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const moment = await asOf(page);
  const answer = assess(CASE, moment, { pack: PACK });
  await same(page, answer);
  await page.getByRole("button", { name: "Go to the next change" }).click();
  assert.equal(await asOf(page), answer.next_change.slice(0, 16));
  await same(page, assess(CASE, await asOf(page), { pack: PACK }));
}));

test("an hour that the clocks skipped is passed over", () => using(async (page) => {
  await page.locator("#as-of-date").fill("2026-03-29");
  await page.locator("#as-of-time").fill("01:30");
  await page.locator("#as-of-time").blur();
  await page.locator("#summary", { hasText: "As of Sun 29 Mar 2026 02:30" }).waitFor();
  assert.equal(await page.locator("#trouble").textContent(), "");
}));

/** A pack that nobody has seen before. */
function madeUp() {
  const letters = () => Array.from({ length: 6 }, () => "abcdefghij"[randomInt(10)]).join("");
  const [noun, id] = [letters(), letters()];
  const days = randomInt(3, 30);
  const text = `[pack]
id = "landlords/${id}"
title = "Ours – näher am Haus"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "${noun}-done"
promise = "Deal with a ${noun} within ${days} working days"
kind = "${noun}"
starts = "${noun}.reported"
stops = "${noun}.done"
within = "${days} working days"
escalation = "path"

[escalation.path]
steps = [{ at = "50%", notify = "${noun} officer" }, { at = "due", notify = "head of ${noun}s" }]
`;
  return { noun, days, text };
}

test("a broken pack is pasted, shown and mended", () => using(async (page) => {
  const { noun, days, text } = madeUp();
  const broken = text.replace(`within = "${days} working days"`, `within = "${days} workng days"`);
  await page.getByText("Paste a pack of your own").click();
  const editor = page.getByLabel("Your pack (TOML)");
  await editor.fill(broken);
  const status = page.locator("#own-status");
  await status.filter({ hasText: "1 mistake" }).waitFor();
  // Underlined is what is wrong, though letters of two bytes stand before it.
  assert.equal(await page.locator("#own-marks mark.error").textContent(), `"${days} workng days"`);
  assert.equal(await editor.getAttribute("aria-invalid"), "true");
  const found = check(broken).filter(({ severity }) => severity === "error");
  assert.equal(found.length, 1);
  const told = await page.locator("#own-problems li.error").textContent();
  assert.ok(told.startsWith(`Mistake, line ${found[0].line}, column ${found[0].column}: ${found[0].message}. Did you mean "working days"?`), told);
  await page.getByRole("button", { name: /^Show it: line/ }).first().click();
  assert.equal(await editor.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), `"${days} workng days"`);
  // The shipped rules go on meanwhile.
  await same(page, assess(CASE, "2025-12-22T09:00", { pack: PACK }));

  // Typed over what is selected; then it is used, alone.
  await page.keyboard.type(`"${days} working days"`);
  await status.filter({ hasText: "can be read" }).waitFor();
  assert.equal(await page.locator("#own-marks mark.error").count(), 0);
  await page.getByLabel("The rules", { exact: true }).selectOption("");
  const given = { case: "C-1042", kind: noun, events: [{ event: `${noun}.reported`, at: "2025-12-19T16:42" }] };
  const answer = assess(given, "2025-12-22T09:00", { own: text });
  assert.equal(answer.clocks.length, 1);
  await same(page, answer);
  assert.ok(await page.locator("#clocks").getByText(`head of ${noun}s`).isVisible());
  // What is far from TOML is told too, and breaks nothing.
  await editor.fill("[pack\n\u0000\n= =");
  await status.filter({ hasText: "mistake" }).waitFor();
  await page.locator("#summary", { hasText: "There is no answer yet" }).waitFor();
}));

test("a case is opened from a file", () => using(async (page) => {
  const path = join(ROOT, "examples/cases/events.jsonl");
  const cases = readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  await page.getByText("Open a case from a file").click();
  await page.getByLabel("A case as JSON, or several as JSON Lines").setInputFiles(path);
  for (const given of cases) {
    await page.getByLabel("Which of its cases?").selectOption({ label: given.case });
    await page.locator("#case-file-status", { hasText: `Case ${given.case} is open: ${given.events.length} event` }).waitFor();
    await same(page, assess(given, await asOf(page), { pack: PACK }));
  }
  // One with mistakes says where.
  const bad = { name: "bad.jsonl", mimeType: "application/jsonl", buffer: Buffer.from('{"case": "A", "events": []}\n{"case": \n') };
  await page.getByLabel("A case as JSON, or several as JSON Lines").setInputFiles(bad);
  await page.locator("#case-file-status", { hasText: "bad.jsonl cannot be read: line 2 is not JSON" }).waitFor();
}));

test("another pack asks for other cases", () => using(async (page) => {
  await page.getByLabel("The rules", { exact: true }).selectOption("england/right-to-repair");
  assert.equal(await page.getByLabel("Kind of case").inputValue(), "repair");
  const given = { case: "C-1042", kind: "repair", events: [{ event: "repair.reported", at: "2025-12-19T16:42" }] };
  await same(page, assess(given, "2025-12-22T09:00", { pack: "england/right-to-repair" }));
  // Every shipped pack can be chosen, and none breaks the page.
  for (const option of await page.locator("#pack option").evaluateAll((all) => all.map(({ value }) => value))) {
    await page.locator("#pack").selectOption(option);
    assert.equal(await page.locator("#trouble").textContent(), "", option);
    assert.equal(await page.locator("#summary").textContent().then((text) => text.length > 20), true, option);
  }
}));

test("what a landlord fills in is filled in", () => using(async (page) => {
  await page.getByLabel("The rules", { exact: true }).selectOption("england/complaint-handling-code");
  await page.getByText(/^What the landlord fills in/).click();
  const window = page.getByLabel("How long may a resident ask for stage 2 after the response at stage 1?");
  await window.fill("20 workdays");
  await window.blur();
  await page.locator("#trouble", { hasText: "workdays" }).waitFor();
  await window.fill("20 working days");
  await window.blur();
  await page.locator("#summary", { hasText: "promises" }).waitFor();
  assert.equal(await page.locator("#trouble").textContent(), "");
}));

test("a resident reads it in plain words", () => using(async (page) => {
  await page.getByLabel("The rules", { exact: true }).selectOption("england/complaint-handling-code");
  // One question after the other, as the answer hangs on it.
  await page.getByLabel(/^What is the landlord/).selectOption("council");
  await page.getByLabel("In which nation is the home, or does the landlord act?").selectOption("england");
  await page.getByLabel("the resident", { exact: true }).check();
  const letter = page.locator("#resident");
  assert.ok(await letter.getByText("At the latest by the end of Tuesday 30 December 2025").isVisible());
  assert.ok(await letter.getByText("This has not begun. As things stand, at the latest by the end of Wednesday 14 January 2026").isVisible());
  assert.ok(await letter.getByText(/Later you can take the complaint to the Housing Ombudsman, once/).isVisible());
  assert.equal(await page.locator("#officer").isVisible(), false);
  // Too late: on 31 December.
  await page.locator("#as-of-date").fill("2025-12-31");
  await page.locator("#as-of-date").blur();
  assert.ok(await letter.getByText("It is late: that time is over, and it is not done.").isVisible());
  assert.ok(await letter.getByRole("heading", { name: "What you can do now" }).isVisible());
}));

test("deadlines are saved as the command line writes them", () => using(async (page) => {
  const [download] = await Promise.all([
    page.waitForEvent("download"), page.getByRole("button", { name: /\(\.ics\)/ }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "deadlines.ics");
  const text = readFileSync(await download.path(), "utf8");
  assert.deepEqual(inCalendar(text), deadlines(CASE, "2025-12-22T09:00", PACK));
  assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
}));

test("it is printed whole, without the forms", () => using(async (page) => {
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = "yes";
      window.dispatchEvent(new Event("beforeprint"));
    };
  });
  await page.getByRole("button", { name: "Print" }).click();
  assert.equal(await page.locator("body").getAttribute("data-printed"), "yes");
  assert.equal(await page.locator("details.why:not([open])").count(), 0);
  await page.emulateMedia({ media: "print" });
  // What the forms say stands on the paper.
  assert.ok(await page.getByText("Case C-1042, complaint. Rules: Customer Care Strategy.").isVisible());
  assert.ok(await page.getByText("Complaint received: Fri 19 Dec 2025 16:42").isVisible());
  for (const hidden of [".asked", ".moment", "#print"]) {
    assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  }
  assert.ok(await page.getByText("A calculation, not legal advice.").first().isVisible());
  assert.ok(await page.locator("#clocks").getByText("Thu 25 Dec 2025 skipped: Christmas Day").isVisible());
  const pdf = await page.pdf({ path: join(ROOT, "target/page/print.pdf"), format: "A4", preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
}));

test("a case that cannot be says so in words", () => using(async (page) => {
  const row = page.getByRole("group", { name: "Event 1" });
  await row.getByLabel("Date").fill("2026-03-29");
  await row.getByLabel("Time, if known").fill("01:30");
  await row.getByLabel("Time, if known").blur();
  // The clocks went forward at one.
  await page.locator("#trouble", { hasText: "29 Mar 2026" }).or(page.locator("#trouble", { hasText: "2026-03-29" })).waitFor();
  await page.locator("#summary", { hasText: "There is no answer yet" }).waitFor();
  await row.getByLabel("Time, if known").fill("02:30");
  await row.getByLabel("Time, if known").blur();
  await page.locator("#summary", { hasText: "promises" }).waitFor();
}));
