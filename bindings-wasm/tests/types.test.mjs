// The types of the package as strict TypeScript sees them, from modules, scripts and bundlers:
// what is right compiles, and what is wrong does not.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

import { project, read, ROOT } from "./given.mjs";

const program = read("bindings-wasm/tests/types/uses.ts");
const installed = project({ "uses.mts": program, "uses.cts": program, "uses.ts": program });

function compile(...args) {
  const options = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022"];
  const tsc = join(ROOT, "bindings-wasm/node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, "--types", "", ...args], { cwd: installed, encoding: "utf8" });
  assert.equal(status, 0, stdout);
}

test("in Node, from modules and scripts", () => {
  compile("--module", "nodenext", "--lib", "es2022,dom", "uses.mts", "uses.cts");
});

test("for a bundler", () => {
  compile("--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", "uses.ts");
});
