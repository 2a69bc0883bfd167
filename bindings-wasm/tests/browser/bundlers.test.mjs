// The installed package as bundlers take it, in Chromium, under a policy that allows nothing but
// WebAssembly: Vite's build and its server for developing, esbuild, webpack.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";

import { folder, project, ROOT, write } from "../given.mjs";
import { inPage, serve } from "./served.mjs";

const tool = (path) => join(ROOT, "bindings-wasm/node_modules", path);
const html = (script) => `<!doctype html><title>Bundled</title><link rel="icon" href="data:,"><p id="due"></p><script type="module" src="${script}"></script>`;
// Hogmanay: 1 and 2 January are bank holidays in Scotland, and then comes a weekend.
const DUE = "2026-01-05";
const ALL = `
  import { load } from "dueby";
  import { load as loadFull } from "dueby/full";
  import { load as loadAuthoring } from "dueby/authoring";
  const days = [await load(), await loadFull(), await loadAuthoring()].map((dueby) => dueby.calendar("scotland").add("2025-12-31", "1 working day"));
  document.querySelector("#due").textContent = days.join(" ");
`;
// esbuild has no rule for a URL beside a module: it is told where the file is.
const TOLD = `
  import { load } from "dueby";
  import module from "dueby/dueby.wasm";
  const dueby = await load({ module });
  document.querySelector("#due").textContent = dueby.calendar("scotland").add("2025-12-31", "1 working day");
`;
const installed = project({
  "index.html": html("/main.js"), "main.js": ALL, "told.js": TOLD,
  "vite.config.mjs": `export default { base: "/vite/", optimizeDeps: { exclude: ["dueby"] }, build: { target: "es2022", modulePreload: { polyfill: false } } };`,
});
const out = folder();
const node = (...args) => execFileSync(process.execPath, args, { cwd: installed, stdio: ["ignore", "ignore", "inherit"] });

node(tool("vite/bin/vite.js"), "build", "--logLevel", "warn", "--emptyOutDir", "--outDir", join(out, "vite"));
execFileSync(tool("esbuild/bin/esbuild"), [
  "told.js", "--bundle", "--format=esm", "--splitting", "--loader:.wasm=file", "--public-path=/esbuild", `--outdir=${join(out, "esbuild")}`, "--log-level=warning",
], { cwd: installed });
write(out, { "esbuild/index.html": html("/esbuild/told.js"), "webpack/index.html": html("/webpack/main.js") });
const webpack = createRequire(join(ROOT, "bindings-wasm/package.json"))("webpack");
await new Promise((done, failed) => {
  const config = {
    context: installed, entry: "./main.js", mode: "production", experiments: { outputModule: true },
    output: { path: join(out, "webpack"), filename: "main.js", module: true, publicPath: "/webpack/" }, performance: false,
  };
  webpack(config, (error, stats) => {
    const problem = error ?? (stats.hasErrors() || stats.hasWarnings() ? new Error(stats.toString("errors-warnings")) : null);
    problem === null ? done() : failed(problem);
  });
});
const server = await serve({ vite: join(out, "vite"), esbuild: join(out, "esbuild"), webpack: join(out, "webpack") });
after(server.close);
const due = (page) => page.locator("#due:not(:empty)").textContent();

for (const [bundler, days] of [["vite", 3], ["esbuild", 1], ["webpack", 3]]) {
  test(`what ${bundler} makes`, async () => {
    assert.equal(await inPage(`${server.at}/${bundler}/index.html`, due), Array(days).fill(DUE).join(" "));
  });
}

test("Vite's server for developing", async () => {
  const vite = spawn(process.execPath, [tool("vite/bin/vite.js"), "--host", "127.0.0.1", "--port", "0", "--logLevel", "info", "--clearScreen", "false"], {
    cwd: installed, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "inherit"],
  });
  after(() => vite.kill());
  const at = await new Promise((said) => {
    let text = "";
    vite.stdout.on("data", (data) => {
      text += data;
      const found = /http:\/\/127\.0\.0\.1:\d+\/vite\//.exec(text);
      if (found) {
        said(found[0]);
      }
    });
  });
  // It sends no policy and has a socket of its own.
  assert.equal(await inPage(at, due), Array(3).fill(DUE).join(" "));
});
