// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Assessment } from "./assessment.js";
import type { ClockAnswer, Reason, State } from "./clock.js";
import type { StepState } from "./escalation.js";
import type { RightState } from "./right.js";
import type { Finding } from "./finding.js";
import type { DeadlineAnswer, InstanceName } from "./what-if.js";

/**
 * What a case is at one moment, and every change from then until another.
 */
export type Timeline = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * Changes at this moment are the first that are not listed.
 */
from: string, 
/**
 * Changes at this moment are the last that are listed.
 */
until: string, 
/**
 * What the case is at `from`.
 */
start: Assessment, 
/**
 * What changes, in order.
 */
changes: Array<Change>, 
/**
 * When there are more changes than [`Timeline::MOST`]: the last moment whose
 * changes are listed. To have the others, ask again from it.
 */
cutAt: string | null, 
/**
 * The first change that is not listed, after `until` or after `cutAt`. Null if
 * there is none.
 */
nextChange: string | null, };

/**
 * One thing that changes.
 */
export type Change = { at: string } & (InstanceName | { [name in keyof InstanceName]?: never }) & What;

/**
 * What changes.
 */
export type What = { "what": "event", 
/**
 * Its type.
 */
event: string, 
/**
 * Its index in the case's list, from 0.
 */
index: number, 
/**
 * The host's reference for it.
 */
id: string | null, } | { "what": "listed", 
/**
 * What it is.
 */
answer: ClockAnswer, } | { "what": "gone", 
/**
 * What it was.
 */
state: State, } | { "what": "state", 
/**
 * The state before.
 */
from: State, 
/**
 * The state from then on.
 */
to: State, 
/**
 * Why it is undetermined from then on, where it is.
 */
reason: Reason | null, } | { "what": "deadline", 
/**
 * The deadline before: none before the start and while paused.
 */
from: DeadlineAnswer | null, 
/**
 * The deadline from then on.
 */
to: DeadlineAnswer | null, } | { "what": "step", 
/**
 * Its id.
 */
id: string, 
/**
 * Its number on the path, from 1.
 */
step: number, 
/**
 * Who has to be told.
 */
notify: string, 
/**
 * Its state before; none before the clock has started.
 */
from: StepState | null, 
/**
 * Its state from then on.
 */
to: StepState | null, 
/**
 * Its moment before.
 */
momentBefore: string | null, 
/**
 * Its moment from then on.
 */
moment: string | null, 
/**
 * The first time the calendar is open from then on.
 */
deliverFrom: string | null, } | { "what": "right", 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The right's id.
 */
right: string, 
/**
 * Which time it arose, from 1.
 */
number: number, 
/**
 * What the resident may do.
 */
title: string, 
/**
 * Its state before; none where it was not listed.
 */
from: RightState | null, 
/**
 * Its state from then on; none where it is no longer listed.
 */
to: RightState | null, 
/**
 * The last millisecond at which it can be used in time, from then on.
 */
openUntil: string | null, } | { "what": "details", 
/**
 * The fields of the answer.
 */
fields: Array<string>, } | { "what": "noted", 
/**
 * What is odd.
 */
finding: Finding, } | { "what": "settled", 
/**
 * What was odd.
 */
finding: Finding, };

