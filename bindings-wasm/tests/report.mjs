// Targets, samples and reports, in Node and in browsers: figures worked by hand, and files whose reports are those of the
// command line.

/** Five repairs of ten days each; on 15 July 2025 one is a day late, one is open and overdue, one runs. */
export const EVENTS = `case,kind,event,at,patch
R-1,repair,repair.reported,2025-04-02,Norton
R-1,,repair.completed,2025-04-10,
R-1,,repair.inspected,2025-04-20,
R-2,repair,repair.reported,2025-06-01,Norton
R-2,,repair.completed,2025-06-11,
R-3,repair,repair.reported,2025-06-01,Stockton
R-3,,repair.completed,2025-06-12,
R-4,repair,repair.reported,2025-06-20,Stockton
R-5,repair,repair.reported,2025-07-14,
`;

/** The same as objects. */
export function repairs() {
  const cases = new Map();
  for (const line of EVENTS.trim().split("\n").slice(1)) {
    const [reference, kind, event, at, patch] = line.split(",");
    const known = cases.get(reference) ?? { case: reference, kind, attributes: patch === "" ? {} : { patch }, events: [] };
    known.events.push({ event, at });
    cases.set(reference, known);
  }
  return [...cases.values()];
}

/** A file that comes in pieces of so many bytes. */
export function file(name, bytes, size = bytes.length) {
  return {
    name,
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) {
        yield bytes.subarray(at, at + size);
      }
    },
  };
}

/** What the package makes of each question: the report as JSON and as a page, of files read from `read`. */
export async function reports(dueby, questions, read, size) {
  const told = [];
  for (const { packs, texts = [], question, files, mapping } of questions) {
    const engine = dueby.engine({ packs, texts, parameters: question.parameters ?? {} });
    const { parameters, ...asked } = question;
    const count = dueby.fileCount(engine, { ...asked, ...(mapping === undefined ? {} : { mapping }) });
    for (const name of files) {
      await count.add(file(name, await read(name), size));
    }
    told.push({ json: count.reportJson(), html: count.html() });
    count.free();
    engine.free();
  }
  return told;
}

/** The rows of tests/vectors/sample.json that are chosen otherwise. */
export function wrongSamples(dueby, rows) {
  return rows.filter((row) => {
    const sample = dueby.sample(row);
    const marks = Object.entries(row.marks).every(([reference, mark]) => sample.mark(reference) === mark);
    return !marks || JSON.stringify(sample.choose(row.cases)) !== JSON.stringify(row.chosen);
  }).map(({ id }) => id);
}
