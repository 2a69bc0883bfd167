// Files of cases, and what the command line's `dueby report` says of them.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { folder, read, ROOT } from "./given.mjs";
import { EVENTS } from "./report.mjs";

const MEASURES = ["england/tenant-satisfaction-measures", "landlords/customer-care-strategy"];
const NUMBERS = { homes: 20390, "rental-homes": 19574, "ownership-homes": 816 };
const PARAMETERS = { "emergency-repair-time": "24 hours", "non-emergency-repair-time": "20 working days" };

/** Files below a new folder, and what is asked of them. */
export function given() {
  const at = folder();
  const generated = (name, ...more) => {
    const args = ["--cases", "3000", "--seed", "8", "--out", join(at, name), ...more];
    execFileSync(join(ROOT, "target/debug/generate-cases"), args, { stdio: ["ignore", "ignore", "inherit"] });
  };
  generated("cases.jsonl");
  generated("events.jsonl", "--shape", "events");
  generated("events.csv", "--shape", "events", "--format", "csv");
  generated("cases.csv", "--format", "csv", "--dates", "uk", "--map", join(at, "cases.map.toml"));
  generated("bad.csv", "--shape", "events", "--format", "csv", "--bad", "20");
  generated("bad.jsonl", "--bad", "20");
  const uk = EVENTS.replace(/(\d{4})-(\d\d)-(\d\d)/g, "$3/$2/$1").replaceAll("Norton", "Café Court");
  const words = (text) => Buffer.from(`\ufeff${text}`, "utf16le");
  writeFileSync(join(at, "old.csv"), Buffer.from(uk, "latin1"));
  writeFileSync(join(at, "wide.csv"), words(uk));
  writeFileSync(join(at, "swapped.csv"), words(uk).swap16());
  writeFileSync(join(at, "marked.csv"), `\ufeff${EVENTS}`);
  writeFileSync(join(at, "one.json"), JSON.stringify({ case: "R-9", kind: "repair", events: [] }));
  const pack = { file: "targets.toml", text: read("cli/tests/data/targets.toml") };
  const asOf = "2025-07-15";
  const whole = { packs: MEASURES, question: { period: "2024-25", numbers: NUMBERS, parameters: PARAMETERS, accept: "unconfirmed" } };
  const small = { packs: [], texts: [pack], question: { period: "2025-26", asOf, by: "patch" } };
  const questions = [
    { ...whole, files: ["cases.jsonl"] },
    { ...whole, files: ["events.jsonl"], question: { ...whole.question, by: "patch" } },
    { ...whole, files: ["events.csv"], question: { ...whole.question, period: "rolling 6 months", asOf: "2024-11-20T10:00" } },
    { ...whole, files: ["cases.csv"], mapping: { file: "cases.map.toml", text: readFileSync(join(at, "cases.map.toml"), "utf8") } },
    { ...whole, files: ["bad.csv", "bad.jsonl"] },
    { ...small, files: ["old.csv"], question: { ...small.question, dates: "uk", encoding: "windows-1252" } },
    { ...small, files: ["wide.csv"], question: { ...small.question, dates: "uk" } },
    { ...small, files: ["swapped.csv"], question: { ...small.question, dates: "uk" } },
    { ...small, files: ["marked.csv", "one.json"] },
  ];
  return { at, questions, answers: questions.map((one) => told(at, one)) };
}

/** What the command line makes of a question. */
function told(at, { packs, texts = [], question, files, mapping }) {
  const { period, asOf, by, numbers = {}, parameters = {}, accept, dates, encoding } = question;
  texts.forEach(({ file, text }) => writeFileSync(join(at, file), text));
  const pairs = (option, values) => Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
  const args = [
    "report", ...files, "--period", period, "--html", "board.html", "--json",
    ...[...packs, ...texts.map(({ file }) => file)].flatMap((pack) => ["--pack", pack]),
    ...pairs("--number", numbers), ...pairs("--param", parameters),
    ...(asOf === undefined ? [] : ["--as-of", asOf]), ...(by === undefined ? [] : ["--by", by]),
    ...(accept === undefined ? [] : ["--accept", accept]), ...(dates === undefined ? [] : ["--dates", dates]),
    ...(encoding === undefined ? [] : ["--encoding", encoding]), ...(mapping === undefined ? [] : ["--map", mapping.file]),
  ];
  const { status, stdout, stderr } = spawnSync(join(ROOT, "target/debug/dueby"), args, {
    cwd: at, encoding: "utf8", maxBuffer: 1 << 28,
  });
  if (status > 1) {
    throw new Error(`dueby ${args.join(" ")}\n${stderr}`);
  }
  return { json: stdout.trimEnd(), html: readFileSync(join(at, "board.html"), "utf8") };
}

/** Builds the command line and the generator. */
export function built() {
  const bins = ["--bin", "dueby", "--bin", "generate-cases"];
  execFileSync("cargo", ["build", "--quiet", "--locked", ...bins], { cwd: ROOT, stdio: "inherit" });
}

/** A report without what is advised: that is said in the words of options here, and of arguments there. */
export function withoutAdvice({ json, html }) {
  const report = JSON.parse(json);
  const advice = report.read.first.map(({ help }) => help);
  report.read.first = report.read.first.map((problem) => ({ ...problem, help: null }));
  const rows = /(<tr><th scope="row">[^<]*<\/th><td>[^<]*<\/td><td>)[^<]*(<\/td><\/tr>)/g;
  return { json: JSON.stringify(report), html: advice.length === 0 ? html : html.replace(rows, "$1$2") };
}
