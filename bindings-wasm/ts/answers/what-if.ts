// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

import type { Allowance, Limit } from "./amount.js";
import type { Revisions } from "./assessment.js";
import type { AppointmentAnswer, Reason, State } from "./clock.js";
import type { RightState } from "./right.js";

/**
 * Which deadlines, states and rights of some cases differ under other rules.
 */
export type WhatIf = { 
/**
 * The version of this shape.
 */
schema: number, 
/**
 * The moment both answers are for.
 */
asOf: string, 
/**
 * What the answers before were made with.
 */
before: Revisions, 
/**
 * What the answers after were made with.
 */
after: Revisions, 
/**
 * How many, in all.
 */
summary: Summary, 
/**
 * Each instance that differs, in the order of the cases, then of the packs.
 */
moved: Array<Moved>, 
/**
 * Each resident's right that differs, in the same order.
 */
rights: Array<RightMoved>, 
/**
 * What this is, and what it is not.
 */
notice: string, };

/**
 * How many cases and instances were compared, and how they differ.
 */
export type Summary = { 
/**
 * The cases compared.
 */
cases: number, 
/**
 * Those of them with an instance or a right that differs.
 */
casesMoved: number, 
/**
 * The instances compared, listed before or after.
 */
instances: number, 
/**
 * Those of them that differ.
 */
moved: number, 
/**
 * Those whose deadline is earlier.
 */
earlier: number, 
/**
 * Those whose deadline is later.
 */
later: number, 
/**
 * Those that have a deadline only after.
 */
deadlinesGained: number, 
/**
 * Those that have a deadline only before.
 */
deadlinesLost: number, 
/**
 * Those that are listed only after.
 */
listed: number, 
/**
 * Those that are listed only before.
 */
gone: number, 
/**
 * Those of which the appointment's window differs, or what became of it.
 */
appointments: number, 
/**
 * How many have which other state, in the order of their names.
 */
states: Array<StatesMoved>, 
/**
 * The residents' rights, which are no promises and counted apart.
 */
rights: RightsSummary, };

/**
 * How many instances have another state.
 */
export type StatesMoved = { 
/**
 * The state before.
 */
from: State, 
/**
 * The state after.
 */
to: State, 
/**
 * How many.
 */
instances: number, };

/**
 * An instance that differs.
 */
export type Moved = { 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * What it is before. Null when it is not listed.
 */
before: Standing | null, 
/**
 * What it is after. Null when it is not listed.
 */
after: Standing | null, 
/**
 * By how much time the deadline is later; negative when it is earlier. Null without
 * two deadlines. While the clock is paused both before and after, that of the
 * deadlines if it resumed.
 */
by: Allowance | null, 
/**
 * The same in calendar days, where both are the end of a day.
 */
days: number | null, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The clock's id.
 */
clock: string, 
/**
 * Which run of it, from 1.
 */
instance: number, 
/**
 * What is promised.
 */
promise: string, };

/**
 * What an instance is under some rules.
 */
export type Standing = { 
/**
 * Its state.
 */
state: State, 
/**
 * Why it is undetermined, where it is.
 */
reason: Reason | null, 
/**
 * The time allowed, extensions included.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number.
 */
open: string | null, 
/**
 * Its deadline. Null while paused.
 */
deadline: DeadlineAnswer | null, 
/**
 * While paused: its deadline if it resumed at the moment of the answer.
 */
deadlineIfResumed: DeadlineAnswer | null, 
/**
 * The window, and what became of it, where it is an appointment's.
 */
appointment: AppointmentAnswer | null, };

/**
 * A deadline.
 */
export type DeadlineAnswer = { 
/**
 * The last millisecond in time.
 */
due: string, 
/**
 * Its date.
 */
dueDate: string, 
/**
 * Whether it is the end of that date, as people would say it.
 */
wholeDay: boolean, };

/**
 * Which instance of which clock.
 */
export type InstanceName = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The clock's id.
 */
clock: string, 
/**
 * Which run of it, from 1.
 */
instance: number, 
/**
 * What is promised.
 */
promise: string, };

/**
 * A right that differs.
 */
export type RightMoved = { 
/**
 * The host's reference of the case.
 */
case: string, 
/**
 * What it is before. Null when it is not listed.
 */
before: RightStanding | null, 
/**
 * What it is after. Null when it is not listed.
 */
after: RightStanding | null, 
/**
 * By how much time its last moment is later; negative when it is earlier. Null
 * without two of them.
 */
by: Allowance | null, 
/**
 * The same in calendar days, where both are the end of a day.
 */
days: number | null, 
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
instance: number, 
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
nation: string | null, };

/**
 * Which time a resident has which right.
 */
export type RightName = { 
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
instance: number, 
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
nation: string | null, };

/**
 * What a right is under some rules.
 */
export type RightStanding = { 
/**
 * Its state.
 */
state: RightState, 
/**
 * Why it is undetermined, where it is.
 */
reason: Reason | null, 
/**
 * How long it is open.
 */
within: Limit | null, 
/**
 * The rule's own words, where it gives no number.
 */
open: string | null, 
/**
 * Since when it is open.
 */
openFrom: string | null, 
/**
 * The last moment at which it can be used in time.
 */
deadline: DeadlineAnswer | null, };

/**
 * How many rights were compared, and how they differ.
 */
export type RightsSummary = { 
/**
 * The rights compared, listed before or after: each time that one arises counts.
 */
instances: number, 
/**
 * Those of them that differ.
 */
moved: number, 
/**
 * Those whose last moment is earlier.
 */
earlier: number, 
/**
 * Those whose last moment is later.
 */
later: number, 
/**
 * Those that have a last moment only after.
 */
deadlinesGained: number, 
/**
 * Those that have a last moment only before.
 */
deadlinesLost: number, 
/**
 * Those that are listed only after.
 */
listed: number, 
/**
 * Those that are listed only before.
 */
gone: number, 
/**
 * How many have which other state, in the order of their names.
 */
states: Array<RightStatesMoved>, };

/**
 * How many rights have another state.
 */
export type RightStatesMoved = { 
/**
 * The state before.
 */
from: RightState, 
/**
 * The state after.
 */
to: RightState, 
/**
 * How many.
 */
instances: number, };

