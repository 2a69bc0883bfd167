/** The counting itself, where nobody waits for it: files in, a report out. */

/** @import { DuebyReport, FileQuestion, ReadProblem, RuleText } from "../../dueby/esm/web/report.js" */

/**
 * @typedef {object} Rules
 * @property {string[]} packs
 * @property {RuleText[]} texts
 * @property {Record<string, string>} parameters
 */

/**
 * @typedef {object} Asked
 * @property {Rules} rules
 * @property {FileQuestion} question
 * @property {File[]} files
 */

/**
 * @typedef {object} Counted
 * @property {string} json
 * @property {string} html
 * @property {readonly ReadProblem[]} notes
 */

/** How long is counted before somebody else has a turn, in milliseconds. */
const TURN = 30;

/**
 * @param {DuebyReport} dueby
 * @param {Asked} asked
 * @param {(read: number, cases: number, problems: number) => void} tell How many bytes of all files have been read.
 * @param {AbortSignal} signal
 * @returns {Promise<Counted>}
 */
export async function count(dueby, { rules, question, files }, tell, signal) {
  const engine = dueby.engine(rules);
  const count = dueby.fileCount(engine, question);
  try {
    let before = 0;
    let turn = performance.now();
    for (const file of files) {
      await count.add(file, {
        signal,
        onProgress: async ({ read, cases, problems }) => {
          if (performance.now() - turn > TURN) {
            tell(before + read, cases, problems);
            await others();
            turn = performance.now();
          }
        },
      });
      before += file.size;
    }
    return { json: count.reportJson(), html: count.html(), notes: count.notes };
  } finally {
    count.free();
    engine.free();
  }
}

/** Lets what waits have its turn: a word to stop, first of all. */
function others() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(undefined);
    };
    port2.postMessage(null);
  });
}
