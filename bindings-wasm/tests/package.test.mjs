// The packed file in empty projects, and what its calls promise beside the answers themselves.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { project, read, required, run } from "./given.mjs";

const installed = project({
  "module.mjs": `
    import { DuebyError, load, loadSync } from "dueby";
    import { load as loadFull } from "dueby/full";
    import { load as loadAuthoring } from "dueby/authoring";
    const [dueby, full, authoring] = [await load(), await loadFull(), await loadAuthoring()];
    const engine = dueby.engine({ packs: ["landlords/customer-care-strategy"] });
    const given = { case: "C-1", kind: "complaint", events: [{ event: "complaint.received", at: "2025-12-19T16:42" }] };
    const { clocks } = engine.assess(given, "2025-12-22T09:00");
    let refused;
    try { authoring.engine({ texts: [{ file: "a.toml", text: "[pack]" }] }); } catch (error) { refused = error; }
    console.log(JSON.stringify([clocks[0].due, dueby === loadSync(), full.packIds.join() === dueby.packIds.join(), refused.code, refused instanceof DuebyError]));
  `,
  "script.cjs": `
    const { load, loadSync } = require("dueby");
    const { load: loadAuthoring } = require("dueby/authoring");
    if (require("dueby/full").loadSync().packIds.length === 0) { throw new Error("no packs"); }
    Promise.all([load(), loadAuthoring()]).then(async ([dueby, authoring]) => {
      const day = dueby.calendar("scotland").add("2025-12-31", "1 working day");
      const same = await import("dueby");
      console.log(JSON.stringify([day, authoring.packIds.length === dueby.packIds.length, same.loadSync === loadSync]));
    });
  `,
  "zone.mjs": `
    import { loadSync } from "dueby";
    const engine = loadSync().engine({ packs: ["landlords/customer-care-strategy"] });
    const received = new Date(Date.UTC(2025, 5, 20, 15, 42));
    const given = { case: "C-1", kind: "complaint", events: [{ event: "complaint.received", at: received }] };
    console.log(engine.assessJson(given, new Date(Date.UTC(2025, 5, 23, 8))));
  `,
  "named.mjs": `
    import { load, loadSync } from "dueby";
    import { loadSync as loadFull } from "dueby/full";
    const told = [];
    const refusal = async (call) => { try { await call(); } catch ({ code, message, hint }) { told.push([code, message, hint.slice(0, 60)]); } };
    await refusal(() => load({ packs: ["uk/gas-saftey"] }));
    const dueby = await load({ packs: [] });
    told.push([...dueby.packIds, dueby.calendarIds.length > 0]);
    loadSync({ packs: ["uk/gas-safety", "uk/subject-access@2018-05-25"] });
    told.push(dueby.packIds, loadFull({ packs: ["uk/gas-safety"] }).packIds, dueby.engine({ packs: ["uk/gas-safety"] }).packs.length);
    await refusal(() => dueby.engine({ packs: ["uk/gas-safety", "scotland/right-to-repair"] }));
    await refusal(() => dueby.pack("scotland/right-to-repair@2"));
    await refusal(() => dueby.engine({ packs: ["uk/right-to-repair"] }));
    loadSync();
    told.push(dueby.packIds.length > 20, new Set(dueby.packIds).size === dueby.packIds.length, dueby.packVersions("uk/subject-access").length);
    console.log(JSON.stringify(told));
  `,
});
const dueby = required(installed, "dueby").loadSync();
const full = required(installed, "dueby/full").loadSync();
const authoring = required(installed, "dueby/authoring").loadSync();
const { DuebyError } = required(installed, "dueby");

function refusal(call) {
  let thrown;
  assert.throws(() => {
    try {
      return call();
    } catch (error) {
      thrown = error;
      throw error;
    }
  });
  return thrown;
}

test("import and require", () => {
  const due = "2025-12-23T23:59:59.999+00:00";
  // All entries have one class of errors.
  assert.deepEqual(JSON.parse(run(installed, "module.mjs")), [due, true, true, "missing-field", true]);
  // Hogmanay: 1 and 2 January are bank holidays in Scotland, and then comes a weekend.
  assert.deepEqual(JSON.parse(run(installed, "script.cjs")), ["2026-01-05", true, true]);
});

test("shipped packs by name", () => {
  const hint = 'load it: load({ packs: ["scotland/right-to-repair"] })';
  const told = JSON.parse(run(installed, "named.mjs"));
  const [[code, message, hinted], none, some, ofFull, packs, ...rest] = told;
  assert.deepEqual([code, message, hinted.slice(0, 36)], ["unknown-pack", 'there is no pack "uk/gas-saftey"', "the packs are england/asb-case-revie"]);
  assert.deepEqual(none, [true]);
  assert.deepEqual([some, ofFull, packs], [["uk/gas-safety", "uk/subject-access"], ["uk/gas-safety", "uk/subject-access"], 1]);
  assert.deepEqual(rest.slice(0, 2), ["", "@2"].map((version) => ["unknown-pack", `the pack "scotland/right-to-repair${version}" was not loaded`, hint]));
  assert.deepEqual(rest.slice(2, 3), [["unknown-pack", 'there is no pack "uk/right-to-repair"', 'the packs are "uk/gas-safety" or "uk/subject-access"']]);
  assert.deepEqual(rest.slice(3), [true, true, 2]);
});

test("times are those of the calendar, whatever the machine's zone", () => {
  const answers = ["UTC", "Europe/London", "America/New_York", "Pacific/Kiritimati"].map((TZ) => run(installed, "zone.mjs", { TZ }));
  assert.equal(new Set(answers).size, 1);
  // Friday 20 June 2025 in British summer time: two working days are Monday and Tuesday.
  const [clock] = JSON.parse(answers[0]).clocks;
  assert.equal(clock.started, "2025-06-20T16:42:00+01:00");
  assert.equal(clock.due, "2025-06-24T23:59:59.999+01:00");
});

test("a Date, an instant, a local time and a date", () => {
  const engine = dueby.engine({ packs: ["landlords/customer-care-strategy"] });
  const started = (at) => {
    const events = [{ event: "complaint.received", at, recordedAt: at }];
    return engine.assess({ case: "C-1", kind: "complaint", events }, "2025-07-01").clocks[0].started;
  };
  const at = "2025-06-20T16:42:00+01:00";
  assert.equal(started(new Date("2025-06-20T15:42:00Z")), at);
  assert.equal(started("2025-06-20T15:42Z"), at);
  assert.equal(started("2025-06-20T16:42"), at);
  assert.equal(started("2025-06-20"), "2025-06-20T00:00:00+01:00");
  // What was recorded later than `knownAt` is not seen.
  const events = [{ event: "complaint.received", at: "2025-06-20", recordedAt: "2025-06-25" }];
  const { clocks } = engine.assess({ case: "C-1", kind: "complaint", events }, "2025-07-01", { knownAt: "2025-06-24" });
  assert.equal(clocks[0].state, "pending");
});

test("what is refused is an Error with its place and its remedy", () => {
  const text = '[pack]\nid = "p"\n# “ours” 🏠\ntitel = "Ours"\n';
  const error = refusal(() => authoring.engine({ texts: [{ file: "ours.toml", text }] }));
  assert.ok(error instanceof Error && error instanceof required(installed, "dueby/authoring").DuebyError);
  const found = error.problems.find(({ code }) => code === "unknown-field");
  assert.deepEqual([found.file, found.line, found.column, found.hint], ["ours.toml", 4, 1, 'did you mean "title"?']);
  // In UTF-16 code units: what a text field underlines.
  assert.equal(text.slice(...found.span), "titel");
  const first = error.problems[0];
  assert.deepEqual([error.message, error.code, error.line], [first.message, first.code, first.line]);

  const unknown = refusal(() => dueby.engine({ packs: ["landlords/customer-care-strateg"] }));
  assert.ok(unknown instanceof DuebyError);
  assert.deepEqual([unknown.code, unknown.hint], ["unknown-pack", 'did you mean "landlords/customer-care-strategy"?']);

  const engine = dueby.engine({ packs: ["landlords/customer-care-strategy"] });
  const asked = (at) => () => engine.assess({ case: "C-1", kind: "complaint", events: [{ event: "complaint.received", at }] }, "2025-12-22");
  // An object has no lines.
  const badTime = refusal(asked("19/12/2025"));
  assert.deepEqual([badTime.code, badTime.line], ["bad-time", null]);
  assert.equal(refusal(asked(new Date(Number.NaN))).code, "bad-time");
  const written = refusal(() => engine.assess('{\n "case": "C-1",\n "evnts": [] }', "2025-12-22"));
  assert.deepEqual([written.code, written.line], ["unknown-field", 3]);
  assert.equal(refusal(() => engine.assess({ case: "C-1", events: [] }, new Date(Number.NaN))).code, "bad-time");
  assert.equal(refusal(() => dueby.calendar("wales")).code, "unknown-calendar");
  assert.equal(refusal(() => dueby.calendar("scotland").add("2025-02-30", "1 working day")).code, "bad-time");
  assert.equal(refusal(() => dueby.calendar("scotland").add("2025-02-03", "a while")).code, "bad-allowance");
  assert.equal(refusal(() => dueby.calendar("scotland").add("2095-02-03", "1 working day")).code, "calendar-range");
  assert.equal(refusal(() => dueby.calendar("scotland").addWorkingDays("2025-02-03", 1.5)).code, "wrong-type");
});

test("what the package's page links to is there", () => {
  const folder = join(installed, "node_modules/dueby");
  const links = [...readFileSync(join(folder, "README.md"), "utf8").matchAll(/\]\(([^):#]+)\)/g)].map(([, link]) => link);
  assert.ok(links.length > 0);
  assert.deepEqual(links.filter((link) => !existsSync(join(folder, link))), []);
});

test("what is new of calendars and engines", () => {
  const calendar = dueby.calendar("england-and-wales");
  assert.deepEqual([calendar.contains("2025-12-19"), calendar.contains("2095-01-01")], [true, false]);
  // By hand: a Date at 23:30 UTC on 19 June is 20 June in London's summer, a Friday; the five days are 23 to 27 June.
  assert.equal(calendar.add(new Date("2025-06-19T23:30Z"), "5 working days"), "2025-06-27");
  assert.equal(calendar.add("2025-06-20T00:30", "5 working days"), "2025-06-27");
  // A cut-off at 16:00 takes Friday 16:42 to Monday.
  assert.equal(calendar.add("2025-12-19T16:42", "2 working days", { cutOff: "16:00" }), "2025-12-24");
  assert.equal(calendar.add("2025-12-19T15:42", "2 working days", { cutOff: "16:00" }), "2025-12-23");
  assert.equal(calendar.add("2025-01-31", "1 month"), "2025-02-28");
  // What is counted is what is added, whichever way it is asked.
  for (const limit of ["5 working days", "3 months", "30 hours", "12 working hours", "10 working days or 2 weeks, whichever is earlier"]) {
    for (const start of ["2025-12-19", "2025-12-20T10:00", new Date("2025-03-29T23:30Z")]) {
      const sum = calendar.explainAdd(start, limit);
      assert.equal(calendar.add(start, limit), sum.wholeDay ? sum.date : sum.at, `${limit} from ${start}`);
    }
  }
  const { texts, explanation } = calendar.explainWorkingDaysBetween("2025-12-24", "2025-12-30");
  assert.ok(texts.some((text) => text.includes("Boxing Day")) && texts.length === explanation.length);
  assert.equal(calendar.explainWorkingTimeBetween("2025-12-24T16:00", "2025-12-29T10:00").texts.length, 2);
  assert.equal(calendar.forPriority("emergency").id, "england-and-wales");
  const engine = authoring.engine({
    packs: ["landlords/customer-care-strategy"],
    calendars: [{ file: "duty-desk.toml", text: read("examples/calendars/duty-desk.toml") }],
    directory: { file: "north-homes.toml", text: read("examples/directories/north-homes.toml") },
  });
  assert.equal(engine.directory.id, "north-homes");
  assert.ok(engine.directory.roles.includes("complaints manager"));
  assert.equal(dueby.engine({ packs: ["landlords/customer-care-strategy"] }).directory, null);
  assert.equal(refusal(() => engine.assess({ case: "C-1", events: [] }, "2025-12-22", { knwonAt: "2025-12-22" })).code, "unknown-field");
  const unknown = refusal(() => authoring.engine({ texts: [{ file: "a.toml", text: '[pack]\nid = "a"\ntitle = "A"\ncalendar = "scotlnd"\nbasis = "promise"\n[[clock]]\nid = "b"\nkind = "c"\nstarts = "d"\nstops = "e"\nwithin = "1 day"\n' }] }));
  assert.deepEqual([unknown.code, /scotland/.test(unknown.hint)], ["unknown-calendar", true]);
});

test("calendars: sums with their reckoning", () => {
  const calendar = dueby.calendar("england-and-wales");
  // By hand: 22, 23, 24 December, then 29 and 30 after Christmas and the weekend.
  assert.equal(calendar.add("2025-12-19", "5 working days"), "2025-12-30");
  assert.equal(calendar.addWorkingDays("2025-12-30", -5), "2025-12-19");
  assert.equal(calendar.workingDaysBetween("2025-12-19", "2025-12-30"), 5);
  assert.equal(calendar.add("2025-12-19T16:42", "4 hours"), "2025-12-19T20:42:00+00:00");
  assert.equal(calendar.add("2025-12-19", "5 working days", { begins: "with the day" }), "2025-12-29");
  assert.equal(calendar.subtract("2025-12-30", "5 working days"), "2025-12-19");
  assert.ok(calendar.explainAdd("2025-12-19", "5 working days").texts.includes("Thu 25 Dec 2025 skipped: Christmas Day"));
  assert.equal(calendar.whyOff("2025-12-25"), "Christmas Day");
  assert.equal(calendar.whyOff("2025-12-24"), null);
  // Of an hour after 16:30 on Friday half is left, and the other half is Monday's.
  assert.equal(calendar.addWorkingTime("2025-12-19T16:30", 3_600_000), "2025-12-22T09:30:00+00:00");
  assert.equal(calendar.workingTimeBetween("2025-12-24T16:00", "2025-12-29T10:00"), 7_200_000);
  assert.deepEqual(calendar.openings("2025-12-24", "2025-12-29T12:00"), [
    ["2025-12-24T09:00:00+00:00", "2025-12-24T17:00:00+00:00"],
    ["2025-12-29T09:00:00+00:00", "2025-12-29T12:00:00+00:00"],
  ]);
  const day = (text) => Date.parse(text) / 86_400_000;
  const ends = calendar.addWorkingDaysEach(Int32Array.of(day("2025-12-19"), day("2025-12-24")), Int32Array.of(5, 5));
  assert.deepEqual([...ends], [day("2025-12-30"), day("2026-01-05")]);
  assert.equal(refusal(() => calendar.add("2025-12-19", "5 days", { cutoff: "16:00" })).code, "unknown-field");
});

test("what is in a pack", () => {
  const versions = dueby.packVersions("england/complaint-handling-code");
  assert.deepEqual(versions.map(({ version }) => version), ["2022-04-01", "2024-04-01"]);
  assert.equal(dueby.pack("england/complaint-handling-code").version, "2024-04-01");
  assert.equal(dueby.pack("england/complaint-handling-code@2022-04-01").version, "2022-04-01");
  const { clocks } = dueby.pack("landlords/customer-care-strategy");
  const clock = clocks.find(({ id }) => id === "complaint-acknowledgement");
  assert.deepEqual(clock.starts, ["complaint.received"]);
  assert.equal(clock.source, "Responses in Writing, line 72");
  const engine = dueby.engine({ packs: ["england/complaint-handling-code"] });
  assert.equal(engine.packs.length, 2);
  assert.ok(engine.eventTypes.includes("complaint.received"));
  assert.equal(engine.zone, "Europe/London");
  // By hand as in the Rust crate: two working days for a complaint of 2023, five for one of 2025.
  const attributes = { nation: "england", landlord: "council" };
  const due = (from) => engine.due("england/complaint-handling-code", "stage-1-acknowledgement", from, { attributes }).clocks[0].dueDate;
  assert.deepEqual([due("2023-03-01"), due("2025-03-05")], ["2023-03-03", "2025-03-12"]);
});

test("what changes, and what other rules would change", () => {
  const engine = full.engine({ packs: ["landlords/customer-care-strategy"] });
  const given = { case: "C-1", kind: "complaint", events: [{ event: "complaint.received", at: "2025-12-19T16:42" }] };
  const { changes, nextChange } = engine.timeline(given, "2025-12-22T12:00", "2025-12-24T12:00");
  const overdue = changes.find(({ what }) => what === "state");
  assert.deepEqual([overdue.at, overdue.from, overdue.to], ["2025-12-24T00:00:00+00:00", "on-track", "overdue"]);
  assert.equal(engine.nextChange(given, "2025-12-22T12:00"), changes[0].at);
  assert.ok(nextChange > "2025-12-24T12:00");
  const other = full.engine({ packs: ["landlords/customer-culture"] });
  assert.equal(engine.whatIf(other, [given, given], "2025-12-22").summary.cases, 2);
  const picture = engine.picture(given, "2025-12-22T09:00", { width: 400 });
  assert.match(picture, /^<svg /);
});

test("rules of one's own", () => {
  const office = read("examples/calendars/duty-desk.toml");
  const calendar = authoring.readCalendar({ file: "duty-desk.toml", text: office });
  assert.ok(calendar.isWorkingDay("2025-12-22"));
  const text = '[pack]\nid = "ours"\ntitle = "Ours"\ncalendar = "england-and-wales"\nbasis = "promise"\n' +
    '[[clock]]\nid = "answer"\nkind = "letter"\nstarts = "letter.received"\nstops = "letter.answered"\nwithin = "5 working days"\n';
  const { errors, files } = authoring.check([{ file: "ours.toml", text }]);
  assert.deepEqual([errors, files], [0, 1]);
  const broken = authoring.check([{ file: "ours.toml", text: text.replace("working days", "workng days") }]);
  assert.equal(broken.errors, 1);
  const [problem] = broken.problems;
  assert.deepEqual([problem.code, problem.file, problem.line], ["bad-allowance", "ours.toml", 11]);
  const engine = authoring.engine({ texts: [{ file: "ours.toml", text }] });
  assert.equal(engine.due("ours", "answer", "2025-12-19").clocks[0].dueDate, "2025-12-30");
});
