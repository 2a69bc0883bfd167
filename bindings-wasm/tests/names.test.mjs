// The names of the three languages: what Python and Rust offer, JavaScript offers in camelCase, or
// it is listed here why not.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { read, ROOT } from "./given.mjs";

const camel = (name) => name.replace(/_+$/, "").replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** The files of a folder, and of those below it, of one kind. */
function texts(folder, kind) {
  const files = readdirSync(join(ROOT, folder), { recursive: true }).filter((file) => file.endsWith(kind));
  return files.map((file) => read(join(folder, file)));
}

const stub = read("bindings-python/python/dueby/__init__.pyi");
const rust = texts("core/src", ".rs");
const scripts = texts("bindings-wasm/ts", ".ts");

/** The members of a class in Python that are for callers. */
function inPython(name) {
  const found = new RegExp(`^class ${name}[(:].*\\n((?:    .*\\n|\\n)*)`, "m").exec(stub);
  assert.ok(found, `Python has no ${name}`);
  return [...found[1].matchAll(/^    def ([a-z]\w*)\(/gm)].map(([, member]) => camel(member));
}

/** The public functions of a type in Rust. */
function inRust(name) {
  const blocks = rust.flatMap((text) => [...text.matchAll(new RegExp(`^impl ${name} \\{\\n([\\s\\S]*?)^\\}`, "gm"))]);
  assert.ok(blocks.length > 0, `Rust has no ${name}`);
  return blocks.flatMap(([, block]) => [...block.matchAll(/^    pub fn (\w+)/gm)].map(([, member]) => camel(member)));
}

/** The members of a class or an interface in TypeScript, or the fields of a type. */
function inJavaScript(...names) {
  return names.flatMap((name) => {
    const block = new RegExp(`^export (?:class|interface) ${name}\\b[^{\\n]*\\{\\n[\\s\\S]*?^\\}`, "m");
    const fields = new RegExp(`^export type ${name} = \\{ ?\\n[\\s\\S]*?\\};$`, "m");
    const found = scripts.map((text) => block.exec(text) ?? fields.exec(text)).find((one) => one !== null);
    assert.ok(found, `JavaScript has no ${name}`);
    return [...found[0].matchAll(/^ *(?:readonly |get |override )?"?(\w+)"?\??(?=[(:])/gm)].map(([, member]) => member);
  });
}

function missing(theirs, ours, elsewhere) {
  const known = new Set([...ours, ...Object.keys(elsewhere)]);
  const stale = Object.keys(elsewhere).filter((name) => !theirs.includes(name) || ours.includes(name));
  assert.deepEqual(stale, [], "listed for nothing");
  return theirs.filter((name) => !known.has(name));
}

const engine = inJavaScript("Engine", "FullEngine");
const calendar = inJavaScript("Calendar");

test("engines: Python's", () => {
  const elsewhere = {
    assessAll: "a loop over assess; batch for many",
    assessEvents: "batch: columns and not tables", assessCases: "batch: columns and not tables",
    zoneName: "zone",
    fold: "dueby/report: dueby.fold", reportEvents: "dueby/report: dueby.fileCount", reportCases: "dueby/report: dueby.fileCount",
  };
  assert.deepEqual(missing(inPython("Engine"), engine, elsewhere), []);
});

test("engines: Rust's", () => {
  const elsewhere = {
    builder: "dueby.engine", calendars: "calendar(id)", assessWith: "assess with options", check: "batch says it",
    instant: "calendar(id).instant", versionFor: "the version of each answer", span: "periods of targets",
  };
  assert.deepEqual(missing(inRust("Engine"), engine, elsewhere), []);
});

test("calendars: Python's", () => {
  const elsewhere = {
    named: "dueby.calendar", fromToml: "dueby.readCalendar", fromFile: "dueby.readCalendar", columns: "…Each",
  };
  assert.deepEqual(missing(inPython("Calendar"), calendar, elsewhere), []);
  const counts = { calendar: "the calendar that is asked", within: "the limit that is asked", after: "add", before: "subtract", explainAfter: "explainAdd", explainBefore: "explainSubtract" };
  assert.deepEqual(missing(inPython("Count"), calendar, counts), []);
  assert.deepEqual(missing(inPython("Sum"), inJavaScript("Sum"), {}), []);
});

test("calendars: Rust's", () => {
  const elsewhere = {
    fromToml: "dueby.readCalendar", fromTomlWith: "dueby.readCalendar", fromJsonWith: "dueby.readCalendar",
    columns: "…Each", tableBytes: "for benchmarks", local: "instant", withGovuk: "the command line reads gov.uk's file",
  };
  assert.deepEqual(missing(inRust("Calendar"), calendar, elsewhere), []);
});

test("options have Python's names", () => {
  const of = (method, name) => {
    const [, body] = new RegExp(`^class ${name}:[\\s\\S]*?    def ${method}\\(([\\s\\S]*?)\\) ->`, "m").exec(stub);
    return [...body.split("*,")[1].matchAll(/(\w+):/g)].map(([, option]) => camel(option));
  };
  assert.deepEqual(of("assess", "Engine").sort(), inJavaScript("Options").sort());
  assert.deepEqual(of("__new__", "Count").sort(), inJavaScript("Counting").sort());
});

// Of answers the TypeScript is made from Rust: tests/suite/typescript.rs.
const ANSWERS = {
  Assessment: {}, Revisions: {}, DirectoryRevision: {}, Finding: {}, ClockAnswer: {}, RightAnswer: {}, Reason: {},
  AppointmentAnswer: {}, EscalationAnswer: {}, RecipientAnswer: {}, UnresolvedAnswer: {}, FollowsAnswer: {}, TriggerAnswer: {},
  ReadingAnswer: {}, DeadlineAnswer: {}, Timeline: {}, WhatIf: {}, Summary: {}, Standing: {}, Moved: {},
};
// In JavaScript: assessJson, the answer itself, picture, and the `texts` of each clock.
const METHODS = new Set(["toJson", "toDict", "toSvg", "text"]);
for (const name of Object.keys(ANSWERS)) {
  test(`answers: ${name}`, () => {
    const theirs = inPython(name).filter((member) => !METHODS.has(member));
    assert.deepEqual(theirs.filter((member) => !inJavaScript(name).includes(member)), []);
    assert.deepEqual(inJavaScript(name).filter((member) => !theirs.includes(member)), []);
  });
}

test("errors have Python's fields", () => {
  const [, body] = /^class Error\(ValueError\):\n((?:    .*\n)*)/m.exec(stub);
  const theirs = [...body.matchAll(/^    (\w+):/gm)].map(([, field]) => camel(field));
  assert.deepEqual(theirs.filter((field) => !inJavaScript("DuebyError").includes(field)), []);
});
