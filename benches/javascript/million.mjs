// A million cases with six events each, beside the core's own batch on the same columns, turn by
// turn: processor time of both processes. The core writes over its earlier rows; Node does so
// too, and into new memory.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { columnsOf, engineOf } from "./clocks.mjs";
import { middle } from "./timing.mjs";

const TURNS = 7;
const LEAST = 0.5;
const AS_OF = "2026-11-20T12:00Z";
const PRIORITIES = ["emergency", "urgent", "routine", "planned"];
const folder = process.argv[2];

/** The processor time of another process, in nanoseconds, as Linux tells it. */
const usedBy = (pid) => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]);

function used() {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}

async function turns(which) {
  const file = join(folder, `${which}.times`);
  const core = spawn("../../target/release/examples/asked", [which, file], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: core.stdout })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  const bytes = readFileSync(file);
  const times = Float64Array.from(new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8), Number);
  const codes = Uint32Array.from(readFileSync(`${file}.priorities`));
  const input = columnsOf(times, which === "whole" ? { names: PRIORITIES, codes } : undefined);
  const cases = codes.length;
  const engine = engineOf(join(folder, `${which}.toml`));
  const took = { core: [], again: [], anew: [] };
  /** Asks, with the time that it took for a case. */
  const ask = (options) => {
    globalThis.gc?.();
    const begun = used();
    const answer = engine.batch(input, AS_OF, options);
    return { answer, took: (used() - begun) / cases };
  };
  const { answer: into } = ask({});
  // The first turns are for everybody's memory to be there, and for Node's compiler.
  for (let turn = -2; turn < TURNS; turn += 1) {
    const begun = usedBy(pid);
    core.stdin.write("\n");
    const rows = Number((await lines.next()).value);
    const inCore = (usedBy(pid) - begun) / cases;
    const again = ask({ into });
    const anew = ask({});
    for (const { answer: { due } } of [again, anew]) {
      if (due.length !== rows) {
        throw new Error(`${which}: ${due.length} rows instead of ${rows}`);
      }
    }
    if (turn >= 0) {
      took.core.push(inCore);
      took.again.push(again.took);
      took.anew.push(anew.took);
    }
  }
  core.stdin.end();
  return took;
}

console.log("\n| a million cases with six events each | ns a case | of the core's speed |\n|---|---:|---:|");
const goals = [];
for (const [which, words] of [["clock", "a clock"], ["whole", "a whole assessment"]]) {
  const { core, again, anew } = await turns(which);
  const share = (node) => middle(core.map((one, turn) => one / node[turn]));
  const percent = (node) => `${(100 * share(node)).toFixed(0)}%`;
  console.log(`| ${words}: core | ${middle(core).toFixed(0)} | |`);
  console.log(`| ${words}: columns in Node, over an earlier answer | ${middle(again).toFixed(0)} | ${percent(again)} |`);
  console.log(`| ${words}: columns in Node, into new memory | ${middle(anew).toFixed(0)} | ${percent(anew)} |`);
  const reached = share(again) >= LEAST ? "yes" : "no";
  goals.push(`| ${words} in columns: at least half of the core's speed | ${reached}: ${percent(again)}, into new memory ${percent(anew)} |`);
}
console.log(`\n| goal | reached |\n|---|---|\n${goals.join("\n")}`);
