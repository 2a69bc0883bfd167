// What is given to the tests: the package as users install it, the project's files, and what
// Rust says.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A file of the project. */
export const read = (path) => readFileSync(join(ROOT, path), "utf8");

/** What is printed by a program in Rust. */
function printed(program, input = "") {
  return execFileSync("cargo", ["run", "--quiet", "--locked", ...program], {
    cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "inherit"], input,
  });
}

const example = (name) => ["-p", "dueby-tests", "--example", name];

/** The stories as JSON, and Rust's answers to them. */
export function stories() {
  return { questions: JSON.parse(printed(example("questions"))), answers: printed(example("answers")) };
}

/** Cases of a synthetic landlord, a line of JSON each, and what Rust says of them. */
export function generated() {
  const cases = printed(["-p", "dueby-generator", "--", "--cases", "400", "--from", "2023-01-01", "--years", "1"]);
  return { cases, answers: printed(example("generated"), cases) };
}

/** What the command line answers to cases, a line of JSON each. */
export function commandLine(cases, packs, asOf) {
  const asked = ["--as-of", asOf, "--accept", "all", "--json", "-"];
  return printed(["--bin", "dueby", "--", "assess", ...packs.flatMap((pack) => ["--pack", pack]), ...asked], cases);
}

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder, gone when the tests are over. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "dueby-"));
  folders.push(made);
  return made;
}

let packed;

/** An empty project with the packed file installed, and files of its own. */
export function project(files = {}) {
  const npm = (cwd, ...args) => execFileSync("npm", [...args, "--no-audit", "--no-fund", "--offline", "--loglevel=error"], {
    cwd, encoding: "utf8",
  });
  if (packed === undefined) {
    const into = folder();
    const [{ filename }] = JSON.parse(npm(join(ROOT, "target/wasm/package"), "pack", "--json", "--pack-destination", into));
    packed = join(into, filename);
  }
  const made = folder();
  write(made, { "package.json": '{ "private": true }', ...files });
  npm(made, "install", packed);
  return made;
}

/** Writes files into a folder. */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What a program in a project prints. */
export function run(folder, file, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: folder, encoding: "utf8", env: { ...process.env, ...env },
  });
  if (status !== 0) {
    throw new Error(`${file} ended with ${status}:\n${stderr}`);
  }
  return stdout;
}

/** What a project's `require` gives. */
export const required = (folder, name) => createRequire(join(folder, "any.js"))(name);

/** The programs of a page of documentation with what each prints, where that stands below it. */
export function programs(path, language) {
  const found = [];
  const blocks = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`\\n(?:\\n\`\`\`text\\n([\\s\\S]*?)^\`\`\`\\n)?`, "gm");
  for (const [, program, prints] of read(path).matchAll(blocks)) {
    found.push({ program, prints });
  }
  return found;
}
