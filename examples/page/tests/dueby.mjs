/** The command line, whose answers the page has to give too. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./browser.mjs";

const DUEBY = join(ROOT, "target/debug/dueby");

/** Runs something with files that are gone afterwards. */
function with_files(files, run) {
  const folder = mkdtempSync(join(tmpdir(), "dueby-page-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answer for a case; `pack` is a shipped one's id, or a text as `own`. */
export function assess(given, asOf, { pack, own, more = [] }) {
  return with_files({ "case.json": JSON.stringify(given), "own.toml": own ?? "" }, (folder) => {
    const packs = [...(pack === undefined ? [] : [pack]), ...(own === undefined ? [] : [join(folder, "own.toml")])];
    const asked = packs.flatMap((name) => ["--pack", name]);
    return JSON.parse(execFileSync(DUEBY, [
      "assess", join(folder, "case.json"), ...asked, "--as-of", asOf, "--json", ...more,
    ], { encoding: "utf8" }));
  });
}

/** The deadlines that it writes to a calendar: of each UID its start. */
export function deadlines(given, asOf, pack) {
  return with_files({ "case.json": JSON.stringify(given) }, (folder) => {
    const file = join(folder, "deadlines.ics");
    execFileSync(DUEBY, ["assess", join(folder, "case.json"), "--pack", pack, "--as-of", asOf, "--ics", file]);
    return inCalendar(readFileSync(file, "utf8"));
  });
}

/** Of each UID of an iCalendar file its start, whichever way lines are folded. */
export function inCalendar(text) {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const found = {};
  let uid = "";
  let start = "";
  for (const line of lines) {
    if (line.startsWith("UID:")) uid = line.slice(4);
    if (line.startsWith("DTSTART")) start = line;
    if (line === "END:VEVENT") found[uid] = start;
  }
  return found;
}

/** What "check" says of a pack: each line with a place, and the message before it. */
export function check(text) {
  return with_files({ "your-pack.toml": text }, (folder) => {
    const told = spawnSync(DUEBY, ["check", join(folder, "your-pack.toml")], { encoding: "utf8" });
    const all = `${told.stdout}\n${told.stderr}`;
    const heads = [...all.matchAll(/^(error|warning|note)\[([a-z-]+)\]: (.*)\n\s*--> .*:(\d+):(\d+)$/gm)];
    return heads.map(([, severity, code, message, line, column]) => {
      return { severity, code, message, line: Number(line), column: Number(column) };
    });
  });
}

/** Cases of a synthetic landlord, in a file. */
export function generated(file, ...more) {
  execFileSync(join(ROOT, "target/debug/generate-cases"), ["--out", file, ...more], { stdio: ["ignore", "ignore", "inherit"] });
}

/** The report on files of a folder, as data and as a page. */
export function report(folder, files, args) {
  const told = spawnSync(DUEBY, ["report", ...files, ...args, "--json", "--html", "board.html"], {
    cwd: folder, encoding: "utf8", maxBuffer: 1 << 28,
  });
  if (told.status > 1) {
    throw new Error(told.stderr);
  }
  return { data: JSON.parse(told.stdout), html: readFileSync(join(folder, "board.html"), "utf8"), said: told.stderr };
}

const DATE = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", weekday: "short", day: "numeric", month: "short", year: "numeric",
});
const TIME = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** A deadline as the page tells it, made with the browser's own means. */
export function due(at) {
  const when = new Date(at);
  const date = DATE.format(when).replaceAll(",", "").replace("Sept", "Sep");
  return at.includes("T23:59:59.999") ? `the end of ${date}` : `${date} ${TIME.format(when)}`;
}
