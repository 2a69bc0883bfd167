// The project's stories asked of the package, in Node and in browsers: every answer has the
// bytes that Rust gives.

/** A TOML value as it would stand in a pack. */
export function inline(value) {
  if (Array.isArray(value)) {
    return `[${value.map(inline).join(", ")}]`;
  }
  if (typeof value === "object") {
    return `{ ${Object.entries(value).map(([name, one]) => `${name} = ${inline(one)}`).join(", ")} }`;
  }
  return typeof value === "string" ? `"${value}"` : String(value);
}

/** What a story's engine is made of, and its case. */
async function asked(written, read) {
  const texts = [written.rules, ...(written["more-rules"] ?? [])].filter((text) => text !== undefined);
  const parameters = Object.entries(written.parameters ?? {}).map(([name, value]) => {
    return [name, typeof value === "string" ? value : inline(value)];
  });
  const named = /\.(json|toml)$/.test(written.directory ?? "");
  const directory = named ? await read(written.directory) : written.directory;
  const rules = {
    packs: [written.pack, ...(written.also ?? [])].filter((name) => name !== undefined),
    texts: texts.map((text) => ({ file: "rules", text })),
    calendars: (written.calendars ?? []).map((text) => ({ file: "calendars", text })),
    parameters: Object.fromEntries(parameters),
    ...(directory === undefined ? {} : { directory: { file: "directory", text: directory } }),
  };
  const events = (written.event ?? []).map(({ "recorded-at": recordedAt, ...event }) => {
    return { ...event, ...(recordedAt === undefined ? {} : { recordedAt }) };
  });
  const kind = written.kind === undefined ? {} : { kind: written.kind };
  return { rules, case: { case: "S-1", ...kind, attributes: written.attributes ?? {}, events } };
}

/** Whether an engine without the means to read texts can be asked. */
function isShipped(written) {
  const parameters = Object.values(written.parameters ?? {});
  return written.pack !== undefined && written.rules === undefined && written["more-rules"] === undefined &&
    written.calendars === undefined && written.directory === undefined &&
    parameters.every((value) => typeof value !== "object");
}

/**
 * What differs, and how many answers were compared. `questions` has the stories by their files,
 * `answers` what Rust says: file, story, moment and JSON in a line each; `read` gives a file's text.
 */
export async function differences(dueby, { questions, answers, read, onlyShipped = false }) {
  const expected = new Map();
  for (const line of answers.trimEnd().split("\n")) {
    const [file, story, moment] = line.split("\t", 3);
    const key = `${file}\t${story}\t${moment}`;
    expected.set(key, line.slice(key.length + 1));
  }
  const different = [];
  let compared = 0;
  for (const [file, toml] of Object.entries(questions)) {
    if (file === "tests/vectors/packs.toml") {
      continue;
    }
    for (const [number, written] of (toml.scenario ?? [toml]).entries()) {
      if (onlyShipped && !isShipped(written)) {
        continue;
      }
      const { rules, case: given } = await asked(written, read);
      const { texts, calendars, ...shipped } = rules;
      const engine = dueby.engine(onlyShipped ? shipped : rules);
      for (const [moment, one] of written.expect.entries()) {
        const options = {
          ...(written.accept === undefined ? {} : { accept: written.accept }),
          ...(one["known-at"] === undefined ? {} : { knownAt: one["known-at"] }),
        };
        const found = engine.assessJson(given, one["as-of"], options);
        const key = `${file}\t${number}\t${moment}`;
        compared += 1;
        if (found !== expected.get(key)) {
          different.push({ key, found, expected: expected.get(key) });
        }
      }
      engine.free();
    }
  }
  return { different, compared, expected: expected.size };
}
