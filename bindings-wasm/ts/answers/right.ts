// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Limit } from "./amount.js";
import type { Reason, ReadingAnswer, Basis, Status } from "./clock.js";
import type { Entry } from "./explanation.js";

/**
 * A resident's right at a moment.
 */
export type RightAnswer = { 
/**
 * The right's id.
 */
right: string, 
/**
 * Which time it arose, from 1.
 */
instance: number, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The pack's version, where it has several.
 */
version: string | null, 
/**
 * What the resident may do.
 */
title: string, 
/**
 * Whom it leads to.
 */
to: string, 
/**
 * The nation whose residents have it.
 */
nation: string | null, 
/**
 * What it rests on.
 */
basis: Basis, 
/**
 * How sure its rule is.
 */
status: Status, 
/**
 * When the rule was last held against its source.
 */
checked: string | null, 
/**
 * The document it stands in.
 */
document: string | null, 
/**
 * Where in that document it stands.
 */
source: string | null, 
/**
 * Where to find that.
 */
link: string | null, 
/**
 * Anything else for people.
 */
notes: string | null, 
/**
 * The reading of contested words that this is the answer under.
 */
reading: string | null, 
/**
 * What each reading of contested words makes of it.
 */
readings: Array<ReadingAnswer>, 
/**
 * What it is at `asOf`.
 */
state: RightState, 
/**
 * Why it cannot be said what it is, when it is undetermined.
 */
reason: Reason | null, 
/**
 * How long it is open.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number: it stays open.
 */
open: string | null, 
/**
 * Since when it is open.
 */
openFrom: string | null, 
/**
 * The last millisecond at which it can be used in time.
 */
openUntil: string | null, 
/**
 * When it was used.
 */
used: string | null, 
/**
 * How the last moment was reckoned, step by step.
 */
explanation: Array<Entry>, };

/**
 * What a right is at a moment.
 */
export type RightState = "not-yet" | "open" | "used" | "lapsed" | "ended" | "undetermined";

