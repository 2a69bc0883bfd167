/** The page for reports: loads the engine here and beside, and puts its parts together. */

import { load } from "../../dueby/esm/web/report.js";
import { byId, fill, make, save } from "../dom.js";
import { sentence, several, withHint } from "../words.js";
import { Form } from "./form.js";

/** @import { Counted } from "./count.js" */
/** @import { Question, Reply } from "./worker.js" */

const MODULE = new URL("../../dueby/report.wasm", import.meta.url);
/** How often a screen reader is told how far it is, in milliseconds. */
const TOLD = 5000;

/** The parts of the page that change. */
const view = {
  trouble: byId("trouble", HTMLElement),
  summary: byId("summary", HTMLElement),
  going: byId("going", HTMLElement),
  progress: byId("progress", HTMLProgressElement),
  soFar: byId("so-far", HTMLElement),
  board: byId("board", HTMLElement),
  odd: byId("odd", HTMLElement),
  take: byId("take", HTMLElement),
  make: byId("make", HTMLButtonElement),
  cancel: byId("cancel", HTMLButtonElement),
};

/** @type {Counted | null} */ let counted = null;
/** The bytes of all files. */
let bytes = 1;
let told = 0;

/** @param {string[]} messages */
function trouble(messages) {
  fill(view.trouble, messages.map((message) => make("p", { class: "trouble" }, message)));
}

/** @param {boolean} going */
function going(going) {
  view.going.hidden = !going;
  view.make.disabled = going;
  view.cancel.disabled = !going;
}

function clear() {
  counted = null;
  trouble([]);
  fill(view.board);
  fill(view.odd);
  view.take.hidden = true;
}

/** @param {number} number */
const written = (number) => number.toLocaleString("en-GB");

/**
 * @param {number} read
 * @param {number} cases
 * @param {number} problems
 */
function progress(read, cases, problems) {
  view.progress.value = Math.min(read / bytes, 1);
  const wrong = problems === 0 ? "" : `, ${written(problems)} ${problems === 1 ? "problem" : "problems"}`;
  view.soFar.textContent = `${written(cases)} ${cases === 1 ? "case" : "cases"}${wrong}`;
  const now = performance.now();
  if (now - told > TOLD) {
    told = now;
    view.summary.textContent = `Reading: ${Math.floor(100 * view.progress.value)}%, ${view.soFar.textContent}.`;
  }
}

/** @param {Counted} made */
function show(made) {
  counted = made;
  /** @type {{ cases: number, read: { left_out: number, problems: number } }} */
  const { cases, read } = JSON.parse(made.json);
  // Its style is for a file of its own; here it has that of the page.
  const page = new DOMParser().parseFromString(made.html.replace(/<style>.*?<\/style>/s, ""), "text/html");
  const imported = (/** @type {string} */ which) => [...page.querySelectorAll(which)].map((one) => document.importNode(one, true));
  const left = read.left_out === 0 ? "" : ` ${several(read.left_out, "case")} left out: something in them could not be read.`;
  if (cases === 0) {
    view.summary.textContent = `No case could be counted.${left}`;
    fill(view.board, imported("main > section:last-of-type"));
  } else {
    view.summary.textContent = `The report is made: ${written(cases)} ${cases === 1 ? "case" : "cases"} counted.${left}`;
    fill(view.board, make("h2", {}, page.title), imported("header > p"), imported("main > *"), imported("footer"));
  }
  view.take.hidden = cases === 0;
  fill(view.odd, made.notes.map(({ place, message, help }) => {
    return make("li", { class: "note" }, make("strong", {}, `${place}: `), help === null ? sentence(message) : withHint(message, help));
  }));
  byId("answer", HTMLElement).focus();
}

/** @param {Worker} worker */
function listen(worker) {
  worker.addEventListener("message", (/** @type {MessageEvent<Reply>} */ { data }) => {
    if ("read" in data) {
      progress(data.read, data.cases, data.problems);
      return;
    }
    if ("ready" in data) {
      return;
    }
    going(false);
    if ("counted" in data) {
      show(data.counted);
    } else if ("stopped" in data) {
      view.summary.textContent = "Cancelled: nothing was counted.";
      view.make.focus();
    } else {
      view.make.focus();
      view.summary.textContent = "There is no report yet.";
      trouble("wrong" in data ? data.wrong.map(({ message, hint }) => withHint(message, hint)) : [data.broken]);
    }
  });
}

/** The engine; from servers that do not know its type too. */
async function compiled() {
  const response = await fetch(MODULE);
  const again = response.clone();
  return WebAssembly.compileStreaming(response).catch(async () => WebAssembly.compile(await again.arrayBuffer()));
}

const loading = byId("loading", HTMLElement);
try {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const ready = new Promise((done, failed) => {
    worker.addEventListener("message", done, { once: true });
    worker.addEventListener("error", () => failed(new Error("what counts beside the page cannot be loaded")), { once: true });
  });
  // Compiled once, for the page and for what counts beside it.
  const module = await compiled();
  /** @param {Question} question */
  const ask = (question) => worker.postMessage(question);
  ask({ load: module });
  const form = new Form(await load({ module }));
  await ready;
  listen(worker);
  view.make.addEventListener("click", async () => {
    clear();
    const asked = await form.asked();
    if (typeof asked === "string") {
      view.summary.textContent = "There is no report yet.";
      trouble([asked]);
      return;
    }
    bytes = Math.max(asked.files.reduce((all, { size }) => all + size, 0), 1);
    told = performance.now();
    progress(0, 0, 0);
    view.summary.textContent = "Reading the files.";
    going(true);
    view.cancel.focus();
    ask({ count: asked });
  });
  view.cancel.addEventListener("click", () => {
    ask({ stop: true });
  });
  byId("print", HTMLButtonElement).addEventListener("click", () => window.print());
  byId("save-page", HTMLButtonElement).addEventListener("click", () => {
    save("report.html", "text/html", counted?.html ?? "");
  });
  byId("save-data", HTMLButtonElement).addEventListener("click", () => {
    save("report.json", "application/json", `${counted?.json ?? ""}\n`);
  });
  byId("main", HTMLElement).hidden = false;
  loading.hidden = true;
} catch (error) {
  loading.className = "trouble";
  loading.textContent = `The page cannot work: ${error instanceof Error ? error.message : error}`;
  throw error;
}
