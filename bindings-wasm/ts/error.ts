import type { Code, Severity } from "./answers.js";

/** One thing that is wrong, with its place and its remedy. */
export interface Problem {
  /** The stable code. */
  readonly code: Code;
  /** How bad it is. */
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly hint: string | null;
  /** What the text was given as. */
  readonly file: string | null;
  /** The line, from 1. */
  readonly line: number | null;
  /** The column in characters, from 1. */
  readonly column: number | null;
  /** The part of the text to underline, in UTF-16 code units: from, inclusive, to, exclusive. */
  readonly span: readonly [number, number] | null;
  /** The index of the event in the case's list, from 0. */
  readonly event: number | null;
}

/** What dueby refuses: the first problem's own fields, and every problem in `problems`. */
export class DuebyError extends Error {
  /** The stable code of the first problem. */
  readonly code: Code;
  /** What would be right. */
  readonly hint: string | null;
  /** What the text was given as. */
  readonly file: string | null;
  /** The line, from 1. */
  readonly line: number | null;
  /** The column in characters, from 1. */
  readonly column: number | null;
  /** The index of the event in the case's list, from 0. */
  readonly event: number | null;
  /** Every problem, the first included. */
  readonly problems: readonly Problem[];

  /** @internal */
  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    super(first === undefined ? "dueby could not answer" : first.message);
    this.name = "DuebyError";
    this.code = first?.code ?? "syntax";
    this.hint = first?.hint ?? null;
    this.file = first?.file ?? null;
    this.line = first?.line ?? null;
    this.column = first?.column ?? null;
    this.event = first?.event ?? null;
    this.problems = problems;
  }
}

/**
 * What places in messages are in: a text, or several by what they are called; null for what was given as an object,
 * which has no lines.
 */
export type Written = string | readonly { readonly file: string; readonly text: string }[] | null;

/** Runs a call, and makes an `Error` of what it throws. */
export function called<T>(call: () => T, written: Written = []): T {
  try {
    return call();
  } catch (thrown) {
    if (typeof thrown !== "string") {
      throw thrown;
    }
    const problems = JSON.parse(thrown) as Problem[];
    throw new DuebyError(problems.map((problem) => placed(problem, written)));
  }
}

/** A problem whose span, in bytes of UTF-8, is in the code units of its text. */
export function placed(problem: Problem, written: Written): Problem {
  if (written === null) {
    return { ...problem, file: null, line: null, column: null, span: null };
  }
  const { span } = problem;
  const text = typeof written === "string" ? written : written.find(({ file }) => file === problem.file)?.text;
  if (span === null || text === undefined) {
    return { ...problem, span: null };
  }
  const bytes = new TextEncoder().encode(text);
  const units = (end: number) => new TextDecoder().decode(bytes.subarray(0, end)).length;
  return { ...problem, span: [units(span[0]), units(span[1])] };
}

/** An argument that cannot be what it is. */
export function refused(code: Code, message: string, hint: string): DuebyError {
  const nowhere = { file: null, line: null, column: null, span: null, event: null };
  return new DuebyError([{ code, severity: "error", message, hint, ...nowhere }]);
}
