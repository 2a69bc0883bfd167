/** Counts beside the page, so that the page can still be used. */

import { load } from "../../dueby/esm/web/report.js";
import { problemsOf } from "../store.js";
import { count } from "./count.js";

/** @import { Asked, Counted } from "./count.js" */
/** @import { Problem } from "../../dueby/esm/web/report.js" */

/** @typedef {{ load: WebAssembly.Module } | { count: Asked } | { stop: true }} Question */

/**
 * @typedef {{ ready: true } | { read: number, cases: number, problems: number } | { counted: Counted }
 *   | { stopped: true } | { wrong: readonly Problem[] } | { broken: string }} Reply
 */

/** @param {Reply} reply */
const reply = (reply) => postMessage(reply);

let stopping = new AbortController();

/** @param {MessageEvent<Question>} message */
async function take({ data }) {
  if ("stop" in data) {
    stopping.abort();
    return;
  }
  if ("load" in data) {
    await load({ module: data.load });
    reply({ ready: true });
    return;
  }
  const { signal } = (stopping = new AbortController());
  const dueby = await load();
  try {
    const counted = await count(
      dueby, data.count, (read, cases, problems) => reply({ read, cases, problems }), signal,
    );
    reply({ counted });
  } catch (error) {
    if (signal.aborted) {
      reply({ stopped: true });
    } else {
      reply({ wrong: problemsOf(error) });
    }
  }
}

addEventListener("message", (message) => {
  take(message).catch((error) => reply({ broken: error instanceof Error ? error.message : String(error) }));
});
