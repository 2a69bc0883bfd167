// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Revisions } from "./assessment.js";
import type { TargetAnswer } from "./target.js";

/**
 * What targets come to over the cases of some files.
 */
export type ReportAnswer = { 
/**
 * What was read, and what could not be.
 */
read: ReadAnswer, 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The moment it is for.
 */
asOf: string, 
/**
 * The zone of its months and times: that of the engine's first calendar.
 */
zone: string, 
/**
 * The first date of the report.
 */
from: string, 
/**
 * The last date of the report, which still belongs to it.
 */
until: string, 
/**
 * How many cases were counted.
 */
cases: number, 
/**
 * How many were given again under a reference that was there, and not counted.
 */
repeated: number, 
/**
 * Some of those references, the first twenty in order.
 */
repeatedCases: Array<string>, 
/**
 * The date of the first event of all cases.
 */
dataFrom: string | null, 
/**
 * The date of the last event that had happened.
 */
dataUntil: string | null, 
/**
 * The first dates of months of the report that had begun and that the events do not
 * reach: of these nothing is known.
 */
notCovered: Array<string>, 
/**
 * The attribute that figures are told by as well.
 */
by: string | null, 
/**
 * What it was made with.
 */
revisions: Revisions, 
/**
 * The targets, in the order of the packs.
 */
targets: Array<TargetAnswer>, 
/**
 * What this is, and what it is not.
 */
notice: string, };

/**
 * What was read for a report, and what could not be.
 */
export type ReadAnswer = { 
/**
 * The files, as they were named.
 */
files: Array<string>, 
/**
 * How many cases were left out, because something in them could not be read.
 */
leftOut: number, 
/**
 * How many things were wrong.
 */
problems: number, 
/**
 * How many by their code.
 */
byCode: { [key in string]: number }, 
/**
 * The first thousand of them, in the order of the files.
 */
first: Array<ReadProblem>, 
/**
 * How many events were of a type that no rule knows, by that type: the hundred first of
 * them in alphabetical order.
 */
unknownEvents: { [key in string]: number }, };

/**
 * Something that could not be read.
 */
export type ReadProblem = { 
/**
 * The file, the line and the column.
 */
place: string, 
/**
 * Its code, as `dueby explain` knows it.
 */
code: string, 
/**
 * What is wrong.
 */
message: string, 
/**
 * What to do.
 */
help: string | null, };

