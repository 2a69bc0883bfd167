// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { ClockAnswer } from "./clock.js";
import type { RightAnswer } from "./right.js";
import type { Finding } from "./finding.js";

/**
 * The state of every promise in a case at a moment.
 */
export type Assessment = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * The moment the answer is for.
 */
asOf: string, 
/**
 * The earliest instant after `asOf` at which, without a new event, anything
 * would differ but `asOf`, `elapsed`, `remaining` and `dueIfResumed`.
 * Null if never.
 */
nextChange: string | null, 
/**
 * What the answer was made with.
 */
revisions: Revisions, 
/**
 * The clocks, in the order of the packs.
 */
clocks: Array<ClockAnswer>, 
/**
 * What a resident may do beside that, and until when.
 */
rights: Array<RightAnswer>, 
/**
 * What is odd about the case.
 */
findings: Array<Finding>, 
/**
 * What this is, and what it is not.
 */
notice: string, };

/**
 * The editions of everything an answer rests on.
 */
export type Revisions = { 
/**
 * The engine's version.
 */
engine: string, 
/**
 * The edition of the time zone database.
 */
zones: string, 
/**
 * The packs given, by id.
 */
packs: { [key in string]: string }, 
/**
 * The calendars used, by id.
 */
calendars: { [key in string]: string }, 
/**
 * The directory, where one was given.
 */
directory: DirectoryRevision | null, };

/**
 * The edition of a directory.
 */
export type DirectoryRevision = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its revision.
 */
revision: string, };

