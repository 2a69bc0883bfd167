// Prints what each library takes for a row beside the npm package, the same rows in Rust, and
// which goals are reached, as Markdown tables.

import { join } from "node:path";

import { clocks } from "./clocks.mjs";
import * as rows from "./rows.mjs";
import { beside, middle, nanoseconds } from "./timing.mjs";
import * as workingDays from "./working-days.mjs";
import * as workingTime from "./working-time.mjs";

const folder = process.argv[2];
const MOST = 1_000;

const number = (value) => value.toLocaleString("en-GB", { maximumFractionDigits: value < 100 ? 1 : 0 });
const line = (...cells) => console.log(`| ${cells.join(" | ")} |`);

const days = rows.columns(join(folder, "days.csv"));
const times = rows.columns(join(folder, "time.csv"));
const inRust = rows.inRust(join(folder, "dueby.csv"));
const questions = {
  "add working days": workingDays.add(days),
  "working days between": workingDays.between(days),
  "add working time": workingTime.add(times),
  "working time between": workingTime.between(times),
  "state of a clock": clocks(rows.columns(join(folder, "clocks.csv")), join(folder, "clock.toml")),
};

const goals = [];
line("question", "who", "ns a row", "rows", "beside dueby");
console.log("|---|---|---:|---:|---:|");
for (const [question, rivals] of Object.entries(questions)) {
  const took = nanoseconds(rivals);
  for (const { how, took } of inRust.filter((one) => one.question === question)) {
    line(question, `dueby in Rust, ${how}`, number(took), number(days.start.length), "");
  }
  const own = rivals.find(({ name }) => name.includes("one call")) ?? rivals[0];
  for (const { name, expected, answers = 1 } of rivals) {
    const ratio = name.startsWith("dueby") ? "" : `${number(beside(took.get(name), took.get(own.name)))}×`;
    line(question, name, number(middle(took.get(name))), number(expected.length / answers), ratio);
    if (name.startsWith("dueby") && name.includes("one call") && question.startsWith("add")) {
      goals.push([`${question}, ${name}: ${number(MOST)} ns`, middle(took.get(name)) <= MOST, number(middle(took.get(name)))]);
    }
  }
}
console.log("\n| goal | reached |\n|---|---|");
goals.forEach(([goal, reached, value]) => line(goal, `${reached ? "yes" : "no"}: ${value} ns`));
