// Puts beside the compiled TypeScript what makes a package of it.

import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { buildSync } from "esbuild";

const out = process.argv[2];
const dist = join(out, "package/dist");
const ENTRIES = ["index", "full", "authoring", "report"];

// Node's `import` is its `require`, so that both have one engine and one class of errors.
for (const entry of ENTRIES) {
  writeFileSync(join(dist, `node/${entry}.mjs`), `export * from "../cjs/node/${entry}.js";\n`);
  writeFileSync(join(dist, `node/${entry}.d.mts`), `export * from "../cjs/node/${entry}.js";\n`);
}
writeFileSync(join(dist, "cjs/package.json"), '{ "type": "commonjs" }\n');

// What wasm-bindgen makes is not for callers, nor are the shipped packs as bytes.
for (const kind of ["esm", "cjs"]) {
  for (const file of readdirSync(join(dist, kind, "packs"), { recursive: true })) {
    if (file.endsWith(".d.ts") && file !== "index.d.ts") rmSync(join(dist, kind, "packs", file));
  }
  for (const entry of ["dueby", "full", "authoring", "report", "node"]) {
    rmSync(join(dist, kind, `glue/${entry}.d.ts`), { force: true });
  }
}

// What browsers load without a bundler: two or three scripts an entry and one a pack, without comments and
// spaces.
const esm = join(dist, "esm");
buildSync({
  entryPoints: ENTRIES.map((entry) => join(esm, `web/${entry}.js`)),
  outdir: join(esm, "web"),
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  chunkNames: "[name]-[hash]",
  format: "esm",
  target: "es2022",
  minify: true,
});
for (const file of readdirSync(esm, { recursive: true })) {
  if (file.endsWith(".js") && dirname(file) !== "web") rmSync(join(esm, file));
}

const { devDependencies, ...told } = JSON.parse(readFileSync("bindings-wasm/package.json", "utf8"));
told.version = /^version = "(.*)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
writeFileSync(join(out, "package/package.json"), `${JSON.stringify(told, null, 2)}\n`);
copyFileSync("docs/javascript.md", join(out, "package/README.md"));
// What it links to.
for (const page of ["answers.md", "codes.md", "report.md", "targets.md"]) {
  copyFileSync(join("docs", page), join(out, "package", page));
}
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(licence, join(out, "package", licence));
}
