// The programs of the README and of docs/javascript.md print what stands below them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { programs, project, run, write } from "./given.mjs";

const installed = project();

for (const [path, least] of [["README.md", 1], ["docs/javascript.md", 3]]) {
  test(path, () => {
    const found = programs(path, "js");
    assert.ok(found.length >= least && found.every(({ prints }) => prints !== undefined));
    for (const { program, prints } of found) {
      write(installed, { "program.mjs": program });
      assert.equal(run(installed, "program.mjs"), prints);
    }
  });
}
